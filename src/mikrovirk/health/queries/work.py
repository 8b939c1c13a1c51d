"""Reads: who did the work of a network within a year, and who could run a meeting tonight."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from mikrovirk.common.days import end_of
from mikrovirk.health.domain import measures
from mikrovirk.health.domain.measures import Hand
from mikrovirk.live.models import HostAction
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.permissions import Permission, roles_with
from mikrovirk.programme.models import Meeting, MeetingTask, MeetingWork, Season
from mikrovirk.voice.models import Decision, InputRound, SteeringMeeting


@dataclass
class Work:
    """Tasks done within a year by user, and how many there are of each kind."""

    done: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    meetings: dict[str, set[int]] = field(default_factory=dict)  # at which somebody did something

    def add(self, kind: str, user: int | None, meeting: int | None = None) -> None:
        if user is None:
            return
        self.done[str(user)] += 1
        self.kinds[kind] += 1
        if meeting is not None:
            self.meetings.setdefault(str(user), set()).add(meeting)


def work_of(network: Network, *, as_of: date) -> Work:
    """What was done within a year up to the day; what counts is said in docs/using/health.md. Eight queries.

    One task is: a task of an evening that was held, an evening hosted, an evening at the door, a meeting whose agenda or
    plan somebody saw to, a mail read and approved, a season laid, an input round asked, a steering meeting with its
    minutes, a decision carried out.
    """
    until = end_of(as_of)
    since = until - timedelta(days=measures.RECENT_DAYS)
    work = Work()
    for kind, meeting, user in at_evenings(network, since, until):
        work.add(kind, user, meeting)
    for kind, users in behind_them(network, since, until):
        for user in users:
            work.add(kind, user)
    return work


def at_evenings(network: Network, since: datetime, until: datetime) -> Iterable[tuple[str, int, int | None]]:
    """Kind, meeting and user of what was done for evenings that have been held."""
    held = {"meeting__network": network, "meeting__ends_at__gte": since, "meeting__ends_at__lt": until}
    tasks = MeetingTask.objects.filter(**held, taken_by__isnull=False).exclude(meeting__state=Meeting.State.CANCELLED)
    for meeting, user in tasks.values_list("meeting", "taken_by"):
        yield "tasks", meeting, user
    works = MeetingWork.objects.filter(**held).exclude(meeting__state=Meeting.State.CANCELLED)
    for meeting, user, kind in works.values_list("meeting", "user", "kind"):
        yield ("door" if kind == MeetingWork.Kind.DOOR else "plans"), meeting, user
    pressed = HostAction.objects.filter(**{f"evening__{key}": value for key, value in held.items()}, by__isnull=False)
    for meeting, user in pressed.order_by().values_list("evening__meeting", "by").distinct():
        yield "hosted", meeting, user


def behind_them(network: Network, since: datetime, until: datetime) -> Iterable[tuple[str, list[int | None]]]:
    """Kind, and the user of each thing that was done besides the evenings."""
    mails = Mailing.objects.filter(network=network, approved_at__gte=since, approved_at__lt=until)
    yield "mails", list(mails.values_list("approved_by", flat=True))
    seasons = Season.objects.filter(network=network, created_at__gte=since, created_at__lt=until)
    yield "seasons", list(seasons.values_list("created_by", flat=True))
    rounds = InputRound.objects.filter(network=network, opened_at__gte=since, opened_at__lt=until)
    yield "rounds", list(rounds.values_list("created_by", flat=True))
    minutes = SteeringMeeting.objects.filter(network=network, closed_at__gte=since, closed_at__lt=until)
    yield "minutes", list(minutes.values_list("created_by", flat=True))
    decided = Decision.objects.filter(network=network, done_at__gte=since, done_at__lt=until, withdrawn_at=None)
    yield "decisions", list(decided.values_list("done_by", flat=True))


def hands_of(network: Network, work: Work, *, as_of: date) -> list[Hand]:
    """Those who may open and run a meeting, with what speaks for it that they could. Three queries.

    A coordinator has run those meetings that were held since they became one.
    """
    until = end_of(as_of)
    roles = Role.objects.filter(
        network=network, name__in=roles_with(Permission.CHECK_IN), user__is_active=True, since_date__lte=as_of
    ).exclude(until_date__lt=as_of)
    since: dict[int, date | None] = {}
    away: set[int] = set()
    columns = ("user", "name", "since_date", "away_from_date", "away_until_date")
    for user, name, first, away_from, away_until in roles.order_by("pk").values_list(*columns):
        since[user] = first if name == Role.Name.COORDINATOR else since.get(user)
        if away_from and away_from <= as_of <= (away_until or as_of):
            away.add(user)
    last_day = last_held(network, until)
    hosted = hosted_on(network, list(since), until)
    found = []
    for user, first in since.items():
        ran_it = first is not None and last_day is not None and first <= last_day
        own = last_day if ran_it else hosted.get(user)
        found.append(Hand(str(user), True, own, len(work.meetings.get(str(user), ())), user in away))
    return found


def last_held(network: Network, until: datetime) -> date | None:
    """The day of the last meeting that was over by then."""
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=until)
    last = held.aggregate(last=Max("starts_at"))["last"]
    return timezone.localtime(last).date() if last else None


def hosted_on(network: Network, users: list[int], until: datetime) -> dict[int, date]:
    """When each of the users last pressed on the remote control of an evening."""
    pressed = HostAction.objects.filter(evening__meeting__network=network, at__lt=until, by__in=users)
    rows = pressed.order_by().values("by").annotate(last=Max("at")).values_list("by", "last")
    return {user: timezone.localtime(at).date() for user, at in rows}
