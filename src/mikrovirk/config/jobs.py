"""What the worker does for the database itself: once a day SQLite looks how many rows there are of what.

Without that it guesses, and in a region of many networks it takes the long way to the rows of one. It looks at a few hundred rows of
each index, which takes less than a second with a million of them. PostgreSQL does the same by itself.
"""

from datetime import datetime

from django.core.cache import cache
from django.db import connection

DAILY = 24 * 60 * 60
ROWS_LOOKED_AT = 400


def run(*, now: datetime) -> None:
    """Do it where the day's turn has not been."""
    if connection.vendor == "sqlite" and cache.add("config:rows", now.date().isoformat(), DAILY):
        look_at_the_rows()


def look_at_the_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
