"""What the worker does for the directory by itself: forgets what is not needed, and keeps search right."""

from datetime import datetime, timedelta

from django.core.cache import cache

from mikrovirk.directory import services
from mikrovirk.directory.services.tables import forget_tables

KEEP_REQUESTS = timedelta(days=14)
DAILY = 24 * 60 * 60


def run(*, now: datetime) -> None:
    """Search texts that are missing at once; the rest once a day."""
    services.refresh_search_texts()
    if cache.add("directory:daily", now.date().isoformat(), DAILY):
        services.refresh_search_texts(all_rows=True)
        services.forget_lists(before=now - services.KEEP_LISTS)
        forget_tables(before=now - services.KEEP_LISTS)
        services.forget_requests(before=now - KEEP_REQUESTS)
