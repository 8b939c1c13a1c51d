"""Writing a draft that members are to comment on: its words and its points, until it is adopted."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Topic, Venue
from mikrovirk.voice.domain.steering import moved
from mikrovirk.voice.models import Consultation, InputRound, Point, Speaker

State = Consultation.State


class IsAdopted(Exception):
    """An adopted draft stands as it is."""


@dataclass(frozen=True)
class Details:
    """A point as it is typed. With `starts_at` it becomes a meeting when the draft is adopted."""

    title: str
    text: str = ""
    starts_at: datetime | None = None
    format: Format | None = None
    topic: Topic | None = None
    venue: Venue | None = None
    speaker: Speaker | None = None

    def facts(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def new_draft(
    network: Network, *, title: str, by: User | None, at: datetime, intro: str = "", round: InputRound | None = None
) -> Consultation:
    """A draft without points."""
    return Consultation.objects.create(
        network=network, title=title, intro=intro, round=round, created_by=by, created_at=at
    )


def held(consultation: Consultation) -> Consultation:
    """The draft as it stands now, held until the transaction ends; raise IsAdopted."""
    found = Consultation.objects.select_for_update(of=("self",)).select_related("network").get(pk=consultation.pk)
    if found.state == State.ADOPTED:
        raise IsAdopted
    return found


@transaction.atomic
def describe(consultation: Consultation, *, title: str, intro: str) -> None:
    """Give it another title or introduction; raise IsAdopted."""
    fresh = held(consultation)
    fresh.title, fresh.intro = title, intro
    fresh.save(update_fields=["title", "intro"])


@transaction.atomic
def add_point(consultation: Consultation, details: Details) -> Point:
    """Add a point last; raise IsAdopted."""
    fresh = held(consultation)
    last = fresh.points.aggregate(last=Max("position"))["last"] or 0
    return Point.objects.create(consultation=fresh, position=last + 1, **details.facts())


@transaction.atomic
def change_point(point: Point, details: Details) -> None:
    """Write a point anew; raise IsAdopted. Members see it when the changes are shown to them."""
    held(point.consultation)
    for name, value in details.facts().items():
        setattr(point, name, value)
    point.save(update_fields=list(details.facts()))


@transaction.atomic
def move_point(point: Point, *, up: bool) -> None:
    """Swap a point with its neighbour; raise IsAdopted. The first cannot go up, nor the last down: then nothing changes."""
    held(point.consultation)
    point.refresh_from_db(fields=["taken_out_at"])
    if point.taken_out_at:
        return
    points = {each.pk: each for each in Point.objects.filter(consultation=point.consultation_id, taken_out_at=None)}
    for position, key in enumerate(moved(list(points), point.pk, up=up), start=1):
        points[key].position = position
    Point.objects.bulk_update(points.values(), ["position"])


@transaction.atomic
def remove_point(point: Point, *, at: datetime) -> None:
    """Take a point out; raise IsAdopted. One that members have seen is kept with what they said about it."""
    fresh = held(point.consultation)
    if fresh.state == State.DRAFT:
        point.delete()
        return
    point.taken_out_at = at
    point.save(update_fields=["taken_out_at"])


@transaction.atomic
def put_back_point(point: Point) -> None:
    """Undo taking a point out."""
    held(point.consultation)
    point.taken_out_at = None
    point.save(update_fields=["taken_out_at"])


@transaction.atomic
def remove_draft(consultation: Consultation) -> None:
    """Throw a draft away that nobody has seen; one that members have seen stays (ValueError)."""
    fresh = held(consultation)
    if fresh.state != State.DRAFT:
        raise ValueError("members have seen it")
    fresh.delete()
