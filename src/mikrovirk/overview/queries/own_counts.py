"""Reads: what the networks of a municipality did in a year, as plain numbers that a goal can be measured by."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Count, Q

from mikrovirk.common.days import end_of
from mikrovirk.directory.models import Membership
from mikrovirk.networks.models import Network
from mikrovirk.overview.queries.newcomers import welcomed_between
from mikrovirk.programme.models import Meeting, SignUp

YEAR = timedelta(days=365)
LEAST_TOLD = 3  # of people, as with businesses
PEOPLE = {"network_members", "people_reached"}


def count(key: str, municipality: str, *, on: date) -> int | None:
    """The count with that key on that day, or in the year before its end; None for one or two people. Raise KeyError."""
    found = COUNTS[key](municipality, on)
    return None if key in PEOPLE and 0 < found < LEAST_TOLD else found


def networks(municipality: str, on: date) -> int:
    """Networks that are open now and were founded by that day."""
    founded = Q(founded_date__lte=on) | Q(founded_date=None, created_at__lt=end_of(on))
    return Network.objects.filter(founded, municipality_code=municipality, is_open=True).count()


def members(municipality: str, on: date) -> int:
    """People who were members of at least one network there on that day."""
    rows = Membership.objects.filter(network__municipality_code=municipality, joined_date__lte=on)
    return rows.exclude(left_date__lte=on).values("person").distinct().count()


def meetings_held(municipality: str, on: date) -> int:
    end = end_of(on)
    held = Meeting.objects.filter(network__municipality_code=municipality, state=Meeting.State.PUBLISHED)
    return held.filter(starts_at__gte=end - YEAR, starts_at__lt=end).count()


def people_reached(municipality: str, on: date) -> int:
    """Different people who came to a meeting; one without an address counts each time."""
    end = end_of(on)
    came = SignUp.objects.filter(
        meeting__network__municipality_code=municipality,
        meeting__starts_at__gte=end - YEAR,
        meeting__starts_at__lt=end,
        checked_in_at__isnull=False,
    ).exclude(state=SignUp.State.CANCELLED)
    found = came.aggregate(known=Count("person", distinct=True), nameless=Count("pk", filter=Q(person=None)))
    return int(found["known"]) + int(found["nameless"])


def newcomers_welcomed(municipality: str, on: date) -> int:
    end = end_of(on)
    return welcomed_between(municipality, end - YEAR, end)


COUNTS: dict[str, Callable[[str, date], int]] = {
    "networks": networks,
    "network_members": members,
    "network_meetings": meetings_held,
    "people_reached": people_reached,
    "newcomers_welcomed": newcomers_welcomed,
}
