"""What the worker does for the directory by itself: forgets what is not needed, and keeps search right."""

from datetime import date, datetime, timedelta

from django.core.cache import cache

from mikrovirk.directory import services
from mikrovirk.directory.services.search_texts import DONE, refresh_slice
from mikrovirk.directory.services.tables import forget_tables

KEEP_REQUESTS = timedelta(days=14)
DAILY = 24 * 60 * 60


def run(*, now: datetime) -> None:
    """Search texts that are missing at once; the rest once a day, some each minute."""
    services.refresh_search_texts()
    refresh_the_rest(now.date())
    if cache.add("directory:daily", now.date().isoformat(), DAILY):
        services.forget_lists(before=now - services.KEEP_LISTS)
        forget_tables(before=now - services.KEEP_LISTS)
        services.forget_requests(before=now - KEEP_REQUESTS)


def refresh_the_rest(today: date) -> None:
    """Go on where the minute before ended, until everybody was looked at today."""
    key = f"directory:search:{today}"
    after = cache.get(key, 0)
    if after != DONE:
        cache.set(key, refresh_slice(after), 2 * DAILY)
