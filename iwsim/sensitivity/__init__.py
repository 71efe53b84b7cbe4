"""Global sensitivity analysis: what of an outcome each factor of a design moves, and how surely."""
