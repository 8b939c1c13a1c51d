"""Mails about a meeting as a whole: who is invited, and who is told when something changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.models import Membership
from mikrovirk.mailing import kinds
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part, look_up_parts
from mikrovirk.programme.domain.shipped import ALL_WELCOME
from mikrovirk.programme.models import Follower, Meeting, SignUp, Talk
from mikrovirk.programme.queries import feeds, joint
from mikrovirk.programme.queries.meetings import meeting_in, occasion_of, talk_of
from mikrovirk.programme.services import calendar, small_tasks
from mikrovirk.programme.services.turns import whose_turn_it_is

INVITED_DAYS_BEFORE = 21
BETWEEN_INVITATIONS = timedelta(days=5)  # to a new member, when several meetings have been published
ONE_DAY = timedelta(days=1)
MORNING = time(9)  # when a mail that is due on a day leaves
INVITATION, CHANGE, CANCELLATION = "programme.invitation", "programme.change", "programme.cancellation"
LEFT = (Message.State.SENDING, Message.State.SENT, Message.State.FOLDED)


@dataclass(frozen=True)
class Facts:
    """What people plan by: a change of it is told, a better summary is not."""

    starts_at: datetime
    place: str

    @property
    def key(self) -> str:
        return f"{self.starts_at.isoformat()} {self.place}"

    @property
    def in_words(self) -> str:
        return ", ".join(part for part in (dates.moment(self.starts_at), self.place) if part)


def facts_of(meeting: Meeting) -> Facts:
    return Facts(timezone.localtime(meeting.starts_at), feeds.place_of(meeting.venue))


# --- words -----------------------------------------------------------------------------------------------------------


def words_of(meeting: Meeting) -> dict[str, Any]:
    """What fills the mails about a meeting, in every language."""
    return {
        "title": meeting.title,
        "when": in_each_language(lambda: dates.moment(meeting.starts_at)),
        "facts": in_each_language(lambda: facts_in_words(meeting)),
        "talk": in_each_language(lambda: talk_in_words(talk_of(meeting))),
        "summary": meeting.summary,
        "expect": meeting.format.expect if meeting.format else "",
        "welcome": {"da": ALL_WELCOME.da, "en": ALL_WELCOME.en},
        "network": meeting.network.name,
        "payment_url": meeting.payment_url,
        "meeting_url": calendar.meeting_url(meeting),
    }


def facts_in_words(meeting: Meeting) -> str:
    """When, where and for how much: one line each."""
    place = feeds.place_of(meeting.venue)
    lines = [_("When: %(when)s") % {"when": dates.span(meeting.starts_at, meeting.ends_at)}]
    if meeting.is_joint:
        names = joint.in_words([network.name for network in joint.networks_of(meeting)])
        lines.append(_("Held together by: %(networks)s") % {"networks": names})
    lines.append(_("Where: %(place)s") % {"place": place} if place else _("Where: you will hear from us"))
    if meeting.venue and meeting.venue.parking:
        lines.append(_("Parking and access: %(parking)s") % {"parking": meeting.venue.parking})
    if meeting.price_line:
        lines.append(_("Price: %(price)s") % {"price": meeting.price_line})
    return "\n".join(lines)


def talk_in_words(talk: Talk | None) -> str:
    """ "Fagligt oplæg: Moms uden mavepine ved Tove Tal, Tal & Tanker"; empty while it has no title."""
    if talk is None or not talk.title:
        return ""
    if talk.state != Talk.State.ACCEPTED or not talk.speaker_name:
        return _("Talk: %(title)s") % {"title": talk.title}
    speaker = ", ".join(part for part in (talk.speaker_name, talk.speaker_from) if part)
    return _("Talk: %(title)s by %(speaker)s") % {"title": talk.title, "speaker": speaker}


# --- who -------------------------------------------------------------------------------------------------------------


def those_to_invite(network: Network) -> QuerySet[User]:
    """Active members, and whoever asked to get the meetings by mail and confirmed it.

    They are gathered first: where each user is asked, it costs as much as there are people in the region.
    """
    wanted = Membership.objects.filter(network=network, left_date=None).order_by().values("person__user")
    if has_part(network, "subscriptions"):
        followers = Follower.objects.filter(network=network, confirmed_at__isnull=False)
        wanted = wanted.union(followers.order_by().values("user"))
    return User.objects.filter(pk__in=wanted, is_active=True).order_by("pk")


def those_who_know(meeting: Meeting) -> QuerySet[User]:
    """Whoever was told of the meeting or has signed up: those to tell when it changes. The speaker too."""
    occasion = occasion_of(meeting)
    about = Q(occasion=occasion) | Q(occasion__startswith=f"{occasion}:")
    mailings = Mailing.objects.filter(about, network__in=joint.ever_of(meeting), kind__in=[INVITATION, CHANGE])
    told = Message.objects.filter(mailing__in=list(mailings.values_list("pk", flat=True)), state__in=LEFT)
    signed_up = SignUp.objects.filter(meeting=meeting, state__in=[SignUp.State.COMING, SignUp.State.WAITING])
    speaking = Talk.objects.filter(meeting=meeting, state__in=[Talk.State.ASKED, Talk.State.ACCEPTED])
    knowing = told.order_by().values("user")
    knowing = knowing.union(signed_up.order_by().values("person__user"), speaking.order_by().values("speaker"))
    return User.objects.filter(pk__in=knowing, is_active=True).order_by("pk")


def with_answer_links(meeting: Meeting, users: Iterable[User]) -> list[Recipient]:
    """Each with the link behind which one large button says that one comes."""
    pattern = settings.SITE_URL + reverse("programme:answer", args=["token"])
    return [
        Recipient(user, {"answer_url": pattern.replace("token", links.sign("signup", meeting.pk, user.pk))})
        for user in users
    ]


def with_tasks_links(meeting: Meeting, recipients: list[Recipient]) -> list[Recipient]:
    """The same, with the way to the evening's small tasks for the members among them while some are free."""
    able = small_tasks.who_could_lend_a_hand(meeting, [recipient.user for recipient in recipients])
    return [
        replace(recipient, context={**recipient.context, "tasks_url": small_tasks.tasks_url(meeting, recipient.user)})
        if recipient.user.pk in able
        else recipient
        for recipient in recipients
    ]


# --- drafting --------------------------------------------------------------------------------------------------------


def invitation_due(meeting: Meeting, *, at: datetime) -> datetime:
    """Three weeks before, in the morning; now where that is past."""
    day = timezone.localtime(meeting.starts_at).date() - timedelta(days=INVITED_DAYS_BEFORE)
    return max(at, datetime.combine(day, MORNING, timezone.get_default_timezone()))


def draft_invitations(meeting: Meeting, *, at: datetime) -> None:
    """Draft the invitation of every network that holds the meeting, to its own people."""
    for network in joint.networks_of(meeting):
        draft_invitation(meeting, at=at, network=network)


def draft_invitation(
    meeting: Meeting,
    *,
    at: datetime,
    to: Iterable[User] | None = None,
    not_before: datetime | None = None,
    network: Network | None = None,
) -> Mailing:
    """Draft the invitation to everybody, or add `to` to the one there is. Nobody is invited twice.

    `network`: of a joint meeting, whose invitation to its own people it is; the host's without.
    """
    inviting = network or meeting.network
    users = those_to_invite(inviting) if to is None else to
    return mailing_services.draft(
        kind=INVITATION,
        occasion=occasion_of(meeting),
        network=inviting,
        recipients=with_tasks_links(meeting, with_answer_links(meeting, users)),
        at=at,
        due_at=invitation_due(meeting, at=not_before or at),
        expires_at=meeting.starts_at,
        context=words_of(meeting),
        calendar=calendar.request(meeting, at=at),
        calendar_method="REQUEST",
    )


def was_sent(meeting: Meeting) -> bool:
    """Whether the invitation has reached anybody."""
    return Message.objects.filter(kind=INVITATION, occasion=occasion_of(meeting), state__in=LEFT).exists()


def forget_invitation(meeting: Meeting, *, network: Network | None = None) -> None:
    """Remove an invitation that nobody has got (of that network alone), so that a later publishing drafts it anew."""
    sent = Message.objects.filter(mailing=OuterRef("pk"), state__in=LEFT)
    networks = [network] if network else joint.networks_of(meeting)
    about = Mailing.objects.filter(network__in=networks, kind=INVITATION, occasion=occasion_of(meeting))
    about.exclude(Exists(sent)).delete()


def tell_of_change(meeting: Meeting, known: Facts, *, at: datetime) -> Mailing | None:
    """Bring mails that have not left up to date, and draft one to those who know of what is no longer so.

    `known` is what held before. Changed back before the mail had left: nobody is told. Returns the host's mail.
    """
    if meeting.state != Meeting.State.PUBLISHED:
        return None
    renew_waiting(meeting, at=at)
    told = [tell_people_of(network, meeting, known, at=at) for network in joint.networks_of(meeting)]
    return told[0]


def tell_people_of(network: Network, meeting: Meeting, known: Facts, *, at: datetime) -> Mailing | None:
    """The same to those that this network writes to."""
    untold = untold_change(meeting, network)
    known_key = untold.context["known"] if untold else known.key
    was = untold.context["was"] if untold else in_each_language(lambda: known.in_words)
    now = facts_of(meeting)
    if now.key == known.key:
        return untold
    if untold:
        mailing_services.withdraw(kind=CHANGE, occasion=untold.occasion, at=at, why="superseded")
    if now.key == known_key:
        return None
    return draft_change(network, meeting, {"known": known_key, "was": was}, at=at)


def draft_change(network: Network, meeting: Meeting, before: dict[str, Any], *, at: datetime) -> Mailing | None:
    shares = {of.pk: users for of, users in joint.shares_of(meeting, those_who_know(meeting))}
    recipients = with_answer_links(meeting, shares.get(network.pk, ()))
    if not recipients:
        return None
    partner = "" if network.pk == meeting.network_id else f":with-{network.pk}"
    return mailing_services.draft(
        kind=CHANGE,
        occasion=f"{occasion_of(meeting)}:{meeting.sequence}{partner}",
        network=network,
        recipients=recipients,
        at=at,
        due_at=at,
        expires_at=meeting.ends_at,
        context=words_of(meeting) | before,
        calendar=calendar.request(meeting, at=at),
        calendar_method="REQUEST",
    )


def untold_change(meeting: Meeting, network: Network) -> Mailing | None:
    """The network's mail about an earlier change that has reached nobody yet."""
    sent = Message.objects.filter(mailing=OuterRef("pk"), state__in=LEFT)
    changes = Mailing.objects.filter(network=network, kind=CHANGE, occasion__startswith=f"{occasion_of(meeting)}:")
    return changes.exclude(state=Mailing.State.STOPPED).exclude(Exists(sent)).order_by("-pk").first()


def renew_waiting(meeting: Meeting, *, at: datetime) -> None:
    """Give mails that have not left the words and the calendar file of today."""
    occasion = occasion_of(meeting)
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state__in=mailing_services.NOT_SENT)
    about = Q(kind=INVITATION, occasion=occasion) | Q(kind=CHANGE, occasion__startswith=f"{occasion}:")
    for mailing in Mailing.objects.filter(about, Exists(waiting), network__in=joint.networks_of(meeting)):
        due_at = invitation_due(meeting, at=at) if mailing.kind == INVITATION else None
        mailing_services.renew(
            mailing,
            context=mailing.context | words_of(meeting),
            calendar=calendar.request(meeting, at=at),
            due_at=due_at,
            expires_at=meeting.starts_at,
        )


def tell_of_cancellation(meeting: Meeting, *, at: datetime) -> Mailing | None:
    """Stop every mail of the meeting that has not left, and draft one to those who know of it. Returns the host's."""
    occasion = occasion_of(meeting)
    for kind, other in (
        Mailing.objects.filter(network__in=joint.networks_of(meeting))
        .filter(Q(occasion=occasion) | Q(occasion__startswith=f"{occasion}:"))
        .exclude(kind=CANCELLATION)
        .values_list("kind", "occasion")
    ):
        mailing_services.withdraw(kind=kind, occasion=other, at=at, why="cancelled")
    drafted = [
        draft_cancellation(network, meeting, users, at=at)
        for network, users in joint.shares_of(meeting, those_who_know(meeting))
    ]
    return drafted[0] if drafted else None


def draft_cancellation(network: Network, meeting: Meeting, users: Iterable[User], *, at: datetime) -> Mailing:
    """Of one network that holds it, to those it writes to."""
    meetings_url = settings.SITE_URL + reverse("programme:meetings", args=[network.slug])
    return mailing_services.draft(
        kind=CANCELLATION,
        occasion=occasion_of(meeting),
        network=network,
        recipients=[Recipient(user) for user in users],
        at=at,
        due_at=at,
        expires_at=meeting.ends_at,
        context=words_of(meeting) | {"why": meeting.cancelled_why, "meetings_url": meetings_url},
        calendar=calendar.cancellation(meeting, at=at),
        calendar_method="CANCEL",
    )


def invite_new_members(*, now: datetime) -> None:
    """Add whoever has joined since to the invitations of coming meetings: to one at a time, the next meeting first.

    The welcome has the dates, so the first invitation comes the morning after; each further one some days later.
    """
    invitations = Mailing.objects.filter(kind=INVITATION, expires_at__gt=now).exclude(state=Mailing.State.STOPPED)
    networks = whose_turn_it_is(list(Network.objects.filter(pk__in=invitations.values("network"))), "invitations")
    look_up_parts(networks)
    for network in networks:
        about = invitations.filter(network=network).values_list("occasion", flat=True)
        meetings = Meeting.objects.filter(joint.held_by(network), pk__in=[meeting_in(occasion) for occasion in about])
        coming = meetings.filter(state=Meeting.State.PUBLISHED, starts_at__gt=now).order_by("starts_at", "pk")
        for meeting in coming.select_related("network", "format", "venue", "talk"):
            invite_new_people_of(network, meeting, now=now)


def invite_new_people_of(network: Network, meeting: Meeting, *, now: datetime) -> None:
    """Those of them whom an invitation reaches: the others would be looked at as new for ever."""
    kind, found = kinds.get(INVITATION), uninvited(meeting, network, now=now)
    new = [each.user for each in mailing_services.those_who_want(kind, network, map(Recipient, found))]
    if new:
        not_before = next_morning(now, meeting)
        draft_invitation(meeting, at=now, to=new, not_before=not_before, network=network)


def uninvited(meeting: Meeting, network: Network, *, now: datetime) -> QuerySet[User]:
    """Those to invite who have no message of the invitation, nor lately one to another meeting of the network."""
    invitations = Message.objects.filter(kind=INVITATION, user=OuterRef("pk"))
    having = invitations.filter(occasion=occasion_of(meeting))
    lately = invitations.filter(mailing__network=network, due_at__gt=now - BETWEEN_INVITATIONS)
    lately = lately.exclude(state=Message.State.STOPPED)
    return those_to_invite(network).exclude(Exists(having)).exclude(Exists(lately))


def next_morning(now: datetime, meeting: Meeting) -> datetime:
    """When somebody who has just been welcomed is invited: tomorrow at nine, or at once where that is too late."""
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    morning = datetime.combine(tomorrow, MORNING, timezone.get_default_timezone())
    return morning if morning + ONE_DAY < meeting.starts_at else now
