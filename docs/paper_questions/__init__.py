"""What the page of the paper's questions is made from: published tables, and words for numbers."""
