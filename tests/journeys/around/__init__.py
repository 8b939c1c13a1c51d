"""The parts of the journey through what goes on around a network: each a module with one function that plays it."""
