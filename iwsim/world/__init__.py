"""Building the world: the estate, its people and its workforce."""
