"""Reads, one module by subject."""
