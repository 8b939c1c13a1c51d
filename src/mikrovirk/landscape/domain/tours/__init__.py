"""A tour of business visits: how long one drives, in which order, at what hour, and what does not fit."""
