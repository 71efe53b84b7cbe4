"""Parameter sets that come nearest to the levels of the literature, and finding them."""
