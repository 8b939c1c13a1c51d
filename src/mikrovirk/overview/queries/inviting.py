"""Reads: whom a network could invite, whom it has on its list, and what use was made of names and addresses.

The list belongs to the network and to the business service office behind it, never to a municipality. Names and addresses come out
of `register.queries.invitable` and from nowhere else.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.networks.permissions import Permission, roles_with
from mikrovirk.networks.queries import networks_for, roles_now
from mikrovirk.overview.domain.coverage import Local
from mikrovirk.overview.domain.visiting import Host, Visit, Why, hosts_of
from mikrovirk.overview.models import ContactUse, ListedBusiness, WelcomeHost
from mikrovirk.overview.queries import local, reach
from mikrovirk.register.queries import copies
from mikrovirk.register.queries.invitable import Contact, Reason, contacts_of, may_be_invited, protected_in

PAGE = 30
NEW_FOR = timedelta(days=365)


def networks_inviting(user: User) -> QuerySet[Network]:
    """The networks for which `user` may see whom to invite: those they coordinate, and those their business service office hosts.

    A role held by way of a municipality never counts, whatever it is called and also where the municipality is the host.
    """
    held = roles_now().filter(user=user, name__in=roles_with(Permission.INVITE_BUSINESSES))
    own = held.filter(network=OuterRef("pk"))
    office = held.filter(organisation=OuterRef("host")).exclude(organisation__kind=Organisation.Kind.MUNICIPALITY)
    may = networks_for(user, needs=Permission.INVITE_BUSINESSES)
    return may.filter(Q(Exists(own)) | Q(Exists(office)))


@dataclass(frozen=True)
class Wanted:
    """What the businesses are narrowed to; empty: all."""

    section: str = ""
    postcode: str = ""
    size: str = ""
    new_only: bool = False  # began within a year

    def fits(self, business: Local, on: date) -> bool:
        return (
            self.section in ("", business.section)
            and self.postcode in ("", business.postcode)
            and self.size in ("", business.size)
            and (not self.new_only or (business.since is not None and business.since > on - NEW_FOR))
        )


@dataclass(frozen=True)
class Candidates:
    """Who could be invited, newest businesses first. `businesses`: without names, for counting and choosing.

    `left_out`: how many fit and may not be invited, by reason; `declined`: how many said no thanks, here or to another network.
    """

    copy: copies.Copy
    businesses: tuple[Local, ...] = ()
    left_out: Counter[Reason] = field(default_factory=Counter)
    declined: int = 0
    listed: int = 0  # stand on the network's list already
    reached: int = 0
    all: int = 0  # local micro-businesses that fit

    @property
    def unit_ids(self) -> tuple[str, ...]:
        return tuple(each.unit_id for each in self.businesses)

    @property
    def protected(self) -> int:
        return protected_in(self.left_out)

    @property
    def other(self) -> int:
        """Left out for another reason than protection."""
        return self.left_out.total() - self.protected


def copy_for(network: Network) -> copies.Copy | None:
    """The copy that counts; None where there is none, or nobody said in which municipality the network is."""
    return copies.current() if network.municipality_code else None


def candidates(network: Network, wanted: Wanted | None = None) -> Candidates | None:
    """Whom the network could invite; None without a copy of the register or a municipality."""
    copy = copy_for(network)
    if copy is None:
        return None
    wanted = wanted or Wanted()
    here = [each for each in local.micro_businesses(copy, network.municipality_code) if wanted.fits(each, copy.as_of)]
    reached = reach.reached_in(copy, network.municipality_code)
    declined = set(declined_numbers(copy.country))
    listed = set(ListedBusiness.objects.filter(network=network, country=copy.country).values_list("unit_id", flat=True))
    open_ones = [each for each in here if each.unit_id not in reached | declined | listed]
    open_ones.sort(key=lambda each: (-(each.since or date.min).toordinal(), each.unit_id))
    rule = rule_here(copy, network.municipality_code)
    numbers = {each.unit_id for each in here}
    return Candidates(
        copy,
        tuple(each for each in open_ones if each.unit_id in rule.contacts),
        Counter(rule.reasons[each.unit_id] for each in open_ones if each.unit_id in rule.reasons),
        declined=len(numbers & declined - reached),
        listed=len(numbers & listed - declined - reached),
        reached=len(numbers & reached),
        all=len(here),
    )


@dataclass(frozen=True)
class Rule:
    """What the rule says of the micro-businesses of a municipality: contacts of those that may be invited, reasons of the others."""

    contacts: Mapping[str, Contact]
    reasons: Mapping[str, Reason]


def rule_here(copy: copies.Copy, municipality: str) -> Rule:
    """The rule's word on each local micro-business. `copy` must be the one that counts: the rule asks no other."""
    return kept_rule(copy.folder, local.stamp(copy), copy.country, municipality)


@lru_cache(maxsize=local.KEPT)
def kept_rule(folder: Path, written: int, country: str, municipality: str) -> Rule:
    """As it was said of that copy, which never changes; a newer copy is asked anew."""
    copy = copies.copy_in(folder)
    numbers = [each.unit_id for each in local.micro_businesses(copy, municipality)] if copy else []
    contacts = {each.unit_id: each for each in contacts_of(numbers, country=country)}
    return Rule(contacts, may_be_invited(numbers, country=country).reasons)


def contacts_on(copy: copies.Copy, network: Network, numbers: Sequence[str]) -> dict[str, Contact]:
    """The contacts of those numbers that may be invited; the register is only asked for those that lie elsewhere now."""
    rule = rule_here(copy, network.municipality_code)
    elsewhere = [each for each in numbers if each not in rule.contacts and each not in rule.reasons]
    found = {each.unit_id: each for each in contacts_of(elsewhere, country=copy.country)}
    return found | {each: rule.contacts[each] for each in numbers if each in rule.contacts}


def declined_numbers(country: str) -> QuerySet[ListedBusiness, str]:
    """Those who asked not to be invited again, by whichever network of the installation."""
    rows = ListedBusiness.objects.filter(country=country, state=ListedBusiness.State.DECLINED)
    return rows.values_list("unit_id", flat=True)


# --- the network's list ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A business on the list. `contact` is None where it may not be invited any more: then nothing is said of it but that."""

    row: ListedBusiness
    contact: Contact | None
    is_member: bool = False
    host: Person | None = None
    why: Why | None = None  # what host and business have in common; None: chosen by hand, or nobody fits


def list_of(network: Network) -> list[Listed]:
    """The network's list with names as the register has them today, and a host for each visit. A fixed number of queries."""
    rows = ListedBusiness.objects.filter(network=network).select_related("host__user", "network")
    found = list(rows.order_by("chosen_at", "pk"))
    copy = copy_for(network)
    if copy is None or not found:
        return [Listed(row, None) for row in found]
    reached = reach.reached_in(copy, network.municipality_code)
    contacts = contacts_on(copy, network, [row.unit_id for row in found])
    hosts = suggested_hosts(network, copy, [each for each in found if each.unit_id in contacts], contacts)
    people = Person.objects.select_related("user").in_bulk({key for key, _why in hosts.values()})
    listed = []
    for row in found:
        key, why = hosts.get(row.unit_id, (0, None))
        host = row.host or people.get(key)
        shown = contacts.get(row.unit_id)
        listed.append(Listed(row, shown, row.unit_id in reached, host, None if row.host else why))
    return listed


def suggested_hosts(
    network: Network, copy: copies.Copy, rows: Sequence[ListedBusiness], contacts: dict[str, Contact]
) -> dict[str, tuple[int, Why]]:
    """A member from the same trade or village for each business that has none chosen by hand."""
    codes = {each.unit_id: each.code for each in local.micro_businesses(copy, network.municipality_code)}
    visits = []
    for row in rows:
        if row.host_id is None:
            contact = contacts[row.unit_id]
            towns = frozenset(
                filter(None, (contact.town or contact.district,))
            )  # the village, else the town of the post
            visits.append(Visit(row.unit_id, codes.get(row.unit_id, ""), contact.postcode, towns))
    return hosts_of(visits, members_as_hosts(network, copy, codes)) if visits else {}


def members_as_hosts(network: Network, copy: copies.Copy, codes: dict[str, str]) -> list[Host]:
    """The members of the network who could go along, with the trades and places of their businesses. Four queries at most."""
    ours = {each.key: each for each in reach.businesses_of([network.pk])}
    found = reach.matching_of(copy, network.municipality_code, list(ours.values()), numbers=codes).found
    yes = set(WelcomeHost.objects.filter(network=network, withdrawn_at=None).values_list("person", flat=True))
    running = Membership.objects.filter(network=network, left_date=None, person__user__is_active=True)
    rows = running.prefetch_related("also_for").order_by("person")
    hosts = []
    for membership in rows:
        keys = {membership.business_id, *(other.pk for other in membership.also_for.all())} & ours.keys()
        own = [ours[key] for key in sorted(key for key in keys if key)]
        trades = frozenset(
            codes[found[each.key][0]] for each in own if each.key in found and found[each.key][0] in codes
        )
        towns = frozenset(each.town for each in own if each.town)
        postcodes = frozenset(each.postcode for each in own if each.postcode)
        hosts.append(Host(membership.person_id, trades, postcodes, towns, membership.person_id in yes))
    return hosts


# --- what was done ---------------------------------------------------------------------------------------------------


def uses_of(network: Network) -> QuerySet[ContactUse]:
    """Every use of names and addresses, newest first."""
    return ContactUse.objects.filter(network=network).select_related("by")


def last_letter(network: Network) -> str:
    """The text of the letter that was printed last; "" before the first."""
    texts = ContactUse.objects.filter(network=network).exclude(text="").values_list("text", flat=True)
    return texts.first() or ""


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What is kept about somebody here: the uses they made, and the visits they were put down for."""
    uses = ContactUse.objects.filter(by=user).order_by("pk").values("network__name", "at", "form", "purpose", "count")
    visits = (
        ListedBusiness.objects.filter(host__user=user).order_by("pk").values("network__name", "state", "changed_at")
    )
    return {
        "used_addresses_of_businesses": [dict(use) for use in uses],
        "visits_to_businesses": [dict(visit) for visit in visits],
    }


def fitting(businesses: Collection[Local], what: str) -> dict[str, int]:
    """How many of the businesses there are by "section", "postcode" or "size"."""
    return dict(sorted(Counter(getattr(each, what) for each in businesses).items()))
