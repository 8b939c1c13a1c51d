"""Puts the handover together for one reader. A fixed number of queries, however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.home.handover import calendar, people, promises, steps, watch
from mikrovirk.home.handover.month import Month, month_of
from mikrovirk.home.handover.rows import Group, Line, Reader
from mikrovirk.mailing.models import Rule
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import KnowHow, Network, RoleChange, WatchCase
from mikrovirk.networks.permissions import Permission

CHANGES = 8


@dataclass(frozen=True)
class Concern:
    """An open case of the watch, in the words of the page."""

    case: WatchCase
    meeting: watch.Unprepared | None


@dataclass(frozen=True)
class Handover:
    """All a successor needs."""

    network: Network
    at: datetime
    reader: Reader
    running: list[User]
    quiet_since: datetime
    concerns: list[Concern]
    may_take_over: bool
    month: Month
    steps: list[steps.Steps]
    evenings: list[calendar.Evening]
    other_dates: Group
    promises: list[Group]
    recipes: list[people.RecipeOf]
    speakers: list[Line]
    venues: list[Line]
    helpers: list[people.Helper]
    tasks: list[Line]
    rules: list[Line]
    money: list[Line]
    notes: list[KnowHow]
    changes: list[RoleChange]
    sign_in_url: str
    public_url: str

    @property
    def promise_count(self) -> int:
        return sum(len(group.lines) + group.more_count for group in self.promises)


def handover_of(
    network: Network, *, reader: User | None, now: datetime, held: Sequence[tuple[str, Network]] | None = None
) -> Handover:
    """The handover as `reader` may see it; None: as the coordinator would, for the file a command writes.

    `held`: the reader's roles, if they are known.
    """
    sees = Reader(network_queries.permissions_in(reader, network, held=held) if reader else frozenset(Permission))
    state = watch.state_of(network, now)
    cases = watch.still_so(network, state)
    network_queries.look_up_parts([network])
    parts = network_queries.parts_of(network)
    evenings = calendar.evenings_of(network, sees, now)
    rules = list(Rule.objects.filter(network=network).select_related("on_by").order_by("kind"))
    return Handover(
        network=network,
        at=now,
        reader=sees,
        running=state.people,
        quiet_since=state.quiet_since,
        concerns=[concern_of(case, state) for case in cases],
        may_take_over=bool(reader and watch.may_take_over(reader, network, cases)),
        month=month_of(network, parts, {rule.kind for rule in rules}, now),
        steps=steps.first_steps(network, state.people, evenings, sees, now),
        evenings=evenings,
        other_dates=calendar.other_dates(network, parts, sees, now),
        promises=promises.promises_of(network, parts, sees, now),
        recipes=people.recipes_of(network),
        speakers=people.speakers_of(network, sees),
        venues=people.venues_of(network),
        helpers=people.helpers_of(network, timezone.localdate(now)),
        tasks=people.tasks_of(network, sees, now) if "tasks" in parts else [],
        rules=people.rules_of(rules),
        money=people.money_of(network),
        notes=list(network_queries.know_how_of(network)),
        changes=list(network_queries.changes_in(network)[:CHANGES]),
        sign_in_url=settings.SITE_URL + reverse("account_login"),
        public_url=settings.SITE_URL + reverse("home:network", args=[network.slug]),
    )


def concern_of(case: WatchCase, state: watch.State) -> Concern:
    return Concern(case, next((each for each in state.unprepared if each.about == case.about), None))
