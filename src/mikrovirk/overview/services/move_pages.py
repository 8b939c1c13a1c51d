"""Writes: the public page for those who move here, and the premises on it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.overview.models import MovePage, Premises

WORDS = ("place", "slug", "postcode", "text", "host", "contact", "email", "phone")


@transaction.atomic
def write_page(municipality: str, *, slug: str = "", by: User | None, at: datetime, **words: Any) -> MovePage:
    """Keep the words of a page, made where there is none; it is seen by the public when it is published."""
    page, _new = MovePage.objects.get_or_create(municipality=municipality, slug=slug)
    return rewrite(page, by=by, at=at, **words)


def rewrite(page: MovePage, *, by: User | None, at: datetime, **words: Any) -> MovePage:
    """Write it anew; raise TypeError for what no page has."""
    for name, value in words.items():
        if name not in WORDS:
            raise TypeError(name)
        setattr(page, name, value)
    page.changed_by, page.changed_at = by, at
    page.save()
    return page


def publish(page: MovePage, *, at: datetime) -> None:
    """Let everybody see it."""
    page.published_at = page.published_at or at
    page.save(update_fields=["published_at"])


def take_down(page: MovePage) -> None:
    """Let the public see it no longer; its words stay."""
    page.published_at = None
    page.save(update_fields=["published_at"])


def list_premises(municipality: str, *, on: date, **facts: Any) -> Premises:
    """Put a place to work on the page."""
    return Premises.objects.create(municipality=municipality, listed_date=on, **facts)


def change_premises(premises: Premises, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(premises, name, value)
    premises.save(update_fields=list(facts))


def remove_premises(premises: Premises, *, at: datetime) -> None:
    """Take it off the page; it can be put back."""
    premises.removed_at = at
    premises.save(update_fields=["removed_at"])


def put_back(premises: Premises) -> None:
    premises.removed_at = None
    premises.save(update_fields=["removed_at"])
