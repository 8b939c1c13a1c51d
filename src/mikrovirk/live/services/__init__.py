"""What can be done in an evening, one module for each subject."""
