"""Reads: which draft is shown in the hall, the point it has come to, and how many are for and against."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime

from mikrovirk.live.models import DraftShown, Evening, Phone
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import Consultation, PointSupport
from mikrovirk.voice.queries import consultations
from mikrovirk.voice.queries.consultation_reading import facts_in_words
from mikrovirk.voice.queries.consultation_versions import newest_version
from mikrovirk.voice.queries.consultations import Total
from mikrovirk.voice.services.consultation_comments import takes_comments


@dataclass(frozen=True)
class PointShown:
    """One point as the room sees it. `number` begins at 1."""

    key: int
    number: int
    title: str
    text: str
    when: datetime | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """The draft on the evening's pages. `room`: how many of those here are for and against; `total`: of everybody."""

    row: DraftShown
    points: tuple[PointShown, ...]
    point: PointShown
    takes_answers: bool
    in_favour: int = 0
    against: int = 0
    comment_count: int = 0
    total: Total | None = None

    @property
    def before(self) -> PointShown | None:
        return self.points[self.point.number - 2] if self.point.number > 1 else None

    @property
    def after(self) -> PointShown | None:
        return self.points[self.point.number] if self.point.number < len(self.points) else None


def to_choose(evening: Evening, *, now: datetime) -> QuerySet[Consultation]:
    """The drafts that can be shown this evening: the network's open ones."""
    return to_choose_of(evening.meeting, now=now)


def to_choose_of(meeting: Meeting, *, now: datetime) -> QuerySet[Consultation]:
    """The same before the evening is opened."""
    network = meeting.network
    return consultations.open_in([network] if has_part(network, "voice") else [], now=now)


def shown_of(evening: Evening, *, now: datetime, counted: bool = False) -> Shown | None:
    """What the host shows; None while that is nothing. With `counted` also how many are for and against."""
    row = DraftShown.objects.filter(evening=evening, closed_at=None).select_related("consultation__network").first()
    version = newest_version(row.consultation) if row else None
    if row is None or version is None or not has_part(row.consultation.network, "voice"):
        return None
    points = tuple(point_in(content, number) for number, content in enumerate(version.content["points"], start=1))
    if not points:
        return None
    point = next((each for each in points if each.key == row.point_id), points[0])
    counts = counts_of(evening, row.consultation, point.key) if counted else {}
    return Shown(row, points, point, takes_comments(row.consultation, now), **counts)


def point_in(content: dict[str, Any], number: int) -> PointShown:
    return PointShown(
        key=content["key"],
        number=number,
        title=content["title"],
        text=content.get("text", ""),
        when=parse_datetime(content.get("starts_at") or ""),
        facts=tuple(value for _label, value in facts_in_words(content)),
    )


def counts_of(evening: Evening, consultation: Consultation, point: int) -> dict[str, Any]:
    here = PointSupport.objects.filter(point=point, meeting=evening.meeting_id)
    pro, con = Q(stance=PointSupport.Stance.FOR), Q(stance=PointSupport.Stance.AGAINST)
    counted = here.aggregate(in_favour=Count("pk", filter=pro), against=Count("pk", filter=con))
    said = consultations.comments_of(consultation).filter(input__point=point, input__meeting=evening.meeting_id)
    return {**counted, "comment_count": said.count(), "total": consultations.totals_of(consultation)[point]}


def stances_of(phone: Phone, consultation: Consultation) -> list[tuple[int, str]]:
    """What whoever holds the phone thinks, as (key of the point, stance)."""
    person = phone.sign_up.person_id if phone.sign_up else None
    whose = Q(person=person) if person else Q(phone=phone.key)
    rows = PointSupport.objects.filter(whose, point__consultation=consultation)
    return list(rows.values_list("point", "stance"))
