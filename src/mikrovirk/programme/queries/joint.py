"""Reads: meetings that networks hold together, whose people come to them, and who is written to by whom.

Nothing is asked for a meeting that one network holds alone: `Meeting.is_joint` says so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Follower, Meeting, MeetingPartner, SignUp

ACCEPTED = MeetingPartner.State.ACCEPTED
OPEN = (MeetingPartner.State.ASKED, MeetingPartner.State.ACCEPTED)


# --- which meetings --------------------------------------------------------------------------------------------------


def held_by(*networks: Network | int) -> Q:
    """Of meetings: those the networks hold, alone or as a partner."""
    return held_by_any(networks)


def held_by_any(networks: QuerySet[Network] | Sequence[Network | int]) -> Q:
    """The same of the networks of a query.

    Both are gathered first: asked as one or the other, SQLite goes through the meetings of the whole region.
    """
    joint = MeetingPartner.objects.filter(network__in=networks, state=ACCEPTED)
    own = Meeting.objects.filter(network__in=networks).order_by()
    return Q(pk__in=own.values("pk").union(joint.order_by().values("meeting")))


def held_in(municipality_code: str) -> Q:
    """Of meetings: those a network of the municipality holds, alone or as a partner."""
    return held_by_any(Network.objects.filter(municipality_code=municipality_code).order_by())


def own_people(network: Network | int) -> Q:
    """Of sign-ups: those of the network's own people, at its own meetings and at those it holds with another."""
    return Q(meeting__network=network, comes_with=None) | Q(comes_with=network)


# --- which networks --------------------------------------------------------------------------------------------------


def partners_of(meeting: Meeting) -> list[Network]:
    """The networks that hold the meeting together with the one whose it is."""
    if not meeting.is_joint:
        return []
    held = Network.objects.filter(joint_meetings__meeting=meeting, joint_meetings__state=ACCEPTED)
    return list(held.order_by("joint_meetings__asked_at", "pk"))


def networks_of(meeting: Meeting) -> list[Network]:
    """Every network that holds the meeting, the host first. Reads `network`."""
    return [meeting.network, *partners_of(meeting)]


def ever_of(meeting: Meeting) -> list[int]:
    """The networks whose mails may be about the meeting: also a partner's that let it be. One query."""
    partners = MeetingPartner.objects.filter(meeting=meeting).values_list("network", flat=True)
    return [meeting.network_id, *partners]


def together(pks: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Of joint meetings: the address and name of every network that holds each, the host first. Two queries."""
    if not pks:
        return {}
    found: dict[int, list[tuple[str, str]]] = {}
    hosts = Meeting.objects.filter(pk__in=pks, is_joint=True).order_by()
    for pk, slug, name in hosts.values_list("pk", "network__slug", "network__name"):
        found[pk] = [(slug, name)]
    partners = MeetingPartner.objects.filter(meeting__in=pks, state=ACCEPTED).order_by("asked_at", "pk")
    for pk, slug, name in partners.values_list("meeting", "network__slug", "network__name"):
        found.setdefault(pk, []).append((slug, name))
    return found


def in_words(names: Sequence[str]) -> str:
    """ "MikroVirk, MikroNet og Møn"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(several)s and %(last)s") % {"several": ", ".join(names[:-1]), "last": names[-1]}


# --- whose people ----------------------------------------------------------------------------------------------------


def partner_of(person: Person, meeting: Meeting) -> int | None:
    """The partner whose member somebody is; None for who belongs to the host, or to nobody. No query unless it is joint."""
    if not meeting.is_joint:
        return None
    return belonging(meeting, Membership.objects.filter(person=person, left_date=None)).get(person.pk)


def belonging(meeting: Meeting, memberships: QuerySet[Membership]) -> dict[int, int]:
    """The partner each of the people belongs to by these memberships, by person. Of the host's members none is there."""
    partners = [partner.pk for partner in partners_of(meeting)]
    found: dict[int, int] = {}
    hosts: set[int] = set()
    rows = memberships.filter(network__in=[meeting.network_id, *partners])
    for person, network in rows.order_by("joined_date", "pk").values_list("person", "network"):
        if network == meeting.network_id:
            hosts.add(person)
        else:
            found.setdefault(person, network)
    return {person: network for person, network in found.items() if person not in hosts}


def shares_of(meeting: Meeting, users: Iterable[User]) -> list[tuple[Network, list[User]]]:
    """Who of these is written to by which network: its own members and followers, and the host to all others."""
    people = list(users)
    partners = partners_of(meeting)
    if not partners:
        return [(meeting.network, people)] if people else []
    homes = _homes(meeting, [user.pk for user in people])
    shares: dict[int, list[User]] = defaultdict(list)
    for user in people:
        shares[homes.get(user.pk, meeting.network_id)].append(user)
    return [(network, shares[network.pk]) for network in [meeting.network, *partners] if shares[network.pk]]


def _homes(meeting: Meeting, users: Collection[int]) -> dict[int, int]:
    """The partner that writes to each; members come before followers, the host's own before all."""
    keys = [network.pk for network in networks_of(meeting)]
    members = Membership.objects.filter(person__user__in=users, network__in=keys, left_date=None)
    following = Follower.objects.filter(user__in=users, network__in=keys, confirmed_at__isnull=False)
    found: dict[int, int] = {}
    for rows in (members.values_list("person__user", "network"), following.values_list("user", "network")):
        known = set(found)
        for user, network in rows.order_by("pk"):
            if user not in known and (user not in found or network == meeting.network_id):
                found[user] = network
    return found


def by_network(meeting: Meeting, rows: Iterable[SignUp]) -> list[tuple[Network, list[SignUp]]]:
    """The sign-ups by the network whose people they are, the host's first."""
    groups: dict[int, list[SignUp]] = defaultdict(list)
    for row in rows:
        groups[row.comes_with_id or meeting.network_id].append(row)
    known = {network.pk: network for network in networks_of(meeting)}
    return [(network, groups[pk]) for pk, network in known.items() if groups[pk]] + [
        (meeting.network, rest) for pk, rest in groups.items() if pk not in known
    ]


# --- asking and answering --------------------------------------------------------------------------------------------


def partnerships(meeting: Meeting) -> QuerySet[MeetingPartner]:
    """Every network that was asked, with its answer."""
    return MeetingPartner.objects.filter(meeting=meeting).select_related("network", "asked_by", "answered_by")


def partnerships_of(network: Network) -> QuerySet[MeetingPartner]:
    """The meetings of others that `network` was asked to hold with them."""
    rows = MeetingPartner.objects.filter(network=network)
    return rows.select_related("meeting__network", "meeting__venue", "meeting__talk", "asked_by", "answered_by")


def coming_with(network: Network, *, now: datetime) -> QuerySet[MeetingPartner]:
    """What `network` is asked, and what it holds with others, that is not over; what waits for an answer first.

    Each has `own_count`: how many of the network's own people come.
    """
    asked_first = Case(When(state=MeetingPartner.State.ASKED, then=0), default=1, output_field=IntegerField())
    own = Count(
        "meeting__sign_ups",
        filter=Q(meeting__sign_ups__comes_with=network, meeting__sign_ups__state=SignUp.State.COMING),
    )
    rows = partnerships_of(network).filter(state__in=OPEN, meeting__ends_at__gt=now)
    rows = rows.exclude(meeting__state=Meeting.State.CANCELLED, state=MeetingPartner.State.ASKED)
    return rows.annotate(own_count=own, asked_first=asked_first).order_by("asked_first", "meeting__starts_at", "pk")


def own_count(partner: MeetingPartner) -> int:
    """How many of the partner's own people come."""
    rows = SignUp.objects.filter(meeting=partner.meeting_id, comes_with=partner.network_id)
    return rows.filter(state=SignUp.State.COMING).count()


def who_can_be_asked(meeting: Meeting) -> QuerySet[Network]:
    """Open networks that have not been asked or have not said yes, those of the same municipality first."""
    asked = MeetingPartner.objects.filter(meeting=meeting, state__in=OPEN).values("network")
    near = Case(
        When(municipality_code=meeting.network.municipality_code, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    others = Network.objects.filter(is_open=True).exclude(pk=meeting.network_id).exclude(pk__in=asked)
    return others.annotate(near=near).order_by("near", "name")
