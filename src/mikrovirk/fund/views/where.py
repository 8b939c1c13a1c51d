"""The fund a page is about."""

from django.shortcuts import get_object_or_404

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.directory.services.people import person_for
from mikrovirk.fund.models import Fund


def fund_called(slug: str) -> Fund:
    """The fund with that address, for everybody; else a 404."""
    return get_object_or_404(Fund.objects.select_related("holder"), slug=slug)


def person_who_writes(user: User) -> Person:
    """The profile of the signed-in reader, made where there is none yet. For what is posted, never for a page."""
    return person_for(user)


def person_who_reads(user: object) -> Person | None:
    """The profile of the reader; None for who is not signed in or has none."""
    return Person.objects.filter(user=user).first() if isinstance(user, User) else None
