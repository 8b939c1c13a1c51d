"""Writes: two networks hold a meeting together. The other says yes first, and each may leave it at that again.

The meeting stays its host's: who holds it with them writes to its own members, and counts its own people.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.models import Membership
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.services import in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import running
from mikrovirk.programme import mails_joint as mails
from mikrovirk.programme.models import Meeting, MeetingPartner, SignUp
from mikrovirk.programme.queries import joint as queries
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.services import invitations
from mikrovirk.programme.services import meetings as meeting_services

State = MeetingPartner.State


class CannotAsk(Exception):
    """It is the network whose meeting it is, or one that is closed; or the meeting is over."""


class NothingToAnswer(Exception):
    """Nobody asks any more: it was taken back, or the meeting is over or cancelled."""


@transaction.atomic
def ask_partner(meeting: Meeting, network: Network, *, by: User, words: str = "", at: datetime) -> MeetingPartner:
    """Ask a network to hold the meeting together; its coordinators get a mail at once. Asked twice is asked once.

    Raise CannotAsk, or MeetingIsCancelled.
    """
    fresh = meeting_services.locked(meeting)
    if network.pk == fresh.network_id or not network.is_open or fresh.ends_at <= at:
        raise CannotAsk
    found = MeetingPartner.objects.filter(meeting=fresh, network=network).first()
    if found and found.state in queries.OPEN:
        return found
    partner, _made = MeetingPartner.objects.update_or_create(
        meeting=fresh,
        network=network,
        defaults={
            "state": State.ASKED, "words": words, "asked_by": by, "asked_at": at,
            "answer": "", "answered_by": None, "answered_at": None,
        },
    )  # fmt: skip
    partner.meeting = fresh
    tell(partner, mails.ASKED.key, to=network, said=words, who=by, at=at)
    return partner


@transaction.atomic
def accept(partner: MeetingPartner, *, by: User, words: str = "", at: datetime) -> MeetingPartner:
    """Hold the meeting with those who asked: from now on it is both networks'. Doing it twice changes nothing.

    The network's own invitation is drafted where the meeting is published. Raise NothingToAnswer.
    """
    fresh = _answerable(partner, at=at)
    if fresh.state == State.ACCEPTED:
        return fresh
    _become(fresh, State.ACCEPTED, by=by, words=words, at=at)
    meeting = fresh.meeting
    claim_people(meeting, fresh.network)
    _settle(meeting, at=at)
    if meeting.state == Meeting.State.PUBLISHED and meeting.starts_at > at:
        invitations.draft_invitation(meeting, at=at, network=fresh.network)
    tell(fresh, mails.ACCEPTED.key, to=meeting.network, said=words, who=by, at=at)
    return fresh


@transaction.atomic
def decline(partner: MeetingPartner, *, by: User, words: str = "", at: datetime) -> MeetingPartner:
    """Say no; a yes later still counts. Doing it twice changes nothing. Raise NothingToAnswer."""
    fresh = _answerable(partner, at=at)
    if fresh.state == State.DECLINED:
        return fresh
    if fresh.state == State.ACCEPTED:
        raise NothingToAnswer
    _become(fresh, State.DECLINED, by=by, words=words, at=at)
    tell(fresh, mails.DECLINED.key, to=fresh.meeting.network, said=words, who=by, at=at)
    return fresh


@transaction.atomic
def withdraw(partner: MeetingPartner, *, by: User, of: Network, words: str = "", at: datetime) -> MeetingPartner:
    """Let it be, on the word of either network (`of`). Who has signed up keeps their place, as a guest of the host.

    A question nobody has answered is taken back without a mail. Doing it twice changes nothing. Raise NothingToAnswer.
    """
    fresh = _held(partner)
    if fresh.state not in queries.OPEN:
        return fresh
    if fresh.meeting.ends_at <= at:
        raise NothingToAnswer
    was_held = fresh.state == State.ACCEPTED
    _become(fresh, State.WITHDRAWN, by=by, words=words, at=at)
    if was_held:
        give_people_back(fresh.meeting, fresh.network)
        invitations.forget_invitation(fresh.meeting, network=fresh.network)
        _settle(fresh.meeting, at=at)
        other = fresh.network if of.pk == fresh.meeting.network_id else fresh.meeting.network
        tell(fresh, mails.WITHDRAWN.key, to=other, said=words, who=by, at=at)
    return fresh


# --- what follows ----------------------------------------------------------------------------------------------------


def claim_people(meeting: Meeting, network: Network) -> None:
    """Who had signed up already and is a member of the partner comes with it; the host's own members stay with the host."""
    members = Membership.objects.filter(network=network, left_date=None, person=OuterRef("person"))
    hosts = Membership.objects.filter(network=meeting.network_id, left_date=None, person=OuterRef("person"))
    rows = SignUp.objects.filter(Exists(members), ~Exists(hosts), meeting=meeting, comes_with=None)
    rows.update(comes_with=network, as_guest=False)


def give_people_back(meeting: Meeting, network: Network) -> None:
    """Those who came with the partner are the host's guests."""
    SignUp.objects.filter(meeting=meeting, comes_with=network).update(comes_with=None, as_guest=True)


def _settle(meeting: Meeting, *, at: datetime) -> None:
    """Say on the meeting, and in its calendar event, who holds it."""
    meeting.is_joint = MeetingPartner.objects.filter(meeting=meeting, state=State.ACCEPTED).exists()
    meeting_services.settle(meeting, at=at, changed=["is_joint"])


def _held(partner: MeetingPartner) -> MeetingPartner:
    """The row and its meeting as they stand now, held until the transaction ends."""
    rows = MeetingPartner.objects.select_for_update(of=("self",))
    fresh = rows.select_related("network").get(pk=partner.pk)
    held = Meeting.objects.select_for_update(of=("self",)).select_related("network", "venue", "format", "talk")
    fresh.meeting = held.get(pk=fresh.meeting_id)
    return fresh


def _answerable(partner: MeetingPartner, *, at: datetime) -> MeetingPartner:
    fresh = _held(partner)
    is_off = fresh.meeting.state == Meeting.State.CANCELLED or fresh.meeting.ends_at <= at
    if is_off or fresh.state == State.WITHDRAWN:
        raise NothingToAnswer
    return fresh


def _become(partner: MeetingPartner, state: str, *, by: User, words: str, at: datetime) -> None:
    partner.state, partner.answer, partner.answered_by, partner.answered_at = state, words, by, at
    partner.save(update_fields=["state", "answer", "answered_by", "answered_at"])


def tell(partner: MeetingPartner, kind: str, *, to: Network, said: str, who: User, at: datetime) -> None:
    """Write to those who run `to`, at once: it is one coordinator who writes to another."""
    meeting = partner.meeting
    is_host = to.pk == meeting.network_id
    name, pk = ("programme:together", meeting.pk) if is_host else ("programme:joint", partner.pk)
    context = {
        "title": meeting.title,
        "when": in_each_language(lambda: dates.moment(meeting.starts_at)),
        "network": to.name,
        "other": partner.network.name if is_host else meeting.network.name,
        "who": who.full_name or who.email,
        "words": said,
        "url": settings.SITE_URL + reverse(name, args=[to.slug, pk]),
    }
    for user in running(to).exclude(pk=who.pk):
        mailing.send_service(
            kind=kind,
            occasion=f"{occasion_of(meeting)}:joint:{partner.pk}:{int(at.timestamp())}",
            user=user,
            at=at,
            network=to,
            context=context,
            expires_at=meeting.ends_at,
        )
