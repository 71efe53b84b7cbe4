"""Pictures of a comparison: figures as PNG and SVG, each with its data beside it as CSV."""
