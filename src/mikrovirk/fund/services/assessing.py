"""Writes: conditions are ticked, assessors asked, and points handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Assignment, CaseEntry, Condition, ConditionCheck, Criterion, Score
from mikrovirk.fund.queries import assessing as queries
from mikrovirk.fund.services import decision_mails
from mikrovirk.fund.services.interests import note, note_locked_out, refuse_locked_out

Kind = CaseEntry.Kind


class NoLongerWaits(Exception):
    """The case is decided, withdrawn or otherwise over."""


class CannotAssess(Exception):
    """They are kept away from the case, have no such role, or were asked already."""


class SawTheScores(Exception):
    """They may have seen what others gave: their points would not be independent."""


class NotImpartialYet(Exception):
    """They have not said that they have no interest in the case."""


class HandedIn(Exception):
    """Their points are in and stand."""


class PointsMissing(Exception):
    """Not every criterion has points."""


@dataclass(frozen=True)
class Given:
    """What an assessor gives one criterion."""

    points: int
    note: str = ""


def waiting(application: Application) -> Application:
    """The case, held until the transaction ends; raise NoLongerWaits."""
    locked = Application.objects.select_for_update(of=("self",)).select_related("call__fund").get(pk=application.pk)
    if locked.state != Application.State.SENT:
        raise NoLongerWaits
    return locked


def waiting_for_points(application: Application) -> Application:
    """The case, held; raise NoLongerWaits also where the pot is divided: points would count no more."""
    locked = waiting(application)
    if not queries.takes_points(locked):
        raise NoLongerWaits
    return locked


@transaction.atomic
def check_conditions(
    application: Application, answers: Mapping[Condition, tuple[bool, str]], *, by: User, at: datetime
) -> None:
    """Say of each condition whether it is met, and why; raise NoLongerWaits, LockedOut. Said again the last counts."""
    locked = waiting(application)
    refuse_locked_out(by, locked)
    note_locked_out(locked, at=at)
    for condition, (is_met, reason) in answers.items():
        before = ConditionCheck.objects.filter(application=locked, condition=condition).first()
        if before and (before.is_met, before.reason) == (is_met, reason):
            continue
        ConditionCheck.objects.update_or_create(
            application=locked,
            condition=condition,
            defaults={"is_met": is_met, "reason": reason, "by": by, "at": at},
        )
        mark = "✓" if is_met else "✗"
        note(locked, Kind.CHECKED, by=by, at=at, text=f"{mark} {condition.text} · {reason}")


@transaction.atomic
def assign(application: Application, assessors: Iterable[User], *, by: User, at: datetime) -> list[Assignment]:
    """Ask assessors to score the case; raise NoLongerWaits, LockedOut, CannotAssess, SawTheScores."""
    locked = waiting_for_points(application)
    refuse_locked_out(by, locked)
    note_locked_out(locked, at=at)
    possible = queries.assessors_for(locked)
    there = queries.assignments_of(locked)
    made = []
    for assessor in assessors:
        if assessor not in possible:
            raise CannotAssess(assessor)
        if queries.sees_scores(assessor, locked, there):
            raise SawTheScores(assessor)
        row = Assignment.objects.create(application=locked, assessor=assessor, assigned_by=by, assigned_at=at)
        made.append(row)
        decision_mails.ask_to_assess(row, at=at)
        note(locked, Kind.ASSIGNED, by=by, at=at, about=assessor)
    return made


def whose(assignment: Assignment) -> User:
    """Who is asked for the points; raise NoLongerWaits where they are gone."""
    if assignment.assessor is None:
        raise NoLongerWaits
    return assignment.assessor


@transaction.atomic
def unassign(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Take the question back; raise HandedIn where their points are in, NoLongerWaits, LockedOut."""
    locked = waiting(assignment.application)
    refuse_locked_out(by, locked)
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if row.handed_in_at:
        raise HandedIn
    row.delete()
    note(locked, Kind.UNASSIGNED, by=by, at=at, about=assignment.assessor)


@transaction.atomic
def say_impartial(assignment: Assignment, *, at: datetime) -> None:
    """The assessor has no interest in the case; only then they read it. Raise NoLongerWaits, LockedOut."""
    locked = waiting(assignment.application)
    assessor = whose(assignment)
    refuse_locked_out(assessor, locked)
    rows = Assignment.objects.filter(pk=assignment.pk, impartial_at__isnull=True)
    if rows.update(impartial_at=at):
        note(locked, Kind.IMPARTIAL, by=assessor, at=at, about=assessor)


@transaction.atomic
def score(
    assignment: Assignment, given: Mapping[Criterion, Given], *, words: str, hand_in: bool, at: datetime
) -> Assignment:
    """Keep what the assessor gives, and hand it in: from then on it stands.

    Raise NoLongerWaits, LockedOut, NotImpartialYet, HandedIn, and PointsMissing where a criterion is left out.
    """
    locked = waiting_for_points(assignment.application)
    row = Assignment.objects.select_for_update(of=("self",)).select_related("assessor").get(pk=assignment.pk)
    assessor = whose(row)
    refuse_locked_out(assessor, locked)
    if row.impartial_at is None:
        raise NotImpartialYet
    if row.handed_in_at:
        raise HandedIn
    if hand_in and set(given) != set(locked.call.criteria.all()):
        raise PointsMissing
    row.scores.all().delete()
    Score.objects.bulk_create(
        Score(assignment=row, criterion=criterion, points=each.points, note=each.note)
        for criterion, each in given.items()
    )
    row.note = words
    if hand_in:
        row.handed_in_at = at
        note(locked, Kind.SCORED, by=assessor, at=at, about=assessor)
    row.save()
    return row
