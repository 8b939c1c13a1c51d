"""Reads: which micro-businesses of the register are new in a municipality, as counts for all and as a list for those who invite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from mikrovirk.networks.models import Network
from mikrovirk.overview.models import ListedBusiness
from mikrovirk.overview.queries import inviting, local, reach
from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from mikrovirk.register.queries import copies
from mikrovirk.register.queries.invitable import Contact, Reason

NEW_FOR = timedelta(days=365)
LEAST_TOLD = 3
# The municipality a company's address lay in before the one it has on the day, where that one began lately.
MOVED = """
WITH turn AS (
    SELECT unit_id, municipality, valid_from, valid_to,
           lag(municipality) OVER (PARTITION BY unit_id ORDER BY valid_from NULLS FIRST) AS came_from
    FROM unit_address WHERE country = $country AND kind = 'company'
)
SELECT unit_id, valid_from, came_from FROM turn
WHERE municipality = $code AND valid_from > $since AND valid_from <= $day AND (valid_to IS NULL OR valid_to > $day)
      AND came_from IS NOT NULL AND came_from <> municipality
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A micro-business that is new here. `came_from`: the municipality it moved from; empty: it began."""

    unit_id: str
    on: date
    came_from: str = ""


def arrivals(copy: copies.Copy, municipality: str) -> Mapping[str, Arrival]:
    """Those that began or moved here in the year before the day of the copy, newest first, by their numbers."""
    return kept(copy.folder, local.stamp(copy), municipality)


@lru_cache(maxsize=local.KEPT)
def kept(folder: Path, written: int, municipality: str) -> Mapping[str, Arrival]:
    """As they were read from that copy, which never changes; `written` tells two copies of one name apart."""
    copy = copies.copy_in(folder)
    if copy is None:
        return {}
    since = copy.as_of - NEW_FOR
    values = {"day": copy.as_of, "since": since, "country": copy.country, "code": municipality}
    here = {each.unit_id: each for each in local.micro_businesses(copy, municipality)}
    found = {
        unit_id: Arrival(unit_id, each.since)
        for unit_id, each in here.items()
        if each.since is not None and each.since > since
    }
    # Codes of before 2007 and places abroad are no municipality one moves from.
    for unit_id, on, came_from in local.rows_of(copy, MOVED, values):
        if unit_id in here and unit_id not in found and came_from in MUNICIPALITIES:
            found[unit_id] = Arrival(unit_id, on, came_from)
    return dict(sorted(found.items(), key=lambda row: (-row[1].on.toordinal(), row[0])))


@dataclass(frozen=True)
class ArrivalCounts:
    """How many are new and what became of them; None: one or two, which are not told."""

    began: int | None
    moved: int | None
    reached: int | None  # somebody is a member of a network
    invited: int | None  # by a network of the municipality, and those who come


def counts_of(municipality: str) -> ArrivalCounts | None:
    """The same for everybody inside; None without a copy of the register. Three queries."""
    copy = copies.current()
    if copy is None:
        return None
    new = arrivals(copy, municipality)
    moved = sum(bool(each.came_from) for each in new.values())
    invited = ListedBusiness.objects.filter(
        network__municipality_code=municipality, country=copy.country, invited_at__isnull=False
    )
    return ArrivalCounts(
        told(len(new) - moved),
        told(moved),
        told(len(reach.reached_in(copy, municipality) & set(new))),
        told(len(set(invited.values_list("unit_id", flat=True)) & set(new))),
    )


def told(number: int) -> int | None:
    return None if 0 < number < LEAST_TOLD else number


@dataclass(frozen=True)
class NewHere:
    """For those who invite: the new ones that may be invited, with name and place, and how many are left out."""

    copy: copies.Copy
    rows: tuple[tuple[Arrival, Contact], ...]
    protected: int
    others: int


def new_here(network: Network) -> NewHere | None:
    """The new ones that the network could put on its list; None without a copy or a municipality.

    Names come by `inviting.contacts_on`, and so by the one rule: who is protected is never among them.
    """
    found = inviting.candidates(network)
    if found is None:
        return None
    new = arrivals(found.copy, network.municipality_code)
    open_ones = set(found.unit_ids)
    numbers = [unit_id for unit_id in new if unit_id in open_ones]
    contacts = inviting.contacts_on(found.copy, network, numbers)
    reasons = inviting.rule_here(found.copy, network.municipality_code).reasons
    left_out = [reasons[unit_id] for unit_id in new if unit_id in reasons]
    protected = sum(reason in (Reason.PROTECTED, Reason.NOT_STATED) for reason in left_out)
    rows = tuple((new[each], contacts[each]) for each in numbers if each in contacts)
    return NewHere(found.copy, rows, protected, len(left_out) - protected)
