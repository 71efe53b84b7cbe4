"""Parameter sets that levels of the literature do not rule out, and finding them."""
