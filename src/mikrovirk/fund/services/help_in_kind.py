"""Writes: help that is no money is promised or declined, given, and reported."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mikrovirk.fund import mails_applications as mails
from mikrovirk.fund.models import HelpInKind
from mikrovirk.fund.services import application_mails
from mikrovirk.mailing import services as mailing


class NotPromised(Exception):
    """Help is given when somebody promised it, and reported when it was given."""


@transaction.atomic
def promise(row: HelpInKind, *, who: str, at: datetime) -> None:
    """Somebody helps; those who apply are told who."""
    locked = hold(row)
    locked.promised_by, locked.promised_at = who, at
    locked.declined_at, locked.declined_because = None, ""
    locked.save()
    said = mailing.in_each_language(lambda: _("Yes: %(who)s helps you.") % {"who": who})
    tell(locked, said, at=at)


@transaction.atomic
def decline(row: HelpInKind, *, because: str, at: datetime) -> None:
    """Nobody can help with that; those who apply are told why. Raise NotPromised where it was given already."""
    locked = hold(row)
    if locked.given_at:
        raise NotPromised
    locked.promised_by, locked.promised_at = "", None
    locked.declined_at, locked.declined_because = at, because
    locked.save()
    said = mailing.in_each_language(lambda: _("No, unfortunately: %(why)s") % {"why": because})
    tell(locked, said, at=at)


@transaction.atomic
def note_given(row: HelpInKind, *, hours: int, worth: int, at: datetime) -> None:
    """It was given: how many hours, and about what it would have cost (øre). Raise NotPromised."""
    locked = hold(row)
    if locked.promised_at is None:
        raise NotPromised
    locked.given_at, locked.hours, locked.worth = locked.given_at or at, hours, worth
    locked.save()


@transaction.atomic
def report(row: HelpInKind, text: str, *, at: datetime) -> None:
    """Those who applied say what it was good for; raise NotPromised where nobody has promised it."""
    locked = hold(row)
    if locked.promised_at is None:
        raise NotPromised
    locked.reported_at, locked.reported_text = at, text
    locked.save()


def hold(row: HelpInKind) -> HelpInKind:
    rows = HelpInKind.objects.select_for_update(of=("self",)).select_related("application__call__fund")
    return rows.get(pk=row.pk)


def tell(row: HelpInKind, answer: dict[str, str], *, at: datetime) -> None:
    asked = mailing.in_each_language(row.get_kind_display)
    help_words = {language: f"{kind} ({row.text})" if row.text else kind for language, kind in asked.items()}
    kind = mails.HELP_ANSWERED.key
    application_mails.tell_applicants(row.application, kind, at=at, about=f":{row.pk}", answer=answer, help=help_words)
