"""Reads: a draft as it stands, as it stood in each version, and what differs, in words."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.voice.domain.consultations import Change, What, changes
from mikrovirk.voice.models import Consultation, ConsultationVersion, Point


def points_of(consultation: Consultation) -> list[Point]:
    """The points as they are written now, with what a page shows of them; those taken out are not among them."""
    rows = consultation.points.filter(taken_out_at=None)
    return list(rows.select_related("format", "topic", "venue", "speaker"))


def content_of(consultation: Consultation, points: Iterable[Point] | None = None) -> dict[str, Any]:
    """The draft as it is written now, as a version keeps it."""
    rows = points_of(consultation) if points is None else points
    return {
        "title": consultation.title,
        "intro": consultation.intro,
        "points": [
            {
                "key": point.pk,
                "title": point.title,
                "text": point.text,
                "starts_at": timezone.localtime(point.starts_at).isoformat() if point.starts_at else "",
                **{name: str(getattr(point, name) or "") for name in ("format", "topic", "venue", "speaker")},
            }
            for point in rows
        ],
    }


def newest_version(consultation: Consultation) -> ConsultationVersion | None:
    return consultation.versions.order_by("-number").first()


def newest_versions(keys: Iterable[int]) -> dict[int, ConsultationVersion]:
    """What members were shown last of each of these drafts, by the key of the draft. One query."""
    rows = ConsultationVersion.objects.filter(consultation__in=list(keys)).order_by("number")
    return {version.consultation_id: version for version in rows}


def not_shown_yet(consultation: Consultation) -> tuple[Change, ...]:
    """What was written since members were shown the draft last; nothing while they have not seen it at all."""
    shown = newest_version(consultation)
    return changes(shown.content, content_of(consultation)) if shown else ()


def changes_of(version: ConsultationVersion) -> tuple[Change, ...]:
    """What the version changed in the one before it."""
    before = ConsultationVersion.objects.filter(consultation=version.consultation_id, number__lt=version.number)
    last = before.order_by("-number").first()
    return changes(last.content, version.content) if last else ()


def in_words(change: Change) -> str:
    """A change as a sentence; of a point without saying which."""
    words = {
        What.NAME: _("The title was “%(before)s”, now it is “%(after)s”."),
        What.INTRO: _("The introduction was written anew."),
        What.ORDER: _("The points stand in another order."),
        What.ADDED: _("The point is new."),
        What.TAKEN_OUT: _("The point was taken out."),
        What.TITLE: _("It was called “%(before)s”."),
        What.TEXT: _("The text was written anew."),
        What.WHEN: _("The time was %(before)s, now it is %(after)s."),
        What.FORMAT: _("The format was %(before)s, now it is %(after)s."),
        What.TOPIC: _("The topic was %(before)s, now it is %(after)s."),
        What.VENUE: _("The place was %(before)s, now it is %(after)s."),
        What.SPEAKER: _("The speaker was %(before)s, now it is %(after)s."),
    }
    before, after = value_in_words(change, change.before), value_in_words(change, change.after)
    return words[change.what] % {"before": before, "after": after}


def value_in_words(change: Change, value: str) -> str:
    if not value:
        return _("left open")
    moment = parse_datetime(value) if change.what is What.WHEN else None
    return dates.moment(moment) if moment else value
