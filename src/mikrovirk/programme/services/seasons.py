"""Laying out a season and taking it back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.season_changes import move
from mikrovirk.programme.domain.seasons import SeasonLayout, SeasonWish, lay_out
from mikrovirk.programme.models import Format, Meeting, Season, Venue
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import meetings as meeting_services


class CannotUndo(Exception):
    """Some of the season's meetings are published or have people in them: each is cancelled by itself."""


def planned(wish: SeasonWish, moved: Mapping[date, date] | None = None) -> SeasonLayout:
    """Lay the season out, with the dates moved by hand: `moved` maps a laid-out date to the one chosen for it.

    Raise SeasonImpossible where the answers make no season or two meetings would share a day.
    """
    layout = lay_out(wish)
    chosen = {meeting.date: (moved or {}).get(meeting.date, meeting.date) for meeting in layout.meetings}
    # All laid-out dates that stay stand still, so moving one by one ends the same in every order, except where one takes
    # another's old day: those that leave first make room.
    waiting = {laid: to for laid, to in chosen.items() if laid != to}
    while waiting:
        taken = {meeting.date for meeting in layout.meetings}
        laid = next((laid for laid, to in waiting.items() if to not in taken), next(iter(waiting)))
        number = next(meeting.number for meeting in layout.meetings if meeting.date == laid)
        layout = move(layout, number, waiting.pop(laid))
    return layout


@transaction.atomic
def lay_season(
    network: Network,
    layout: SeasonLayout,
    *,
    name: str,
    wish: SeasonWish,
    venue: Venue | None,
    by: User | None,
    at: datetime,
) -> Season:
    """Add the season and a draft of each of its meetings, with agenda and tasks."""
    season = Season.objects.create(network=network, name=name, rhythm=wish.as_plain(), created_at=at, created_by=by)
    formats = {found.key: found for found in Format.objects.filter(network=network).prefetch_related("items")}
    for planned_meeting in layout.meetings:
        meeting_services.add_meeting(
            network,
            season=season,
            format=formats[planned_meeting.format_key],
            venue=venue,
            starts_at=planned_meeting.starts_at,
            date_reason=planned_meeting.date_reason(),
            at=at,
        )
    return season


@transaction.atomic
def undo_season(season: Season) -> None:
    """Take a season back whole; raise CannotUndo once anybody outside knows of it."""
    list(Meeting.objects.select_for_update().filter(season=season).values_list("pk", flat=True))
    if not meeting_queries.can_be_undone(season):
        raise CannotUndo
    Meeting.objects.filter(season=season).delete()
    season.delete()
