"""The hot seat and the brag spot: members apply, the coordinator chooses one for an evening, the others are kept."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.hot_seat import Application, Proposal, ProposalReason, pick
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting
from mikrovirk.programme.queries.hot_seat import SeatRoster
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.services import room_only
from mikrovirk.programme.services.stage_mails import words_of

CHOSEN, LATER, ASK = "programme.hot_seat_chosen", "programme.hot_seat_later", "programme.hot_seat_ask"
State = HotSeatApplication.State
TOLD_AGAIN_AFTER = timedelta(days=60)  # who is kept for later is told so again only then


class NotWaiting(Exception):
    """The application was chosen or withdrawn, so it stands as it is."""


class SeatTaken(Exception):
    """Somebody is chosen for that evening already."""


class MeetingIsPast(Exception):
    """The evening has begun or is cancelled."""


class AlreadyAsked(Exception):
    """The member has been asked for that evening."""


# --- the member ------------------------------------------------------------------------------------------------------


def apply(
    network: Network, person: Person, *, kind: str, title: str, brief: str, openness: str, at: datetime
) -> HotSeatApplication:
    """Apply for the seat; the brief waits until the coordinator chooses it. Raise sealing.NoPlaceForKeys."""
    application = HotSeatApplication(network=network, person=person, kind=kind, openness=openness, applied_at=at)
    room_only.write(application, title=title, brief=brief)
    application.save()
    return application


@transaction.atomic
def edit(application: HotSeatApplication, *, kind: str, title: str, brief: str, openness: str) -> None:
    """Change the brief: whole while it waits; once chosen the words and how open it is.

    Raise NotWaiting for one that is withdrawn, and sealing.NoPlaceForKeys.
    """
    fresh = locked(application)
    if fresh.state == State.WITHDRAWN:
        raise NotWaiting
    fresh.kind, fresh.openness = kind, openness
    room_only.write(fresh, title=title, brief=brief)
    fresh.save(update_fields=["kind", "title", "brief", "openness", "sealed", "room_key"])
    if fresh.stays_in_the_room:
        forget_in_mails(fresh)


@transaction.atomic
def withdraw(application: HotSeatApplication) -> None:
    """Take the application back; raise NotWaiting for one that is chosen, as somebody counts on it."""
    fresh = locked(application)
    if fresh.state == State.CHOSEN:
        raise NotWaiting
    fresh.state = State.WITHDRAWN
    fresh.save(update_fields=["state"])
    if fresh.stays_in_the_room:
        room_only.make_unreadable(fresh)


def locked(application: HotSeatApplication) -> HotSeatApplication:
    return HotSeatApplication.objects.select_for_update().get(pk=application.pk)


def decline_ask(ask: HotSeatAsk, *, at: datetime) -> None:
    """The member says no to a personal ask; saying it twice changes nothing."""
    if ask.declined_at is None:
        ask.declined_at = at
        ask.save(update_fields=["declined_at"])


def wish_to_be_asked(ask: HotSeatAsk, *, wish: bool) -> None:
    """Ask me again another time, or not; counts for who has said no."""
    ask.ask_again = wish
    ask.save(update_fields=["ask_again"])


# --- the coordinator chooses -----------------------------------------------------------------------------------------


@transaction.atomic
def choose(application: HotSeatApplication, meeting: Meeting, *, at: datetime) -> None:
    """Give the seat of an evening to one application; the others are kept, and both mails are drafted.

    Doing it twice changes nothing. Raise SeatTaken, NotWaiting or MeetingIsPast.
    """
    held = locked_meeting(meeting)
    if held.state == Meeting.State.CANCELLED or held.starts_at <= at:
        raise MeetingIsPast
    waiting = list(waiting_now(held.network))
    fresh = (
        HotSeatApplication.objects.select_for_update(of=("self",)).select_related("person__user").get(pk=application.pk)
    )
    if fresh.state == State.CHOSEN and fresh.meeting_id == held.pk:
        return
    if HotSeatApplication.objects.filter(meeting=held, state=State.CHOSEN).exists():
        raise SeatTaken
    try:
        picked = pick([Application(row.pk, row.applied_at) for row in waiting], fresh.pk)
    except ValueError as error:
        raise NotWaiting from error
    fresh.state, fresh.meeting, fresh.chosen_at = State.CHOSEN, held, at
    fresh.save(update_fields=["state", "meeting", "chosen_at"])
    by_pk = {row.pk: row for row in waiting}
    tell_chosen(fresh, held, at=at)
    tell_kept([by_pk[pk] for pk in picked.kept], held, at=at)
    withdraw_asks(held, at=at)


def locked_meeting(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("network", "venue", "format").get(pk=meeting.pk)
    )


def waiting_now(network: Network) -> Iterable[HotSeatApplication]:
    rows = HotSeatApplication.objects.select_for_update(of=("self",)).filter(network=network, state=State.WAITING)
    return rows.select_related("person__user").order_by("applied_at", "pk")


@transaction.atomic
def release(application: HotSeatApplication, *, at: datetime) -> bool:
    """Undo a choice: the application waits again in its old place, and mails that have not left are stopped.

    Return whether everybody was spared: False where a mail has left, so that the coordinator has to call.
    """
    fresh = HotSeatApplication.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=application.pk)
    if fresh.state != State.CHOSEN or fresh.meeting is None:
        return True
    spared = withdraw_mails(fresh.meeting, at=at)
    HotSeatApplication.objects.filter(network=fresh.network_id, told_later_at=fresh.chosen_at).update(
        told_later_at=None
    )
    fresh.state, fresh.meeting, fresh.chosen_at = State.WAITING, None, None
    fresh.save(update_fields=["state", "meeting", "chosen_at"])
    return spared


def withdraw_mails(meeting: Meeting, *, at: datetime) -> bool:
    """Stop what has not left about the choice; return whether nothing had left."""
    mailings = Mailing.objects.filter(
        network=meeting.network_id, kind__in=[CHOSEN, LATER], occasion__startswith=f"{occasion_of(meeting)}:seat:"
    ).exclude(state=Mailing.State.STOPPED)
    spared = True
    for mailing in mailings:
        spared = spared and not mailing.messages.filter(state__in=["sending", "sent", "folded"]).exists()
        mailing_services.withdraw(kind=mailing.kind, occasion=mailing.occasion, at=at, why="undone")
    return spared


def seat_in_words(kind: str) -> dict[str, str]:
    """ "Den varme stol" or "Pralepladsen", in every language."""
    return in_each_language(lambda: str(HotSeatApplication.Kind(kind).label))


def tell_chosen(application: HotSeatApplication, meeting: Meeting, *, at: datetime) -> None:
    link = {"url": apply_url(meeting.network, application.person.user)}
    mailing_services.draft(
        kind=CHOSEN,
        occasion=choice_occasion(meeting, at),
        network=meeting.network,
        recipients=[Recipient(application.person.user, link)],
        at=at,
        due_at=at,
        expires_at=meeting.starts_at,
        context=words_of(meeting) | {"seat": seat_in_words(application.kind), "topic": topic_in_words(application)},
    )


def tell_kept(applications: Iterable[HotSeatApplication], meeting: Meeting, *, at: datetime) -> None:
    """Tell them kindly that it is kept for later; not again within two months, and each person once."""
    lately = at - TOLD_AGAIN_AFTER
    untold = [row for row in applications if row.told_later_at is None or row.told_later_at < lately]
    if not untold:
        return
    mailing_services.draft(
        kind=LATER,
        occasion=choice_occasion(meeting, at),
        network=meeting.network,
        recipients=[
            Recipient(
                row.person.user, {"url": apply_url(meeting.network, row.person.user), "topic": topic_in_words(row)}
            )
            for row in untold
        ],
        at=at,
        due_at=at,
        expires_at=meeting.starts_at,
        context=words_of(meeting),
    )
    HotSeatApplication.objects.filter(pk__in=[row.pk for row in untold]).update(told_later_at=at)


def topic_in_words(application: HotSeatApplication) -> str | dict[str, str]:
    """What a mail calls it. A mail lies in many places, so what stays in the room is not named."""
    return in_each_language(lambda: _("what stays in the room")) if application.stays_in_the_room else application.title


def forget_in_mails(application: HotSeatApplication) -> None:
    """Take the topic out of the mails about the application that are kept: from now on it stays in the room."""
    unnamed = topic_in_words(application)
    for message in Message.objects.filter(user=application.person.user_id, kind=LATER):
        message.context |= {"topic": unnamed}
        message.save(update_fields=["context"])
    for mailing in Mailing.objects.filter(kind=CHOSEN, messages__user=application.person.user_id).distinct():
        mailing.context |= {"topic": unnamed}
        mailing.save(update_fields=["context"])


def choice_occasion(meeting: Meeting, at: datetime) -> str:
    """One for every choice: after an undo it can be chosen and told again."""
    return f"{occasion_of(meeting)}:seat:{int(at.timestamp())}"


def give_back_cancelled(*, now: datetime) -> None:
    """Whose evening was cancelled waits again, in the old place; those held without a word stay chosen."""
    HotSeatApplication.objects.filter(
        state=State.CHOSEN, meeting__state=Meeting.State.CANCELLED, meeting__ends_at__gt=now - TOLD_AGAIN_AFTER
    ).update(state=State.WAITING, meeting=None, chosen_at=None)


def apply_url(network: Network, user: User) -> str:
    """The member's own page for the seat, without signing in."""
    return settings.SITE_URL + reverse("programme:hot_seat_link", args=[links.sign("hotseat", network.pk, user.pk)])


# --- the coordinator asks --------------------------------------------------------------------------------------------


REASONS: dict[ProposalReason, Callable[[], str]] = {
    ProposalReason.NEVER_ON_STAGE: lambda: _(
        "You have been with us since %(since)s, and we have not heard your story yet. At our next meeting there is room for "
        "one who wants the room's help with a challenge, or has a new customer or order to be proud of. Will you be the one?"
    ),
    ProposalReason.LONGEST_SINCE_STAGE: lambda: _(
        "It is a while since you stood before us (%(since)s), and I am sure that much has happened. At our next meeting there "
        "is room for one who wants the room's help with a challenge, or has a new customer or order to be proud of. Will you "
        "be the one?"
    ),
    ProposalReason.EXPECTATION_OPEN: lambda: _(
        "When you told about yourself, you said that you expect this of the network: “%(expectation)s”. I would like us to "
        "help you on with it. Will you take the hot seat at our next meeting and let the room give you what it has?"
    ),
}


def ask_words(proposal: Proposal, roster: SeatRoster, *, language: str) -> str:
    """A draft of the personal ask, in the language of who is asked; the coordinator changes it as they like."""
    with translation.override(language):
        # Translators: Django date format, as in "May 2026"
        since = date_format(proposal.since_date, pgettext("date format", "F Y"))
        expectation = roster.expectations.get(proposal.person_id, (None, ""))[1]
        return REASONS[proposal.reason]() % {"since": since, "expectation": expectation}


@transaction.atomic
def ask(meeting: Meeting, person: Person, *, words: str, by: User, at: datetime) -> Mailing:
    """Ask a member in the coordinator's own words; the mail leaves, as its text was seen and sent by who asks.

    Raise SeatTaken, MeetingIsPast or AlreadyAsked.
    """
    held = locked_meeting(meeting)
    if held.state == Meeting.State.CANCELLED or held.starts_at <= at:
        raise MeetingIsPast
    if HotSeatApplication.objects.filter(meeting=held, state=State.CHOSEN).exists():
        raise SeatTaken
    _ask, made = HotSeatAsk.objects.get_or_create(
        meeting=held, person=person, defaults={"asked_at": at, "asked_by": by}
    )
    if not made:
        raise AlreadyAsked
    mailing = mailing_services.draft(
        kind=ASK,
        occasion=f"{occasion_of(held)}:seat-ask:{person.pk}",
        network=held.network,
        recipients=[Recipient(person.user, {"url": apply_url(held.network, person.user), "words": words})],
        at=at,
        due_at=at,
        expires_at=held.starts_at,
        context=words_of(held),
    )
    mailing_services.approve(mailing, by=by, at=at)
    return mailing


def take_ask_back(ask: HotSeatAsk, *, at: datetime) -> bool:
    """Undo an ask whose mail has not left; False if it has."""
    mailing = Mailing.objects.filter(kind=ASK, occasion=f"{occasion_of(ask.meeting)}:seat-ask:{ask.person_id}").first()
    if mailing and mailing.messages.filter(state__in=["sending", "sent", "folded"]).exists():
        return False
    if mailing:
        mailing.delete()
    ask.delete()
    return True


def withdraw_asks(meeting: Meeting, *, at: datetime) -> None:
    """Stop asks that have not left: the seat is taken."""
    asks = Mailing.objects.filter(
        network=meeting.network_id, kind=ASK, occasion__startswith=f"{occasion_of(meeting)}:seat-ask:"
    )
    for occasion in asks.values_list("occasion", flat=True):
        mailing_services.withdraw(kind=ASK, occasion=occasion, at=at, why="filled")
