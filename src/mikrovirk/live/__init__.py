"""The evening itself: what is on, the phones in the room, the hot seat, and whom to meet."""
