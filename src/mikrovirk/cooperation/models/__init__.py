"""Who does what in an area, and the conferences where it is talked over: one module by subject."""
