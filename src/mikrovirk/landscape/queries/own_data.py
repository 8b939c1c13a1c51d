"""Reads: what the landscape holds about one person."""

from typing import Any

from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Feed


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """The calendars they look after or added, as plain values for their own copy."""
    feeds = Feed.objects.filter(Q(owner_email__iexact=user.email) | Q(added_by=user)).order_by("added_at", "pk")
    return {
        "calendars": [
            {
                "name": feed.name,
                "address": feed.url,
                "looks_after_it": feed.owner_email.casefold() == user.email.casefold(),
                "added_it": feed.added_by_id == user.pk,
                "added_at": feed.added_at.isoformat(),
            }
            for feed in feeds
        ]
    }
