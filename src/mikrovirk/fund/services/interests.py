"""Writes: somebody says they have an interest in a case, somebody else finds that they have none, and the log keeps both."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Assignment, CaseEntry, Interest
from mikrovirk.fund.queries import habilitet
from mikrovirk.fund.queries.habilitet import Ground

Kind = CaseEntry.Kind


class LockedOut(Exception):
    """They may take no part in this case."""


class NotByThemselves(Exception):
    """Whether somebody is impartial is for others to say (forvaltningsloven § 6, 3)."""


def note(
    application: Application,
    kind: str,
    *,
    by: User | None,
    at: datetime,
    about: User | None = None,
    text: str = "",
) -> CaseEntry:
    """Add a line to the log of a case."""
    return CaseEntry.objects.create(application=application, kind=kind, by=by, at=at, about=about, note=text[:500])


def note_locked_out(application: Application, *, at: datetime) -> None:
    """Write into the log who is kept away from the case without having said so; each once."""
    known = set(application.log.filter(kind=Kind.LOCKED_OUT).values_list("about", flat=True))
    for row in habilitet.locked_out_of(application):
        if row.ground != Ground.DECLARED and row.user.pk not in known:
            note(application, Kind.LOCKED_OUT, by=None, at=at, about=row.user, text=row.ground.value)


def refuse_locked_out(user: User, application: Application) -> None:
    """Raise LockedOut where `user` may take no part in the case."""
    if habilitet.is_locked_out(user, application):
        raise LockedOut(user)


@transaction.atomic
def declare(application: Application, *, user: User, ground: str, note_text: str = "", at: datetime) -> Interest:
    """`user` has an interest in the case: they are out of it, and what they had begun to score is gone.

    What they handed in before stays in the log and no longer counts. Declared twice it stands as it was the first time.
    """
    made, is_new = Interest.objects.get_or_create(
        application=application,
        user=user,
        lifted_at=None,
        defaults={"ground": ground, "note": note_text, "declared_at": at},
    )
    if is_new:
        Assignment.objects.filter(application=application, assessor=user).delete()
        note(application, Kind.INTEREST, by=user, at=at, about=user, text=made.ground)
    return made


@transaction.atomic
def lift(interest: Interest, *, by: User, at: datetime, because: str) -> None:
    """Somebody else found that what was declared is no reason to stay away; raise NotByThemselves or LockedOut."""
    if by.pk == interest.user_id:
        raise NotByThemselves
    refuse_locked_out(by, interest.application)
    standing = Interest.objects.filter(pk=interest.pk, lifted_at__isnull=True)
    if standing.update(lifted_at=at, lifted_by=by, lifted_because=because):
        note(interest.application, Kind.INTEREST_LIFTED, by=by, at=at, about=interest.user, text=because)
