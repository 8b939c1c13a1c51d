"""Reads: who moves here or began, where each is on the way in, who can welcome them, and how many were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import folded, query_terms, stem
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.welcoming import Candidate, Counts, Match, Path, Step, counted, hosts_for
from mikrovirk.overview.models import Newcomer, WelcomeHost
from mikrovirk.programme.models import Meeting, SignUp

MEETINGS_SHOWN = 6
# Words that say nothing about a trade.
NO_TRADE = frozenset(stem(folded(word)) for word in "butik virksomhed firma selvstændig egen service konsulent".split())


@dataclass(frozen=True)
class Row:
    """A newcomer with the way so far."""

    newcomer: Newcomer
    path: Path
    is_late: bool
    due: date | None

    @property
    def step(self) -> Step:
        return self.path.step


def newcomers_in(municipality: str) -> QuerySet[Newcomer]:
    """Everybody who came or wrote, newest first; with `came_at`, their first check-in since, and `is_off`: signed off again."""
    rows = with_way(Newcomer.objects.filter(municipality=municipality))
    return rows.select_related("host__person__user", "host__network", "meeting__network")


def with_way(rows: QuerySet[Newcomer]) -> QuerySet[Newcomer]:
    """Add what `path_of` reads."""
    came = SignUp.objects.filter(
        person=OuterRef("person"), checked_in_at__gte=OuterRef("made_at"), person__isnull=False
    ).exclude(state=SignUp.State.CANCELLED)
    first = came.order_by().values("person").annotate(first=Min("checked_in_at")).values("first")
    off = SignUp.objects.filter(
        person=OuterRef("person"), meeting=OuterRef("meeting"), state=SignUp.State.CANCELLED, person__isnull=False
    )
    return rows.annotate(came_at=Subquery(first), is_off=Exists(off))


def path_of(row: Newcomer) -> Path:
    """The way of a newcomer of `newcomers_in`; one who came to a meeting is welcomed, whoever noted it."""
    moments = welcomes_of(row)
    meeting = None if row.meeting is None or getattr(row, "is_off", False) else row.meeting.starts_at
    return Path(
        made=day_of(row.made_at),
        hosted=day_of(row.host_at) if row.host_id and row.host_at else None,
        answered=day_of(row.answered_at) if row.answered_at else None,
        meeting=day_of(meeting) if meeting else None,
        welcomed=day_of(min(moments)) if moments else None,
        closed=day_of(row.closed_at) if row.closed_at else None,
    )


def welcomes_of(row: Newcomer) -> list[datetime]:
    """When they were welcomed: as it was noted, and at a meeting."""
    return [each for each in (row.welcomed_at, getattr(row, "came_at", None)) if each]


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def rows_of(newcomers: Iterable[Newcomer], *, today: date) -> list[Row]:
    """The newcomers with their ways."""
    found = []
    for newcomer in newcomers:
        path = path_of(newcomer)
        found.append(Row(newcomer, path, path.is_late(today), path.due()))
    return found


def counts_of(municipality: str, *, today: date, since: date | None = None) -> Counts:
    """How many newcomers there were on the day `today` by what had become of them; `since`: only those who came or wrote from that day.

    One query.
    """
    rows = newcomers_in(municipality).only(
        *["made_at", "host_at", "host", "answered_at", "meeting", "welcomed_at", "closed_at"]
    )
    plain = rows.select_related(None).select_related("meeting")
    if since:
        plain = plain.filter(made_at__date__gte=since)
    return counted((path_of(row) for row in plain), today=today)


def welcomed_between(municipality: str, since: datetime, until: datetime) -> int:
    """How many were welcomed from one moment to before another: by a check-in at a meeting, or as it was noted."""
    first = [min(moments) for row in newcomers_in(municipality) if (moments := welcomes_of(row))]
    return sum(since <= moment < until for moment in first)


# --- hosts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Suggested:
    """A host for a newcomer, and why."""

    host: WelcomeHost
    match: Match


def hosts_in(municipality: str) -> QuerySet[WelcomeHost]:
    """Those who welcome newcomers in the networks of the municipality."""
    rows = WelcomeHost.objects.filter(
        network__municipality_code=municipality, network__is_open=True, withdrawn_at=None, person__user__is_active=True
    )
    return rows.select_related("person__user", "network").order_by("pk")


def suggested_hosts(newcomer: Newcomer) -> list[Suggested]:
    """Who can welcome them, the fitting first. Two queries."""
    hosts = {host.pk: host for host in hosts_in(newcomer.municipality)}
    busy = Newcomer.objects.filter(host__in=hosts, welcomed_at=None, closed_at=None).exclude(pk=newcomer.pk)
    open_ones = list(busy.values_list("host", flat=True))
    candidates = [
        Candidate(pk, words_of(host.trade) - NO_TRADE, words_of(host.place), open_ones.count(pk))
        for pk, host in hosts.items()
    ]
    found = hosts_for(words_of(newcomer.trade) - NO_TRADE, words_of(newcomer.place), candidates)
    return [Suggested(hosts[match.key], match) for match in found]


def words_of(text: str) -> frozenset[str]:
    """The words of a trade or a village as they are compared: "Keramikere" and "keramiker" are one."""
    return frozenset(term.text for term in query_terms(text)) if text.strip() else frozenset()


def public_host_of(host: WelcomeHost | None) -> WelcomeHost | None:
    """The host as the public sees them: only who agreed to it."""
    return host if host and host.withdrawn_at is None and host.is_public else None


def own_host_rows(user: User) -> QuerySet[WelcomeHost]:
    """Where somebody welcomes newcomers."""
    return WelcomeHost.objects.filter(person__user=user, withdrawn_at=None).select_related("network", "person__user")


def newcomers_of_host(user: User) -> QuerySet[Newcomer]:
    """Those somebody was asked to welcome, with what `path_of` reads."""
    rows = Newcomer.objects.filter(host__in=own_host_rows(user), erased_at=None)
    return with_way(rows).select_related("host__network", "meeting__network")


def meetings_for(municipality: str, *, now: datetime, network: Network | None = None) -> QuerySet[Meeting]:
    """The next meetings a newcomer can come to, those of the host's network first."""
    coming = Meeting.objects.filter(
        network__municipality_code=municipality,
        network__is_open=True,
        state=Meeting.State.PUBLISHED,
        starts_at__gt=now,
    ).select_related("network", "venue")
    nearest = coming.order_by("starts_at", "pk")
    return nearest.filter(Q(network=network)) if network else nearest


# --- one's own -------------------------------------------------------------------------------------------------------


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What the overview holds about somebody: what they wrote as a newcomer, and where they welcome others."""
    wrote = Newcomer.objects.filter(Q(person__user=user) | Q(email=user.email), erased_at=None).order_by("pk")
    hosting = WelcomeHost.objects.filter(person__user=user).order_by("pk")
    return {
        "wrote_as_newcomer": [
            dict(row) for row in wrote.values("municipality", "place", "name", "email", "trade", "wish", "made_at")
        ],
        "welcomes_newcomers": [
            dict(row)
            for row in hosting.values(
                "network__name", "trade", "place", "words", "is_public", "given_at", "withdrawn_at"
            )
        ],
    }
