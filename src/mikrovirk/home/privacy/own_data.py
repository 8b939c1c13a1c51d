"""Export and erasure: what every app holds about somebody, gathered, and taken away in one go."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts import queries as account_queries
from mikrovirk.accounts.models import User
from mikrovirk.cooperation.queries import own_data as cooperation_queries
from mikrovirk.cooperation.queries import said_at_conferences
from mikrovirk.cooperation.services import conference_erasing, role_erasing
from mikrovirk.directory.models import Membership, Person
from mikrovirk.directory.queries import people as directory_people
from mikrovirk.directory.services import erasing
from mikrovirk.fund.queries import own_data as fund_queries
from mikrovirk.fund.services import erasing as fund_erasing
from mikrovirk.health.queries import kept as health_queries
from mikrovirk.home.privacy import erased
from mikrovirk.home.trail import reading as trail
from mikrovirk.landscape.queries import own_data as landscape_queries
from mikrovirk.landscape.services import circle, feeds
from mikrovirk.landscape.services.entries import writing as entry_services
from mikrovirk.landscape.services.tours import editing as tour_services
from mikrovirk.live.queries import card_choices, seat_stories
from mikrovirk.live.queries import hands as hand_queries
from mikrovirk.live.queries import photos as photo_queries
from mikrovirk.live.services import erasing as live_erasing
from mikrovirk.mailing import queries as mail_queries
from mikrovirk.mailing.queries import incoming
from mikrovirk.mailing.services import erasing as mail_erasing
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Role, RoleChange
from mikrovirk.networks.services import erasing as network_erasing
from mikrovirk.overview.queries import inviting as overview_inviting
from mikrovirk.overview.queries import newcomers as overview_newcomers
from mikrovirk.overview.services import newcomers as newcomer_services
from mikrovirk.programme.models import HotSeatApplication, SignUp, SlotOffer
from mikrovirk.programme.queries import attending, session_export, stage
from mikrovirk.programme.queries import talks as talk_queries
from mikrovirk.programme.services import friends, sessions, sign_ups, slots, talks
from mikrovirk.voice.queries import own_data as voice_queries
from mikrovirk.voice.services import erasing as voice_erasing


class LastCoordinator(Exception):
    """Erasing them would leave a network without a coordinator."""


def export_of(user: User) -> dict[str, Any]:
    """Everything the installation holds about `user`, as plain values."""
    return {
        "account": {
            "email": user.email,
            "name": user.full_name,
            "language": user.language,
            "mails": user.mail_choice,
            "since": user.created_at.isoformat(),
            "last_here": user.last_login.isoformat() if user.last_login else None,
        },
        "roles": [{"role": name, "network": network.name} for name, network in network_queries.roles_held(user)],
        "roles_before": network_queries.changes_of(user),
        "asked_to_join": directory_people.asked_to_join(user),
        "directory": directory_people.export_of(user),
        "programme": session_export.export_of(user)
        | attending.export_of(user)
        | stage.export_of(user)
        | talk_queries.export_of(user),
        "evenings": hand_queries.export_of(user) | seat_stories.export_of(user) | card_choices.export_of(user),
        "fund": fund_queries.export_of(user),
        "voice": voice_queries.export_of(user),
        "photos": photo_queries.export_of(user),
        "health": health_queries.export_of(user),
        "overview": overview_newcomers.export_of(user) | overview_inviting.export_of(user),
        "cooperation": cooperation_queries.export_of(user),
        "landscape": landscape_queries.export_of(user),
        "conferences": said_at_conferences.export_of(user),
        "tokens": tokens_of(user),
        "ways_in": account_queries.export_of(user),
        "signed_in": signed_in(user),
        "seen_by": trail.export_of(user),
        "mails": mail_queries.export_of(user),
        "unwanted_mails": mail_queries.unwanted_by(user),
        "mails_written": incoming.export_of(user),
    }


def signed_in(user: User) -> list[dict[str, Any]]:
    """Where they are signed in, and since when."""
    return [
        {
            "device": place.device,
            "since": place.session.since_at.isoformat(),
            "last_used": place.session.seen_at.isoformat(),
        }
        for place in account_queries.places_signed_in(user, now=timezone.now())
    ]


def tokens_of(user: User) -> list[dict[str, Any]]:
    """The keys they made for programs, without the keys. The API lies above; they are asked for by the name of their relation."""
    names = ("name", "scopes", "made_at", "expires_at", "revoked_at", "last_used_at")
    return list(user.api_tokens.order_by("pk").values(*names))


def where_known(user: User) -> set[int]:
    """The networks they are or were a member of, had a role in, or came to."""
    found = set(Membership.objects.filter(person__user=user).values_list("network", flat=True))
    found |= set(SignUp.objects.filter(person__user=user).values_list("meeting__network", flat=True))
    found |= set(SlotOffer.objects.filter(person__user=user).values_list("meeting__network", flat=True))
    seats = HotSeatApplication.objects.filter(person__user=user)
    found |= set(seats.exclude(meeting=None).values_list("meeting__network", flat=True))
    found |= set(Role.objects.filter(user=user, network__isnull=False).values_list("network", flat=True))
    return found | set(RoleChange.objects.filter(user=user).values_list("network", flat=True))


def marks_of(user: User) -> set[str]:
    """What tells them from others in a text: name, address, phone."""
    phone = Person.objects.filter(user=user).values_list("phone", flat=True).first()
    name = user.full_name if " " in user.full_name else ""  # "Bo" alone stands in too many words
    return {mark for mark in (name, user.email, phone) if mark}


@transaction.atomic
def erase(user: User, *, at: datetime, even_last_coordinator: bool = False) -> None:
    """Take `user` out of every app and then away; raise LastCoordinator where a network would be left alone.

    From the top down: what an upper app holds may point at what a lower one holds.
    """
    if not even_last_coordinator:
        refuse_last_coordinator(user)
    networks, marks = where_known(user), marks_of(user)
    newcomer_services.erase(user, at=at)
    fund_erasing.erase(user, at=at)
    feeds.erase(user)
    entry_services.erase(user)
    circle.erase(user)
    tour_services.erase(user)
    conference_erasing.erase(user)
    role_erasing.erase(user)
    live_erasing.erase(user, networks=networks, at=at)
    voice_erasing.erase(user, at=at)
    slots.erase(user, at=at)
    talks.erase(user, at=at)
    sessions.erase(user)
    friends.erase(user, at=at)
    sign_ups.erase(user, at=at)
    erasing.erase(user)
    mail_erasing.erase(user, networks=networks, marks=marks)
    network_erasing.erase(user, networks=networks)
    digest = erased.digest_of(user)
    # A backup may bring them back. They are erased, also where that cannot be written down.
    transaction.on_commit(lambda: erased.remember(digest, at=at), robust=True)
    user.delete()  # roles, tokens, mails and the way they were addressed go with it


def refuse_last_coordinator(user: User) -> None:
    for name, network in network_queries.roles_held(user):
        others = network_queries.people_with(network, name).exclude(pk=user.pk)
        if name == Role.Name.COORDINATOR and not others.exists():
            raise LastCoordinator(network.name)
