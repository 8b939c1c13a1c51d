"""Pictures made by the server: the card shown where a meeting is shared, and the little map of where it is."""
