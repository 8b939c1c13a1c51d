"""Reads: what the landscape holds about one person."""

from typing import Any

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import CircleAnswer, CircleQuestion, Entry, Feed
from mikrovirk.landscape.queries import tours


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """The calendars and entries they look after or added, and what they said to other coordinators, as plain values for their own copy."""
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
        ],
        "entries": [
            {
                "name": entry.name,
                "looks_after_it": entry.owner_email.casefold() == user.email.casefold(),
                "is_its_contact": entry.contact_email.casefold() == user.email.casefold(),
                "added_it": entry.added_by_id == user.pk,
                "added_at": entry.added_at.isoformat(),
                "confirmed_at": entry.confirmed_at.isoformat() if entry.confirmed_at else "",
            }
            for entry in entries_about(user)
        ],
        "visits_hosted": tours.export_of(user),
        "asked_coordinators": [
            {"subject": row.subject, "text": row.text, "at": row.asked_at.isoformat()}
            for row in CircleQuestion.objects.filter(asked_by=user).order_by("asked_at", "pk")
        ],
        "answered_coordinators": [
            {"subject": row.question.subject, "text": row.text, "at": row.at.isoformat()}
            for row in CircleAnswer.objects.filter(by=user).select_related("question")
        ],
    }


def entries_about(user: User) -> QuerySet[Entry]:
    """The entries of the register of networks and offers that name them."""
    theirs = Q(owner_email__iexact=user.email) | Q(contact_email__iexact=user.email) | Q(added_by=user)
    return Entry.objects.filter(theirs).order_by("added_at", "pk")
