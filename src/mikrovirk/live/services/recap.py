"""Writes: the recap is kept, published and taken back; what was agreed is taken down."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.live import mails_recap as mails
from mikrovirk.live.changes import touch
from mikrovirk.live.domain.recap import Reader
from mikrovirk.live.models import Agreed, Recap
from mikrovirk.live.queries import cards as card_queries
from mikrovirk.live.queries import recap as queries
from mikrovirk.live.saying import Refused, Said, from_host
from mikrovirk.live.services import cards
from mikrovirk.live.services.recap_words import draft_for
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import feeds, joint
from mikrovirk.programme.queries.meetings import occasion_of

MORNING, EVENING = time(9), time(20)  # nobody is written to at night
SENT_WITHIN = timedelta(days=21)
AGREED_LENGTH = 300


@from_host("agreed")
def take_down(said: Said) -> None:
    """Something the room agreed on."""
    _kept, is_new = Agreed.objects.get_or_create(
        evening=said.evening,
        client_id=said.client_id,
        defaults={"text": said.text("text", at_most=AGREED_LENGTH), "at": said.at, "by": said.by},
    )
    if is_new:
        touch(said.evening, "agreed")


@from_host("agreed_not")
def take_back_agreed(said: Said) -> None:
    """It was not agreed after all, or was written wrongly."""
    gone, _rows = Agreed.objects.filter(evening=said.evening, pk=said.number("agreed")).delete()
    if not gone:
        raise Refused(_("The line is gone already."))
    touch(said.evening, "agreed")


# --- the text --------------------------------------------------------------------------------------------------------


def drafted(meeting: Meeting) -> tuple[str, str]:
    """A draft for everybody and what members read besides, from all there is to tell just now."""
    told = queries.told_of(meeting)
    return draft_for(told, Reader.EVERYBODY), draft_for(told, Reader.MEMBERS)


@transaction.atomic
def keep(meeting: Meeting, *, text: str, for_members: str, at: datetime) -> Recap:
    """Keep what was written. Where the recap is published already, readers see it at once and waiting mails carry it."""
    recap, _is_new = Recap.objects.update_or_create(
        meeting=meeting, defaults={"text": text, "for_members": for_members, "kept_at": at}
    )
    if recap.published_at:
        _show(recap)
        _tell(recap, at=at)
    return recap


@transaction.atomic
def publish(meeting: Meeting, *, text: str, for_members: str, by: User, at: datetime) -> Recap:
    """Show the recap to everybody and draft the mails to those who came and those who did not."""
    recap = keep(meeting, text=text, for_members=for_members, at=at)
    if recap.published_at:
        return recap
    recap.published_at, recap.published_by = at, by
    recap.save(update_fields=["published_at", "published_by"])
    _show(recap)
    for mailing_row in _mailings(meeting).filter(state=Mailing.State.STOPPED):
        mailing.resume(mailing_row)  # stopped when the recap was taken back
    _tell(recap, at=at)
    return recap


@transaction.atomic
def take_back(recap: Recap, *, by: User, at: datetime) -> None:
    """Show it to nobody and stop the mails that have not left; the text stays, to be published again."""
    recap.published_at = recap.published_by = None
    recap.save(update_fields=["published_at", "published_by"])
    Meeting.objects.filter(pk=recap.meeting_id).update(recap="")
    for mailing_row in _mailings(recap.meeting):
        mailing.stop(mailing_row, by=by, at=at)


def _show(recap: Recap) -> None:
    Meeting.objects.filter(pk=recap.meeting_id).update(recap=recap.text)


# --- the mails -------------------------------------------------------------------------------------------------------


def _mailings(meeting: Meeting) -> QuerySet[Mailing]:
    kinds = queries.MAIL_KINDS
    networks = joint.networks_of(meeting)
    return Mailing.objects.filter(network__in=networks, kind__in=kinds, occasion=occasion_of(meeting))


def _tell(recap: Recap, *, at: datetime) -> None:
    """Draft both mails, or bring those that wait up to date. Nobody gets a second one.

    A partner of a joint meeting has a draft of its own, to those of its people who came.
    """
    meeting = recap.meeting
    coming = queries.next_meeting(meeting.network, after=at)
    words = words_of(recap, coming)
    expires_at = coming.starts_at if coming else at + SENT_WITHIN
    host, partners = meeting.network, joint.partners_of(meeting)
    readers = [
        (host, mails.RECAP.key, list(queries.those_who_came(meeting))),
        (host, mails.MISSED.key, list(queries.those_who_did_not(meeting)) if queries.was_checked(meeting) else []),
        *((each, mails.RECAP.key, list(queries.those_who_came(meeting, of=each))) for each in partners),
    ]
    waiting = {(row.network_id, row.kind): row for row in _mailings(meeting)}
    had_names = card_queries.sign_ups_with_names(meeting)
    for network, kind, users in readers:
        recipients = _recipients(recap, users, coming, had_names)
        if found := waiting.get((network.pk, kind)):
            mailing.renew(found, context=words, calendar="", expires_at=expires_at)
            mailing.renew_own(found, {each.user.pk: each.context for each in recipients})
        if recipients:
            mailing.draft(
                kind=kind,
                occasion=occasion_of(meeting),
                recipients=recipients,
                at=at,
                due_at=in_daytime(at),
                network=network,
                context=words,
                expires_at=expires_at,
            )


def words_of(recap: Recap, coming: Meeting | None) -> dict[str, Any]:
    """What fills both mails, in every language."""
    meeting = recap.meeting
    return {
        "title": meeting.title,
        "day": in_each_language(lambda: dates.day(meeting.starts_at)),
        "recap": recap.text,
        "recap_url": recap_url(meeting),
        "next": in_each_language(lambda: next_in_words(coming)) if coming else "",
        "network": meeting.network.name,
    }


def next_in_words(meeting: Meeting) -> str:
    facts = ", ".join(filter(None, (meeting.title, dates.moment(meeting.starts_at), feeds.place_of(meeting.venue))))
    return _("Next time: %(meeting)s") % {"meeting": facts}


def recap_url(meeting: Meeting) -> str:
    """Where everybody reads the recap, with the photos."""
    return settings.SITE_URL + reverse("live:recap", args=[meeting.network.slug, meeting.pk])


def _recipients(
    recap: Recap, users: Iterable[User], coming: Meeting | None, had_names: Mapping[int, int]
) -> list[Recipient]:
    """Each with the link that says one comes next time, and whom one met; members with what is for members."""
    members = queries.member_keys(recap.meeting.network) if recap.for_members else set()
    pattern = settings.SITE_URL + reverse("programme:answer", args=["token"])
    return [
        Recipient(
            user,
            {
                "for_members": recap.for_members if user.pk in members else "",
                "answer_url": pattern.replace("token", links.sign("signup", coming.pk, user.pk)) if coming else "",
                "met": met_in_words(had_names[user.pk]) if user.pk in had_names else "",
            },
        )
        for user in users
    ]


def met_in_words(sign_up: int) -> dict[str, str]:
    """Where one says whom one talked with, for whoever was told whom to meet."""
    url = cards.link_for(sign_up)
    return in_each_language(
        lambda: _("Did you talk with those whose names you got? Say so with one tap: %(url)s") % {"url": url}
    )


def in_daytime(at: datetime) -> datetime:
    """Now, or nine o'clock where it is evening or night."""
    local = timezone.localtime(at)
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return datetime.combine(day, MORNING, timezone.get_default_timezone())
