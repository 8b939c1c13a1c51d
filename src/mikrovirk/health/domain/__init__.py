"""The rules of health: what is counted, what is expected, what is warned of."""
