"""Reads for bringing in a member list: who and what is there already."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.comparison import Comparison, compare
from mikrovirk.directory.domain.matching import BUSINESS_FIELDS, Known, KnownBusiness, KnownMembership, KnownPerson
from mikrovirk.directory.domain.member_lists import MemberList, contents_of, from_json
from mikrovirk.directory.models import Business, MemberImport, Membership
from mikrovirk.networks.models import Network

AlsoFor = Membership.also_for.through


@dataclass(frozen=True)
class Gone:
    """A member who is not on the list."""

    membership: int
    name: str
    email: str
    business: str


def imports_in(network: Network) -> QuerySet[MemberImport]:
    """The lists brought into `network`, newest first, without their contents."""
    return MemberImport.objects.filter(network=network).defer("content", "journal").order_by("-pk")


def list_of(member_import: MemberImport) -> MemberList:
    """The list as it was read; empty where it has been thrown away."""
    content = bytes(member_import.content)
    return from_json(content.decode()) if content else MemberList()


def comparison_of(member_list: MemberList, network: Network, chosen: Collection[int] = ()) -> Comparison:
    """The list beside the network as it is now. Four queries, however long the list."""
    contents = contents_of(member_list)
    known = known_to(
        network,
        [found.person.email for found in contents.people],
        {found.business.cvr for found in contents.businesses if found.business.cvr},
    )
    return compare(contents, member_list.rows, known, chosen=chosen)


def known_to(network: Network, emails: Collection[str], numbers: Collection[str]) -> Known:
    """The people with those addresses and the businesses that a list with those CVR numbers may mean."""
    memberships = list(
        Membership.objects.filter(Q(person__user__email__in=emails) | Q(network=network))
        .order_by("left_date")
        .values_list("pk", "person_id", "network_id", "business_id", "job_title", "joined_date", "left_date", "note")
    )
    also: dict[int, set[int]] = {}
    further = AlsoFor.objects.filter(
        membership__in=Membership.objects.filter(person__user__email__in=emails)
        | Membership.objects.filter(network=network)
    )
    for membership, business in further.values_list("membership_id", "business_id"):
        also.setdefault(membership, set()).add(business)
    here = MembershipsHere(network.pk)
    for row in memberships:
        here.add(row, also.get(row[0], set()))
    people = {
        email: here.person(user, person, name, phone or "")
        for user, email, name, person, phone in User.objects.filter(email__in=emails).values_list(
            "pk", "email", "full_name", "person__pk", "person__phone"
        )
    }
    theirs = {business for each in people.values() for business in each.businesses}
    return Known(people, known_businesses(here.businesses, theirs, numbers))


class MembershipsHere:
    """Memberships sorted by person: the one in this network, when they left it, and their businesses anywhere."""

    def __init__(self, network: int) -> None:
        self.network = network
        self.current: dict[int, KnownMembership] = {}
        self.left: dict[int, object] = {}
        self.of_person: dict[int, list[int]] = {}
        self.businesses: set[int] = set()

    def add(self, row: tuple, also: set[int]) -> None:  # type: ignore[type-arg]
        pk, person, network, business, job_title, joined, left, note = row
        having = ({business} if business else set()) | also
        self.of_person.setdefault(person, []).extend(sorted(having))
        if network != self.network:
            return
        if left is None:
            self.current[person] = KnownMembership(pk, business, frozenset(also), job_title, joined, note)
            self.businesses |= having
        else:
            self.left[person] = left

    def person(self, user: int, person: int | None, name: str, phone: str) -> KnownPerson:
        if person is None:
            return KnownPerson(user, None, name, phone)
        current = self.current.get(person)
        left = None if current else self.left.get(person)
        return KnownPerson(user, person, name, phone, current, left, tuple(self.of_person.get(person, ())))  # type: ignore[arg-type]


def known_businesses(
    ours: Collection[int], theirs: Collection[int], numbers: Collection[str]
) -> dict[int, KnownBusiness]:
    rows = Business.objects.filter(Q(pk__in=set(ours) | set(theirs)) | Q(cvr__in=numbers))
    return {
        pk: KnownBusiness(pk, dict(zip(BUSINESS_FIELDS, values, strict=True)), is_ours=pk in ours)
        for pk, *values in rows.values_list("pk", *BUSINESS_FIELDS)
    }


def gone_from(member_list: MemberList, network: Network) -> list[Gone]:
    """The members who are not on the list, by name. One query."""
    listed = {row.person.email for row in member_list.rows}
    members = Membership.objects.filter(network=network, left_date=None).order_by("person__user__full_name")
    rows: Iterable[tuple[int, str, str, str | None]] = members.values_list(
        "pk", "person__user__full_name", "person__user__email", "business__name"
    )
    return [Gone(pk, name, email, business or "") for pk, name, email, business in rows if email not in listed]
