"""What is typed, one module by subject."""
