"""Parameter sets that the levels of the literature do not rule out, and finding them."""
