"""A dated copy of the public business registers: read from their files, kept as Parquet, with the codes of places and industries."""
