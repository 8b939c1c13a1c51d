"""Reads other people's iCalendar feeds as far as they can be read, and says in words what was wrong with them."""
