"""The rules of the overview: plain Python and Ibis expressions, no Django."""
