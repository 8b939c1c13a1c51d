"""The pages, one module by subject."""
