"""Writes, one module by subject."""
