"""The mails about a conference. Those to owners and organisers wait for the coordinator of the network that holds it."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new
from mikrovirk.common import dates
from mikrovirk.cooperation import mails_conferences as mails
from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.queries.commitments import address_of
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks.queries import running

GOOD_FOR = timedelta(days=30)
TO_OWNER = (mails.PROMISE_ASKED, mails.PROMISE_MADE, mails.PROMISE_DUE, mails.PROMISE_LATE)


def ask_coordinators(conference: Conference, *, by: User, at: datetime) -> None:
    """At once, to everybody who runs the network that is asked."""
    network = conference.network
    if network is None:
        return
    for user in running(network):
        mailing.send_service(
            kind=mails.CARRY_ASKED,
            occasion=f"conference:{conference.pk}:{at:%Y%m%d%H%M%S}",
            user=user,
            at=at,
            network=network,
            context={
                "conference": conference.title,
                "question": conference.question,
                "who": str(conference.organisation or by.full_name),
                "network": network.name,
                "url": settings.SITE_URL + reverse("cooperation:conference_carry", args=[conference.pk]),
            },
        )


def write_to_owner(commitment: Commitment, *, link: str, at: datetime) -> None:
    """Ask its owner for a yes; where they said it in the room, tell them what they promised and where to say how it goes."""
    kind = mails.PROMISE_ASKED if commitment.state == Commitment.State.ASKED else mails.PROMISE_MADE
    number = commitment.follow_ups.count()  # asked anew after a change
    draft_to_owner(commitment, kind, f"promise:{commitment.pk}:asked-{number}", link=link, at=at)


def remind_owner(commitment: Commitment, *, link: str, at: datetime) -> None:
    """The day is near; once for each day that was set."""
    draft_to_owner(commitment, mails.PROMISE_DUE, for_its_day(commitment), link=link, at=at)


def tell_overdue(commitment: Commitment, *, link: str, at: datetime) -> None:
    """The day is past: to its owner, and to whoever made the conference; once for each day that was set."""
    draft_to_owner(commitment, mails.PROMISE_LATE, for_its_day(commitment), link=link, at=at)
    conference = commitment.conference
    if conference.made_by is None:
        return
    page = reverse("cooperation:conference_promise", args=[conference.municipality_code, conference.pk, commitment.pk])
    mailing.draft(
        kind=mails.PROMISE_OVERDUE,
        occasion=for_its_day(commitment),
        recipients=[Recipient(conference.made_by)],
        at=at,
        due_at=at,
        network=conference.network,
        context=words_about(commitment, settings.SITE_URL + page),
        expires_at=at + GOOD_FOR,
    )


def draft_to_owner(commitment: Commitment, kind: str, occasion: str, *, link: str, at: datetime) -> None:
    """Where its owner has an address and a network holds the conference."""
    address, network = address_of(commitment), commitment.conference.network
    if not address or network is None:
        return
    mailing.draft(
        kind=kind,
        occasion=occasion,
        recipients=[Recipient(known_or_new(address, full_name=commitment.owner))],
        at=at,
        due_at=at,
        network=network,
        context=words_about(commitment, link),
        expires_at=at + GOOD_FOR,
    )


def words_about(commitment: Commitment, url: str) -> dict[str, object]:
    due: date = commitment.due_date
    return {
        "conference": commitment.conference.title,
        "owner": commitment.owner,
        "promise": commitment.text,
        "until": in_each_language(lambda: dates.day(due)),
        "url": url,
    }


def for_its_day(commitment: Commitment) -> str:
    return f"promise:{commitment.pk}:{commitment.due_date.isoformat()}"


def take_back(commitment: Commitment, *, at: datetime) -> None:
    """Stop what waits about it: it was settled or changed meanwhile."""
    waiting = Mailing.objects.filter(
        kind__in=[*TO_OWNER, mails.PROMISE_OVERDUE], occasion__startswith=f"promise:{commitment.pk}:"
    ).exclude(state=Mailing.State.STOPPED)
    for kind, occasion in waiting.values_list("kind", "occasion"):
        mailing.withdraw(kind=kind, occasion=occasion, at=at, why="settled")
