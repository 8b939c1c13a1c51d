"""The watch: does somebody run the network, and is the next meeting prepared? If not, others are told, and may act.

What counts and who is told when stands in docs/using/taking-over.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.common.days import start_of
from mikrovirk.directory.models import MemberImport
from mikrovirk.home.handover import mails
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Rule
from mikrovirk.mailing.services import in_each_language
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import KnowHow, Network, Role, RoleChange, WatchCase
from mikrovirk.programme.models import AgendaItem, HotSeatAsk, ItemKind, Meeting, MeetingWork, Season
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.queries.meetings import MISSING_WORDS, Missing
from mikrovirk.voice.models import Decision, InputRound

SILENT_AFTER = timedelta(weeks=4)
PREPARED_BEFORE = timedelta(days=14)
JUST_CHANGED = timedelta(days=2)  # whoever works on the meeting right now is left in peace
AGAIN_AFTER = timedelta(days=7)
MOST_TOLD = 4  # mails to one person about one matter
Matter = WatchCase.Matter
NOT_PUBLISHED = "not_published"
GRAVE = (Missing.VENUE, Missing.TALK, Missing.SPEAKER, Missing.DECLINED)


@dataclass(frozen=True)
class Unprepared:
    """A meeting that is near, and what it lacks, as codes."""

    meeting: Meeting
    lacks: tuple[str, ...]

    @property
    def about(self) -> str:
        return f"meeting:{self.meeting.pk}"

    @property
    def words(self) -> list[Any]:
        return [lack_in_words(code) for code in self.lacks]


def lack_in_words(code: str) -> Any:
    return _("publishing") if code == NOT_PUBLISHED else MISSING_WORDS[Missing(code)]


# --- what is so ----------------------------------------------------------------------------------------------------------


def last_act(network: Network, people: Iterable[User]) -> datetime | None:
    """When one of those who run the network last did something that is noted with a name. One query."""
    keys = [user.pk for user in people]
    acts: list[QuerySet[Any]] = [
        moments(User.objects.filter(pk__in=keys), "last_login"),
        moments(Mailing.objects.filter(network=network, approved_by__in=keys), "approved_at"),
        moments(Mailing.objects.filter(network=network, stopped_by__in=keys), "stopped_at"),
        moments(Rule.objects.filter(network=network, on_by__in=keys), "on_since"),
        moments(Season.objects.filter(network=network, created_by__in=keys), "created_at"),
        moments(HotSeatAsk.objects.filter(meeting__network=network, asked_by__in=keys), "asked_at"),
        moments(MemberImport.objects.filter(network=network, by__in=keys), "created_at"),
        moments(RoleChange.objects.filter(network=network, by__in=keys), "at"),
        moments(KnowHow.objects.filter(network=network, written_by__in=keys), "changed_at"),
        moments(Decision.objects.filter(network=network, decided_by__in=keys), "decided_at"),
        moments(MeetingWork.objects.filter(meeting__network=network, user__in=keys), "first_at"),
        moments(InputRound.objects.filter(network=network, created_by__in=keys), "created_at"),
    ]
    first, *others = acts
    found = first.union(*others).order_by("-moment").first()
    return found["moment"] if found else None


def moments(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    known = rows.filter(**{f"{field}__isnull": False})
    return known.order_by().values(moment=F(field))


def quiet_since(network: Network, people: list[User], now: datetime) -> datetime:
    """Since when nobody of those who run it has done anything. A new role and an announced holiday begin it anew."""
    acted = last_act(network, people)
    held = network_queries.roles_now().filter(network=network, user__in=people, name__in=network_queries.RUN_BY)
    days = [day for role in held for day in (role.since_date, role.away_until_date) if day]
    begun = [start_of(day) for day in days]
    return max([moment for moment in (acted, *begun) if moment], default=network.created_at)


def unprepared(network: Network, now: datetime) -> list[Unprepared]:
    """Meetings within two weeks that are not published, or lack a venue or a talk. One query."""
    has_talk_item = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind=ItemKind.TALK)
    near = meeting_queries.meetings_of(network).filter(starts_at__gt=now, starts_at__lte=now + PREPARED_BEFORE)
    near = near.exclude(state=Meeting.State.CANCELLED).exclude(changed_at__gt=now - JUST_CHANGED)
    meetings = near.annotate(has_talk_item=Exists(has_talk_item)).order_by("starts_at")
    return [Unprepared(meeting, lacks) for meeting in meetings if (lacks := lacks_of(meeting))]


def lacks_of(meeting: Any) -> tuple[str, ...]:
    """What makes a near meeting unprepared. An evening whose agenda has no talk needs none."""
    needs_talk = meeting.has_talk_item or not meeting.has_agenda
    missing = [code for code in meeting_queries.missing_in(meeting) if code in GRAVE]
    missing = [code for code in missing if needs_talk or code is Missing.VENUE]
    return ((NOT_PUBLISHED,) if meeting.state == Meeting.State.DRAFT else ()) + tuple(str(code) for code in missing)


@dataclass(frozen=True)
class State:
    """How things stand with running a network."""

    people: list[User]  # those who run it
    quiet_since: datetime
    is_silent: bool
    unprepared: list[Unprepared]

    @property
    def true_now(self) -> set[tuple[str, str]]:
        """The matters that are so, each with what it is about."""
        found = {(str(Matter.UNPREPARED), each.about) for each in self.unprepared}
        if not self.people:
            found.add((str(Matter.NOBODY), ""))
        elif self.is_silent:
            found.add((str(Matter.SILENT), ""))
        return found


def state_of(network: Network, now: datetime) -> State:
    """How things stand. At most four queries."""
    people = list(network_queries.running(network).order_by("pk"))
    quiet = quiet_since(network, people, now) if people else now
    return State(people, quiet, quiet <= now - SILENT_AFTER, unprepared(network, now))


# --- the cases -----------------------------------------------------------------------------------------------------------


def still_so(network: Network, state: State) -> list[WatchCase]:
    """The open cases that are so as things stand. One query."""
    true_now = state.true_now
    return [case for case in network_queries.open_cases(network) if (case.matter, case.about) in true_now]


@transaction.atomic
def review(network: Network, now: datetime) -> tuple[State, list[WatchCase]]:
    """Close the cases that are so no longer, open those that have become so; the open ones come back."""
    state = state_of(network, now)
    close_settled(network, state, now)
    cases = still_so(network, state)
    known = {(case.matter, case.about) for case in cases}
    new = sorted(state.true_now - known)
    cases += [network_services.open_case(network, matter, about=about, at=now) for matter, about in new]
    return state, cases


def close_settled(network: Network, state: State, now: datetime) -> None:
    """Close the cases that are so no longer."""
    for case in network_queries.open_cases(network):
        if (case.matter, case.about) not in state.true_now:
            network_services.close_case(case, at=now)


def is_due(case: WatchCase, state: State, now: datetime) -> bool:
    """Whether to write about it: at first, then every week in which nobody did anything, at most four times."""
    if case.told_at is None:
        return True
    acted_at = state.quiet_since if state.people else case.opened_at
    return case.told_count < MOST_TOLD and now >= max(case.told_at, acted_at) + AGAIN_AFTER


def tell(network: Network, case: WatchCase, state: State, now: datetime) -> None:
    """Write to the steering group, from the second time to the host organisation too; where there is neither, to administrators."""
    running = {user.pk for user in state.people}
    steering = list(network_queries.people_with(network, Role.Name.STEERING).exclude(pk__in=running))
    hosts = list(network_queries.hosts_of(network).exclude(pk__in=running))
    to_hosts = hosts if case.told_at or not steering else []
    others = [] if steering or hosts else list(User.objects.filter(is_administrator=True, is_active=True))
    for user in [*steering, *to_hosts]:
        write(user, case, state, now, page="home:handover")
    for user in others:
        write(user, case, state, now, page="networks:settings")
    network_services.say_told(case, steering=bool(steering), host=bool(to_hosts), at=now)


def write(user: User, case: WatchCase, state: State, now: datetime, *, page: str) -> None:
    """One mail about the case."""
    kind, words = words_of(case, state)
    mailing.send_service(
        kind=kind,
        occasion=f"watch:{case.pk}:{case.told_count + 1}",
        user=user,
        at=now,
        network=case.network,
        context={
            "network": case.network.name,
            "url": settings.SITE_URL + reverse(page, args=[case.network.slug]),
            **words,
        },
    )


def words_of(case: WatchCase, state: State) -> tuple[str, dict[str, Any]]:
    """The kind of mail for the case, and what fills it, in every language."""
    if case.matter == Matter.NOBODY:
        return mails.NOBODY_RUNS.key, {}
    if case.matter == Matter.SILENT:
        return mails.NOBODY_ACTS.key, {"last_act": in_each_language(lambda: dates.day(state.quiet_since))}
    found = next(each for each in state.unprepared if each.about == case.about)
    return mails.NOT_PREPARED.key, {
        "meeting": found.meeting.title,
        "when": in_each_language(lambda: dates.moment(found.meeting.starts_at)),
        "lacks": in_each_language(lambda: ", ".join(str(word) for word in found.words)),
    }


def keep_watch(network: Network, now: datetime) -> None:
    """Look at one network: open and close cases, and write about those that are due."""
    state, cases = review(network, now)
    for case in cases:
        if is_due(case, state, now):
            tell(network, case, state, now)
    network_services.mark_watched(network, on=timezone.localdate(now))


# --- who may appoint ------------------------------------------------------------------------------------------------------


def may_take_over(user: User, network: Network, cases: Iterable[WatchCase]) -> bool:
    """Whether an open case lets `user` appoint a substitute: the steering group once told, the host once told."""
    told = list(cases)
    if any(case.steering_told_at for case in told) and Role.Name.STEERING in network_queries.role_names(user, network):
        return True
    return any(case.host_told_at for case in told) and network_queries.hosts_of(network).filter(pk=user.pk).exists()
