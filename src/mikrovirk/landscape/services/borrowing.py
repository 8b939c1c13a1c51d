"""A network makes its own what another shares: one click, and it says where it came from."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Borrowed, Shared
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting
from mikrovirk.programme.queries.meetings import lines_of
from mikrovirk.programme.services import formats, talk_copies, venues

Kind = Shared.Kind


class NoLongerShared(Exception):
    """It was taken back meanwhile, or its network is closed."""


class InUse(Exception):
    """A meeting uses the copy."""


@transaction.atomic
def borrow(shared: Shared, network: Network, *, by: User, at: datetime) -> Borrowed:
    """Copy it into `network`; borrowed twice is borrowed once. Raise NoLongerShared."""
    locked = Shared.objects.select_for_update(of=("self",)).select_related("network", "format", "talk", "venue")
    fresh = locked.get(pk=shared.pk)
    if fresh.revoked_at or not fresh.network.is_open or fresh.network_id == network.pk:
        raise NoLongerShared
    found = Borrowed.objects.filter(shared=fresh, network=network, undone_at=None).first()
    return found or Borrowed.objects.create(
        network=network,
        shared=fresh,
        kind=fresh.kind,
        title=fresh.title,
        source=fresh.network,
        source_name=fresh.network.name,
        mail_kind=fresh.mail_kind,
        subject=fresh.subject,
        body=fresh.body,
        by=by,
        at=at,
        **copy_of(fresh, network, at=at),
    )


def copy_of(shared: Shared, network: Network, *, at: datetime) -> dict[str, object]:
    """The network's own copy, by the column that names it; a mail text is kept with the borrowing itself."""
    if shared.format:
        theirs = shared.format
        recipe = lines_of(theirs.items.all())
        return {
            "made_format": formats.add_format(
                network, name=free_name(shared, network), purpose=theirs.purpose, expect=theirs.expect, recipe=recipe
            )
        }
    if shared.talk:
        is_talk = shared.kind == Kind.TALK
        copied = talk_copies.copy_talk(shared.talk, network, with_speaker=not is_talk, with_material=is_talk, at=at)
        return {"made_talk": copied}
    if shared.venue:
        theirs_too = {name: getattr(shared.venue, name) for name in venues.FIELDS}
        return {"made_venue": venues.add_venue(network, **theirs_too)}
    return {}


def free_name(shared: Shared, network: Network) -> str:
    """What the copy of a format is called: as it is there, with whose it was where the network has one called that."""
    name = shared.format.name if shared.format else shared.title
    taken = Format.objects.filter(network=network, name=name).exists()
    return f"{name} · {shared.network.name}"[:60] if taken else name


@transaction.atomic
def give_back(borrowed: Borrowed, *, at: datetime) -> None:
    """Undo: the copy goes, where no meeting uses it. Doing it twice changes nothing. Raise InUse."""
    fresh = Borrowed.objects.select_for_update().get(pk=borrowed.pk)
    if fresh.undone_at:
        return
    made = (fresh.made_format, fresh.made_talk, fresh.made_venue)
    fresh.undone_at = at
    fresh.made_format = fresh.made_talk = fresh.made_venue = None
    fresh.save(update_fields=["undone_at", "made_format", "made_talk", "made_venue"])
    made_format, made_talk, made_venue = made
    if made_format:
        if Meeting.objects.filter(format=made_format).exists():
            raise InUse
        made_format.delete()
    if made_talk:
        try:
            talk_copies.remove_copy(made_talk)
        except talk_copies.TalkInUse:
            raise InUse from None
    if made_venue:
        if Meeting.objects.filter(venue=made_venue).exists():
            raise InUse
        made_venue.delete()


def use_text(borrowed: Borrowed, draft: Mailing) -> None:
    """Put a borrowed mail text into a draft, which is read and approved as any other.

    Raise mailing's NotADraft, or UnknownPlaceholder.
    """
    mailing.edit(draft, subject=borrowed.subject, body=borrowed.body)


def say_what_came_of_it(borrowed: Borrowed, words: str) -> None:
    """A few words that both networks read."""
    borrowed.thanks = words
    borrowed.save(update_fields=["thanks"])
