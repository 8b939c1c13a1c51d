"""Writes for whoever takes over: what to know, who is the contact, and the cases of the watch."""

from dataclasses import dataclass
from datetime import date, datetime

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import KnowHow, Network, WatchCase

# --- good to know --------------------------------------------------------------------------------------------------------


def save_note(note: KnowHow, *, by: User, at: datetime) -> KnowHow:
    """Add a note to the network's know-how, or change it."""
    note.written_by, note.changed_at = by, at
    note.save()
    return note


def remove_note(note: KnowHow, *, at: datetime) -> None:
    """Take a note away; it can be put back."""
    note.removed_at = at
    note.save(update_fields=["removed_at"])


def put_note_back(note: KnowHow) -> None:
    note.removed_at = None
    note.save(update_fields=["removed_at"])


# --- whom to ask ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contact:
    """Whom the public page and the mails name."""

    name: str
    email: str
    phone: str


def contact_of(network: Network) -> Contact:
    return Contact(network.contact_name, network.contact_email, network.contact_phone)


def be_contact(network: Network, user: User, *, phone: str = "") -> Contact:
    """Name `user` on the public page and in the mails, who answers come to; return whom it named before."""
    before = contact_of(network)
    give_contact_back(network, Contact(user.full_name, user.email, phone))
    return before


def give_contact_back(network: Network, contact: Contact) -> None:
    """Name that contact."""
    network.contact_name, network.contact_email, network.contact_phone = contact.name, contact.email, contact.phone
    network.save(update_fields=["contact_name", "contact_email", "contact_phone"])


# --- the watch -----------------------------------------------------------------------------------------------------------


def open_case(network: Network, matter: str, *, about: str = "", at: datetime) -> WatchCase:
    """The open case of that matter, opened now if there is none."""
    case, _ = WatchCase.objects.get_or_create(
        network=network, matter=matter, about=about, closed_at=None, defaults={"opened_at": at}
    )
    return case


def close_case(case: WatchCase, *, at: datetime) -> None:
    """It is no longer so."""
    WatchCase.objects.filter(pk=case.pk, closed_at=None).update(closed_at=at)


def say_told(case: WatchCase, *, steering: bool, host: bool, at: datetime) -> None:
    """The mails about the case are made: since when each may appoint a substitute."""
    case.told_at, case.told_count = at, case.told_count + 1
    case.steering_told_at = case.steering_told_at or (at if steering else None)
    case.host_told_at = case.host_told_at or (at if host else None)
    case.save(update_fields=["told_at", "told_count", "steering_told_at", "host_told_at"])


def mark_watched(network: Network, *, on: date) -> None:
    """The watch has looked at the network that day."""
    Network.objects.filter(pk=network.pk).update(watched_date=on)
