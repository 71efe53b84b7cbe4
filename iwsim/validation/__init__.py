"""Patterns of the evidence, whether the model shows them, and how plausible its levels are."""
