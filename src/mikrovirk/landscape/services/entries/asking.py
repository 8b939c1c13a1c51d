"""Asks the owner of an entry whether it is still right: a mail that waits for the coordinator's approval, with a link that
needs no account."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.accounts.services import known_or_new
from mikrovirk.common.days import start_of
from mikrovirk.landscape.domain.entries import FRESH_FOR, round_on
from mikrovirk.landscape.models import Entry, EntryChange
from mikrovirk.landscape.queries.entries.listing import listed
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, draft, in_each_language, send_service
from mikrovirk.networks.models import Network

ASK, LINK_WANTED = "landscape.entry_ask", "landscape.entry_link"
PURPOSE = "entry"
GOOD_FOR = timedelta(days=60)
AGAIN_AFTER = timedelta(days=7)  # so long one who was asked is left in peace


def link_of(entry: Entry) -> str:
    """The address at which its owner keeps it: for this entry and this owner only."""
    return settings.SITE_URL + reverse("landscape:entry_link", args=[links.sign(PURPOSE, entry.pk, entry.link_number)])


def entry_behind(token: str) -> Entry | None:
    """The entry a link is for; None for a link that is none, or was another owner's, or of an entry that was taken out."""
    try:
        values = links.read(PURPOSE, token)
    except links.LinkInvalid:
        return None
    if len(values) != 2:
        return None
    return Entry.objects.filter(pk=values[0], link_number=values[1], network=None, removed_at=None).first()


def due(now: datetime) -> QuerySet[Entry]:
    """The entries whose owners are to be asked in the round that is on: those not asked in it, unless just confirmed."""
    begins = start_of(round_on(timezone.localdate(now)))
    rows = listed().filter(network=None, asking_network__isnull=False).exclude(owner_email="")
    rows = rows.filter(Q(asked_at=None) | Q(asked_at__lt=begins))
    rows = rows.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=begins - FRESH_FOR))
    return rows.select_related("asking_network").order_by("name", "pk")


def ask_owners(*, now: datetime) -> int:
    """Draft this round's mails: one mailing for each network, one mail for each owner, whatever they keep. How many are asked."""
    by_network: dict[Network, list[Entry]] = defaultdict(list)
    for entry in due(now):
        assert entry.asking_network is not None
        by_network[entry.asking_network].append(entry)
    begins = round_on(timezone.localdate(now))
    return sum(
        ask(network, entries, occasion=f"entries:{begins:%Y-%m}:{now:%m%d}", at=now)
        for network, entries in by_network.items()
    )


@transaction.atomic
def ask(network: Network, entries: Sequence[Entry], *, occasion: str, at: datetime) -> int:
    """Draft the mails to the owners of these entries."""
    by_owner: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_owner[entry.owner_email.casefold()].append(entry)
    draft(
        kind=ASK,
        occasion=occasion,
        recipients=[recipient(theirs) for theirs in by_owner.values()],
        at=at,
        due_at=at,
        network=network,
        context={"network": network.name},
        expires_at=at + GOOD_FOR,
    )
    mark_asked(entries, at=at)
    return len(by_owner)


def ask_one(entry: Entry, *, at: datetime) -> Mailing | None:
    """Draft the mail to one owner now; None where there is nobody to ask or to approve it, or the owner was just asked."""
    if not entry.owner_email or entry.asking_network is None or entry.network_id or not may_be_asked(entry, at):
        return None
    ask(entry.asking_network, [entry], occasion=f"entry:{entry.pk}:{timezone.localdate(at).isoformat()}", at=at)
    return Mailing.objects.filter(network=entry.asking_network, kind=ASK).order_by("-pk").first()


def may_be_asked(entry: Entry, at: datetime) -> bool:
    return entry.asked_at is None or at - entry.asked_at >= AGAIN_AFTER


def mark_asked(entries: Iterable[Entry], *, at: datetime) -> None:
    keys = [entry.pk for entry in entries]
    Entry.objects.filter(pk__in=keys).update(asked_at=at)
    EntryChange.objects.bulk_create(EntryChange(entry_id=pk, what=EntryChange.What.ASKED, at=at) for pk in keys)


def recipient(entries: Sequence[Entry]) -> Recipient:
    """An owner, with what they keep and the way there."""
    first = entries[0]
    owner = known_or_new(first.owner_email, full_name=first.owner_name)
    lines = in_each_language(lambda: "\n".join(f"- {line_of(entry)}" for entry in entries))
    names = in_each_language(lambda: first.name if len(entries) == 1 else several(entries))
    return Recipient(owner, {"names": names, "what": lines, "url": link_of(first)})


def several(entries: Sequence[Entry]) -> str:
    return ", ".join(entry.name for entry in entries)


def line_of(entry: Entry) -> str:
    """ "Møns Erfa: Erfa-gruppe, Stege, hver måned, gratis"."""
    town = " ".join(part for part in (entry.postcode, entry.town) if part)
    told = [str(entry.get_kind_display()), entry.place, town, entry.how_often, entry.price]
    return f"{entry.name}: {', '.join(part for part in told if part)}"


def send_link(entry: Entry, *, email: str, at: datetime) -> None:
    """Somebody says that they look after it: its owner gets the link, at their own address; everybody else nothing."""
    if entry.network_id or not entry.owner_email or entry.owner_email.casefold() != email.strip().casefold():
        return
    send_service(
        kind=LINK_WANTED,
        occasion=f"entry:{entry.pk}:{at:%Y-%m-%d-%H}",
        user=known_or_new(entry.owner_email, full_name=entry.owner_name),
        at=at,
        context={"entry": entry.name, "url": link_of(entry)},
    )
