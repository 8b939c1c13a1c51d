"""Adopting a draft: the decision is kept, its meetings are laid, and how it read stays to be seen. And taking that back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.programme.queries.meetings import talk_of
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.voice.models import Consultation, ConsultationVersion, Decision, Input, Outcome, Point
from mikrovirk.voice.queries.consultation_versions import points_of
from mikrovirk.voice.queries.consultations import lacking_answers, totals_of
from mikrovirk.voice.services import consulting, decisions, season_laying
from mikrovirk.voice.services.consultations import held

State = Consultation.State
TITLE_LENGTH, REASON_LENGTH = 200, 1000


@dataclass(frozen=True)
class Words:
    """What is said of an adoption. `decision` is its title in the steering room; `why` stands with the version."""

    decision: str
    reason: str
    why: str = ""
    unanswered_because: str = ""


class LacksAnswers(Exception):
    """Comments have no answer, and nobody said why it is adopted all the same."""


class NotShown(Exception):
    """Nobody has been asked about it yet."""


class CannotUndo(Exception):
    """Something of it is published or has people in it."""


@transaction.atomic
def adopt(consultation: Consultation, words: Words, *, by: User, at: datetime) -> ConsultationVersion:
    """Adopt the draft as it is written now: keep the decision, lay its meetings as drafts, keep the version.

    Raise NotShown, LacksAnswers, IsAdopted.
    """
    fresh = held(consultation)
    if fresh.state == State.DRAFT:
        raise NotShown
    if lacking_answers(fresh) and not words.unanswered_because:
        raise LacksAnswers
    consulting.close(fresh, at=at)
    points = points_of(fresh)
    fresh.season, fresh.made_season = season_for(fresh, points, by=by, at=at)
    for point in points:
        if point.starts_at:
            lay(point, fresh, at=at)
    fresh.decision = decide(fresh, words, by=by, at=at)
    fresh.state, fresh.adopted_at, fresh.adopted_by = State.ADOPTED, at, by
    fresh.closed_at = fresh.closed_at or at
    fresh.unanswered_because = words.unanswered_because
    fresh.save()
    return keep_adopted(fresh, by=by, at=at, why=words.why)


def decide(consultation: Consultation, words: Words, *, by: User, at: datetime) -> Decision:
    """Keep the decision where the steering group has its others; what was taken up of the comments rests on it."""
    said = decisions.Words(
        title=words.decision[:TITLE_LENGTH],
        answer=Decision.Answer.YES,
        reason=words.reason[:REASON_LENGTH],
        season=consultation.season,
    )
    made = decisions.decide(consultation.network, said, by=by, at=at)
    taken_up = Input.objects.filter(comment__consultation=consultation, outcome=Outcome.TAKEN_UP, decision=None)
    taken_up.update(decision=made)
    consultation.season_drafts.update(season=consultation.season)
    return made


def keep_adopted(consultation: Consultation, *, by: User | None, at: datetime, why: str) -> ConsultationVersion:
    """The version as adopted: with the answers, and with how many were for and against."""
    version = consulting.write_version(consultation, by=by, at=at, why=why)
    totals = totals_of(consultation)
    answers = dict(consultation.points.values_list("pk", "answer"))
    for point in version.content["points"]:
        point["answer"], point["support"] = answers.get(point["key"], ""), totals[point["key"]].as_plain()
    version.content["answer"], version.content["is_adopted"] = consultation.answer, True
    version.save(update_fields=["content"])
    return version


def season_for(
    consultation: Consultation, points: Iterable[Point], *, by: User | None, at: datetime
) -> tuple[Season | None, bool]:
    """The season of the meetings, and whether it is new; none where no point has a day."""
    if consultation.season or not any(point.starts_at for point in points):
        return consultation.season, False
    name = consultation.title[:80]
    return Season.objects.create(network=consultation.network, name=name, created_at=at, created_by=by), True


# --- the meetings ----------------------------------------------------------------------------------------------------


def lay(point: Point, consultation: Consultation, *, at: datetime) -> None:
    """Add the point's meeting as a draft, or give the one it came of its day, format, place and title."""
    if point.meeting is None:
        assert point.starts_at is not None
        point.meeting = meeting_services.add_meeting(
            consultation.network,
            season=consultation.season,
            format=point.format,
            venue=point.venue,
            title=point.title,
            starts_at=point.starts_at,
            at=at,
        )
        point.made_meeting = True
        if point.text:
            meeting_services.change_meeting(point.meeting, summary=point.text, at=at)
        season_laying.plan_talk(point.meeting, point.topic, point.speaker, at=at)
    elif point.meeting.state != Meeting.State.CANCELLED:
        point.before = follow(point.meeting, facts_of(point), at=at)
    point.save(update_fields=["meeting", "made_meeting", "before"])


def facts_of(point: Point) -> dict[str, Any]:
    """What a meeting that was there follows."""
    facts: dict[str, Any] = {"title": point.title, "summary": point.text, "starts_at": point.starts_at}
    return facts | ({"venue": point.venue} if point.venue else {}) | ({"format": point.format} if point.format else {})


def follow(meeting: Meeting, facts: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """Change the meeting where it differs; return what stood there before, as plain values."""
    different = {name: value for name, value in facts.items() if getattr(meeting, name) != value}
    before = {name: plain(getattr(meeting, name)) for name in different}
    if "format" in different:
        different["title"] = facts.get("title", meeting.title)  # a usual title would follow the format
        meeting_services.change_format(meeting, different.pop("format"), at=at)
    if different:
        meeting_services.change_meeting(meeting, at=at, **different)
    return before


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.pk if hasattr(value, "pk") else value


# --- taking it back --------------------------------------------------------------------------------------------------


def may_undo(consultation: Consultation) -> bool:
    """Whether nobody outside knows of what was laid."""
    return consultation.state == State.ADOPTED and not outside_known(consultation)


def outside_known(consultation: Consultation) -> bool:
    meetings = Meeting.objects.filter(pk__in=consultation.points.filter(made_meeting=True).values("meeting"))
    return (
        meetings.exclude(state=Meeting.State.DRAFT).exists()
        or meetings.filter(sign_ups__isnull=False).exists()
        or meetings.filter(talk__asked_at__isnull=False).exists()
        or consultation.points.filter(made_meeting=False, meeting__state=Meeting.State.PUBLISHED)
        .exclude(before={})
        .exists()
    )


@transaction.atomic
def undo(consultation: Consultation, *, by: User, at: datetime) -> None:
    """Take an adoption back: its meetings go, those that were there are as before, the draft is closed. Raise CannotUndo."""
    fresh = Consultation.objects.select_for_update(of=("self",)).select_related("network").get(pk=consultation.pk)
    if fresh.state != State.ADOPTED or outside_known(fresh):
        raise CannotUndo
    for point in fresh.points.exclude(meeting=None).select_related("meeting__network"):
        give_back(point, at=at)
    if fresh.made_season and fresh.season and not fresh.season.meetings.exists():
        season, fresh.season = fresh.season, None
        fresh.save(update_fields=["season"])
        season.delete()
    if fresh.decision:
        Input.objects.filter(comment__consultation=fresh, decision=fresh.decision).update(decision=None)
        decisions.withdraw(fresh.decision, why=_("The adoption was taken back."), by=by, at=at)
    fresh.state, fresh.adopted_at, fresh.adopted_by, fresh.decision, fresh.made_season = (
        State.CLOSED,
        None,
        None,
        None,
        False,
    )
    fresh.save()


def give_back(point: Point, *, at: datetime) -> None:
    meeting = point.meeting
    assert meeting is not None
    if point.made_meeting:
        talk = talk_of(meeting)
        if talk:
            talk_services.remove_talk(talk, at=at)
        meeting_services.remove_draft(meeting)
        point.meeting = None
    elif point.before:
        restore(meeting, point.before, at=at)
    point.made_meeting, point.before = False, {}
    point.save(update_fields=["meeting", "made_meeting", "before"])


def restore(meeting: Meeting, before: dict[str, Any], *, at: datetime) -> None:
    """Give a meeting the facts back that the adoption changed."""
    facts = dict(before)
    if facts.get("starts_at"):
        facts["starts_at"] = parse_datetime(facts["starts_at"])
    if "venue" in facts:
        facts["venue"] = meeting.network.venues.filter(pk=facts["venue"] or 0).first()
    if "format" in facts:
        facts["format"] = meeting.network.formats.filter(pk=facts["format"] or 0).first()
        if facts["format"] is None:
            facts.pop("format")
    follow(meeting, facts, at=at)
