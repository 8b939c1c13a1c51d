"""Reads: what a round came to, the inputs behind it, and what still lacks before it is concluded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.voice.models import Conclusion, Input, InputRound, Theme
from mikrovirk.voice.queries.stream import first_of_each_theme

QUOTED = 3  # inputs shown behind a conclusion; how many there are is said
OFFICE, STEERING = "office", "steering"


def conclusions_of(round: InputRound) -> list[Conclusion]:
    """The conclusions in their order, each with its themes and `behind`, what stands behind it. A fixed number of queries."""
    counted = Count("inputs", filter=Q(inputs__erased_at=None))
    themes = Theme.objects.annotate(input_count=counted).order_by("position", "pk")
    rows: list[Any] = list(
        round.conclusions.select_related("office_by", "steering_by").prefetch_related(
            Prefetch("themes", queryset=themes, to_attr="shown_themes")
        )
    )
    quotes = quotes_from({theme.pk for row in rows for theme in row.shown_themes})
    for row in rows:
        shown = row.shown_themes
        row.behind = Behind(
            count=sum(theme.input_count for theme in shown),
            quotes=[quote for theme in shown for quote in quotes.get(theme.pk, [])][:QUOTED],
        )
    return rows


@dataclass(frozen=True)
class Behind:
    """What stands behind a conclusion: how many inputs, and a few of them, without names."""

    count: int
    quotes: list[str] = field(default_factory=list)


def quotes_from(themes: set[int]) -> dict[int, list[str]]:
    """A few of the first inputs of each theme, in words."""
    found: dict[int, list[str]] = {}
    rows = Input.objects.filter(theme__in=themes, erased_at=None).exclude(text="")
    first = first_of_each_theme(rows, most=QUOTED)
    for theme, text in first.order_by("position", "pk").values_list("theme", "text"):
        found.setdefault(theme or 0, []).append(" ".join(text.split()))
    return found


def themes_for(round: InputRound) -> QuerySet[Theme]:
    """Themes that can stand behind a conclusion of the round: its own, and those with inputs of it."""
    of_round = Input.objects.filter(theme=OuterRef("pk"), round=round, erased_at=None)
    here = Theme.objects.filter(network=round.network_id)
    return here.filter(Q(round=round) | Exists(of_round)).order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class Lacking:
    """What stands between a round and its being concluded."""

    waiting: int  # inputs without an outcome
    unapproved: int
    has_conclusions: bool
    is_open: bool  # it still takes answers

    @property
    def nothing(self) -> bool:
        return not self.waiting and not self.unapproved and self.has_conclusions and not self.is_open


def lacking(round: InputRound) -> Lacking:
    """Three numbers, two queries."""
    waiting = Input.objects.filter(round=round, outcome="", erased_at=None).count()
    missing = Q(office_at=None) | Q(steering_at=None)
    counts = round.conclusions.aggregate(all=Count("pk"), unapproved=Count("pk", filter=missing))
    over = (InputRound.State.CLOSED, InputRound.State.CONCLUDED)
    return Lacking(waiting, counts["unapproved"], bool(counts["all"]), round.state not in over)


def sides_of(user: User, network: Network) -> set[str]:
    """For which sides the user may approve: the office (coordinator, or the host organisation) and the steering group."""
    roles = set(Role.objects.filter(user=user, network=network).values_list("name", flat=True))
    sides = {STEERING} if Role.Name.STEERING in roles else set()
    hosts = network.host_id and Role.objects.filter(user=user, name=Role.Name.HOST, organisation=network.host_id)
    if Role.Name.COORDINATOR in roles or (hosts and hosts.exists()):
        sides.add(OFFICE)
    return sides


def concluded_in(networks: Iterable[Network]) -> QuerySet[InputRound]:
    """Rounds whose conclusions stand, the newest first; for members."""
    rows = InputRound.objects.filter(network__in=list(networks), state=InputRound.State.CONCLUDED)
    return rows.select_related("network").order_by("-concluded_at", "-pk")


def readable_rounds(user: User) -> QuerySet[InputRound]:
    """Rounds whose conclusions the user may read: members once they stand, the steering group from the beginning."""
    members = networks_for(user, needs=Permission.SEE_NETWORK)
    steering = networks_for(user, needs=Permission.SEE_STEERING)
    concluded = Q(state=InputRound.State.CONCLUDED, network__in=members)
    return InputRound.objects.exclude(state=InputRound.State.DRAFT).filter(concluded | Q(network__in=steering))
