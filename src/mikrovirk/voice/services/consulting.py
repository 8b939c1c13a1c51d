"""Showing a draft to the members: published with a last day, changed while they comment, closed, opened again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.common.days import last_minute_of
from mikrovirk.directory.models import Membership
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.voice.models import Consultation, ConsultationVersion
from mikrovirk.voice.queries.consultation_versions import content_of, newest_version, not_shown_yet
from mikrovirk.voice.services.consultations import held

KIND = "voice.consultation"
LINK = "consultation"  # purpose of the links in the mail; values: keys of the consultation and of the person
USUAL_DAYS = 14  # members have to comment
State = Consultation.State


class NothingToShow(Exception):
    """A draft without points cannot be shown to anybody."""


class NothingChanged(Exception):
    """The members see the draft as it is written."""


class TooEarly(Exception):
    """The last day for comments must be still to come."""


@transaction.atomic
def publish(consultation: Consultation, *, until: datetime, by: User | None, at: datetime) -> Mailing | None:
    """Open the draft to the members until then, keep it as version 1, and draft the mail that tells them.

    Publishing it twice changes nothing. Raise NothingToShow, TooEarly, IsAdopted.
    """
    fresh = held(consultation)
    if fresh.state != State.DRAFT:
        return mailing_of(fresh)
    if until <= at:
        raise TooEarly
    if not fresh.points.filter(taken_out_at=None).exists():
        raise NothingToShow
    fresh.state, fresh.opened_at, fresh.closes_at = State.OPEN, at, until
    fresh.save(update_fields=["state", "opened_at", "closes_at"])
    write_version(fresh, by=by, at=at)
    return draft_mail(fresh, at=at)


def write_version(consultation: Consultation, *, by: User | None, at: datetime, why: str = "") -> ConsultationVersion:
    """Keep the draft as it reads now."""
    last = newest_version(consultation)
    return ConsultationVersion.objects.create(
        consultation=consultation,
        number=last.number + 1 if last else 1,
        content=content_of(consultation),
        why=why,
        made_at=at,
        made_by=by,
    )


@transaction.atomic
def show_changes(consultation: Consultation, *, why: str, by: User | None, at: datetime) -> ConsultationVersion:
    """Show the members what was changed since: it becomes the next version. Raise NothingChanged, IsAdopted."""
    fresh = held(consultation)
    if fresh.state == State.DRAFT or not not_shown_yet(fresh):
        raise NothingChanged
    made = write_version(fresh, by=by, at=at, why=why)
    renew_mail(fresh)
    return made


@transaction.atomic
def extend(consultation: Consultation, *, until: datetime, at: datetime) -> None:
    """Give the members another last day; a closed draft is open again. Raise TooEarly, IsAdopted."""
    fresh = held(consultation)
    if until <= at:
        raise TooEarly
    fresh.state, fresh.closes_at, fresh.closed_at = State.OPEN, until, None
    fresh.save(update_fields=["state", "closes_at", "closed_at"])
    renew_mail(fresh)


def renew_mail(consultation: Consultation) -> None:
    """Give what has not left the title and the last day of today."""
    mailing = mailing_of(consultation)
    if mailing:
        words = words_of(consultation)
        mailing_services.renew(mailing, context=words, calendar="", expires_at=consultation.closes_at)


@transaction.atomic
def close(consultation: Consultation, *, at: datetime) -> None:
    """Take no more comments; a mail that has not left is stopped. Raise IsAdopted."""
    fresh = held(consultation)
    if fresh.state == State.OPEN:
        fresh.state, fresh.closed_at = State.CLOSED, at
        fresh.save(update_fields=["state", "closed_at"])
        mailing_services.withdraw(kind=KIND, occasion=occasion_of(fresh), at=at, why="consultation_closed")


def close_those_over(*, now: datetime) -> None:
    """Close every draft whose last day has passed."""
    for consultation in Consultation.objects.filter(state=State.OPEN, closes_at__lte=now):
        close(consultation, at=now)


def usual_end(at: datetime) -> datetime:
    return last_minute_of(timezone.localdate(at) + timedelta(days=USUAL_DAYS))


# --- the mail --------------------------------------------------------------------------------------------------------


def occasion_of(consultation: Consultation) -> str:
    return f"consultation:{consultation.pk}"


def mailing_of(consultation: Consultation) -> Mailing | None:
    return Mailing.objects.filter(
        network=consultation.network_id, kind=KIND, occasion=occasion_of(consultation)
    ).first()


def draft_mail(consultation: Consultation, *, at: datetime) -> Mailing:
    """The mail to every member, each with a link of their own; it waits for approval."""
    members = Membership.objects.filter(network=consultation.network, left_date=None).select_related("person__user")
    people = {membership.person_id: membership.person for membership in members}
    return mailing_services.draft(
        kind=KIND,
        occasion=occasion_of(consultation),
        network=consultation.network,
        recipients=[Recipient(person.user, {"url": link_of(consultation, person.pk)}) for person in people.values()],
        at=at,
        due_at=at,
        expires_at=consultation.closes_at,
        context=words_of(consultation),
    )


def link_of(consultation: Consultation, person: int) -> str:
    """The draft's page for one person, without signing in."""
    token = links.sign(LINK, consultation.pk, person)
    return settings.SITE_URL + reverse("voice:consultation_link", args=[consultation.network.slug, token])


def words_of(consultation: Consultation) -> dict[str, object]:
    """What fills the mail, in every language."""
    until = consultation.closes_at or consultation.created_at
    shown = newest_version(consultation)
    content = shown.content if shown else content_of(consultation)
    return {
        "title": content["title"],
        "intro": content["intro"],
        "until": in_each_language(lambda: dates.day(until)),
        "network": consultation.network.name,
    }
