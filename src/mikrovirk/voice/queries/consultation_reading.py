"""Reads: a draft as a member reads it, from the version that was shown, with what has been said and answered."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from mikrovirk.directory.models import Person
from mikrovirk.voice.domain.consultations import Change, What, changes
from mikrovirk.voice.models import Consultation, ConsultationVersion, Point, Source
from mikrovirk.voice.queries import consultations as queries
from mikrovirk.voice.queries.consultation_versions import in_words
from mikrovirk.voice.queries.consultations import Said, Total

SAID_SHOWN = 5  # comments at a point that are not folded away


@dataclass(frozen=True)
class PointRead:
    """One point as it stands on the page. `key` 0: the whole draft. `can_change`: the reader's own comment still open."""

    key: int
    number: int
    title: str
    text: str = ""
    starts_at: datetime | None = None
    facts: tuple[tuple[str, str], ...] = ()
    changes: tuple[str, ...] = ()
    is_new: bool = False
    is_out: bool = False
    total: Total = field(default_factory=Total)
    stance: str = ""
    said: tuple[Said, ...] = ()
    can_change: Said | None = None
    answer: str = ""
    answered_at: datetime | None = None

    @property
    def said_first(self) -> tuple[Said, ...]:
        return self.said[-SAID_SHOWN:]

    @property
    def said_before(self) -> tuple[Said, ...]:
        return self.said[:-SAID_SHOWN]


@dataclass(frozen=True)
class Reading:
    """The whole page."""

    consultation: Consultation
    version: ConsultationVersion
    points: tuple[PointRead, ...]
    out: tuple[PointRead, ...]  # taken out after members had seen them
    whole: PointRead
    changes: tuple[str, ...]  # of the whole draft, since the version before

    def point(self, key: int) -> PointRead | None:
        return next((each for each in (*self.points, *self.out, self.whole) if each.key == key), None)


def reading(consultation: Consultation, *, reader: Person | None = None, for_staff: bool = False) -> Reading | None:
    """The draft as members see it now; None while it has not been shown. Seven queries, however much was said."""
    versions = list(consultation.versions.order_by("-number"))
    if not versions:
        return None
    newest = versions[0]
    found = changes(versions[1].content, newest.content) if len(versions) > 1 else ()
    facts = _Facts(
        rows={point.pk: point for point in consultation.points.all()},
        totals=queries.totals_of(consultation),
        said=queries.said_by_point(consultation, reader=reader, for_staff=for_staff),
        stances=queries.stances_of(consultation, reader),
        changes=_by_point(found),
        version=newest.number,
    )
    shown = newest.content["points"]
    keys = {point["key"] for point in shown}
    out = [row for row in facts.rows.values() if row.taken_out_at and row.pk not in keys]
    return Reading(
        consultation=consultation,
        version=newest,
        points=tuple(facts.point(content, number) for number, content in enumerate(shown, start=1)),
        out=tuple(facts.point({"key": row.pk, "title": row.title}, 0, is_out=True) for row in out),
        whole=facts.whole(consultation),
        changes=tuple(in_words(change) for change in facts.changes.get(0, ())),
    )


def _by_point(found: tuple[Change, ...]) -> dict[int, list[Change]]:
    by_point: dict[int, list[Change]] = defaultdict(list)
    for change in found:
        by_point[change.point].append(change)
    return by_point


@dataclass(frozen=True)
class _Facts:
    """What is known beside the text."""

    rows: dict[int, Point]
    totals: dict[int, Total]
    said: dict[int, list[Said]]
    stances: dict[int, str]
    changes: dict[int, list[Change]]
    version: int

    def point(self, content: dict[str, Any], number: int, *, is_out: bool = False) -> PointRead:
        key, row = content["key"], self.rows.get(content["key"])
        found = self.changes.get(key, [])
        return PointRead(
            key=key,
            number=number,
            title=content["title"],
            text=content.get("text", ""),
            starts_at=parse_datetime(content.get("starts_at", "") or ""),
            facts=facts_in_words(content),
            changes=tuple(in_words(change) for change in found),
            is_new=any(change.what is What.ADDED for change in found),
            is_out=is_out,
            total=self.totals[key],
            stance=self.stances.get(key, ""),
            said=tuple(self.said.get(key, ())),
            can_change=self.changeable(key),
            answer=row.answer if row else "",
            answered_at=row.answered_at if row else None,
        )

    def whole(self, consultation: Consultation) -> PointRead:
        return PointRead(
            key=0,
            number=0,
            title=_("The whole"),
            said=tuple(self.said.get(0, ())),
            can_change=self.changeable(0),
            answer=consultation.answer,
            answered_at=consultation.answered_at,
        )

    def changeable(self, key: int) -> Said | None:
        """What the reader wrote about this version and can still change; the rule is `services…own_comment`'s."""
        return next(
            (
                each
                for each in self.said.get(key, ())
                if each.is_mine
                and each.version == self.version
                and each.source == Source.CONSULTATION
                and not each.input.outcome
                and each.input.theme_id is None
            ),
            None,
        )


def facts_in_words(content: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """What is known of the meeting beside its day, with its label."""
    labels = (
        ("format", _("Format")),
        ("topic", _("Topic")),
        ("speaker", _("Speaker")),
        ("venue", _("Venue")),
    )
    return tuple(
        (label, content[name]) for name, label in labels if content.get(name) and content[name] != content["title"]
    )
