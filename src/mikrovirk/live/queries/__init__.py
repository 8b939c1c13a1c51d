"""What is read of an evening, one module for each subject."""
