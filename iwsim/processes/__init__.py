"""The rules of a week: one process a file, each a kernel over the columns that it names."""
