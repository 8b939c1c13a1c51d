"""Reads: the turns somebody had in the seat, and the stories that came of turns."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.live.models import SeatInput, SeatTaken, Story
from mikrovirk.networks.models import Network


def turns_had_by(user: User) -> QuerySet[SeatTaken]:
    """The user's own turns, newest first."""
    rows = SeatTaken.objects.filter(application__person__user=user)
    rows = rows.select_related(
        "application__person__user", "application__meeting", "evening__meeting__network", "story"
    )
    return rows.order_by("-evening__meeting__starts_at", "-pk")


def stories_of(network: Network) -> QuerySet[Story]:
    """Every story of the network that its member stands by, with who tells it and their `business`."""
    here = Membership.objects.filter(person=OuterRef("seat__application__person"), network=network, left_date=None)
    rows = Story.objects.filter(seat__application__network=network, withdrawn_at=None)
    rows = rows.select_related("seat__application__person__user", "seat__evening__meeting")
    return rows.annotate(business=Subquery(here.values("business__name")[:1]))


def published_stories(network: Network) -> QuerySet[Story]:
    """What everybody may read, newest first."""
    return stories_of(network).filter(published_at__isnull=False).order_by("-published_at", "-pk")


def waiting_stories(network: Network) -> QuerySet[Story]:
    """Those the member agreed to, and the coordinator has not said yes to."""
    return stories_of(network).filter(published_at=None).order_by("agreed_at", "pk")


def answers_in(network: Network) -> QuerySet[SeatTaken]:
    """What members answered came of their turns, newest first; for the coordinator."""
    rows = SeatTaken.objects.filter(application__network=network, came_at__isnull=False)
    return rows.select_related("application__person__user", "evening__meeting").order_by("-came_at", "-pk")


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What is kept about somebody's turns and gifts, as plain values. What stays in the room is not among it."""
    at_meeting = {"at_meeting": F("evening__meeting__title")}
    turns = SeatTaken.objects.filter(application__person__user=user).order_by("pk")
    stories = Story.objects.filter(seat__application__person__user=user).order_by("pk")
    given = SeatInput.objects.filter(phone__sign_up__person__user=user, sealed=None).order_by("pk")
    got = SeatInput.objects.filter(seat__application__person__user=user, sealed=None, is_hidden=False).order_by("pk")
    return {
        "seats": [dict(row) for row in turns.values("came", "came_of_it", "came_at", **at_meeting)],
        "stories": [dict(row) for row in stories.values("title", "text", "agreed_at", "published_at", "withdrawn_at")],
        "given_to_the_seat": [dict(row) for row in given.values("kind", "text", "name", "at")],
        "given_in_the_seat": [dict(row) for row in got.values("kind", "text", "name", "at")],
    }
