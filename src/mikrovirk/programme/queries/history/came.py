"""Reads: a list of participants beside the meetings and the people that are here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.common.dates import day as day_in_words
from mikrovirk.directory.domain.tables import Line, Outcome, Planned
from mikrovirk.directory.models import Membership
from mikrovirk.directory.queries import people_known_to
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.history.meetings import Place
from mikrovirk.programme.domain.history.participants import Participation, State, Trouble
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.feedback import ASKED_WITHIN
from mikrovirk.programme.queries.history.held import USUAL_HOUR, MeetingsHere, MeetingToWrite, at
from mikrovirk.programme.queries.meetings import USUAL_LENGTH


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is here: the keys, and from when they are a member; None: never was. `is_ours`: known to this network."""

    user: int
    person: int | None
    name: str
    member_from: date | None = None
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class ToWrite:
    """One sign-up: at a meeting that is here (its key) or a new one (its place among `Writes.meetings`)."""

    row: Participation
    meeting: int
    is_new_meeting: bool
    known: Known | None
    came: bool
    as_guest: bool
    sign_up: int | None = None  # the one that is here already, and is checked in


@dataclass
class Writes:
    """What carrying the list out writes."""

    meetings: list[MeetingToWrite] = field(default_factory=list)
    sign_ups: list[ToWrite] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the table does not say: the one meeting it is about, and whether those came of whom it says nothing."""

    meeting: int | None = None
    silent_came: bool = True


def planned(network: Network, rows: Iterable[Participation], chosen: Chosen, *, now: datetime) -> Planned:
    """What would come of each row; a fixed number of queries, however long the list."""
    rows = list(rows)
    return Planning(network, rows, chosen, now).plan()


class Planning:
    """Goes through a list, row by row."""

    def __init__(self, network: Network, rows: list[Participation], chosen: Chosen, now: datetime) -> None:
        self.network, self.rows, self.chosen, self.now = network, rows, chosen, now
        self.here = MeetingsHere(network)
        self.people, self.by_name = known_people(network, {row.email for row in rows if row.email})
        self.answers = answers_at([meeting.pk for meeting in self.here.all])
        self.writes = Writes()
        self.new_meetings: dict[tuple[date, str], int] = {}
        self.done: set[tuple[bool, int, str]] = set()

    def plan(self) -> Planned:
        return Planned([self.line(row) for row in self.rows], self.writes)

    def line(self, row: Participation) -> Line:
        if row.trouble:
            return aside(row, row.trouble)
        meeting = self.meeting_of(row)
        if isinstance(meeting, Trouble):
            return aside(row, meeting)
        return self.at_meeting(row, meeting)

    def meeting_of(self, row: Participation) -> "Meeting | int | Trouble":
        """The meeting, or the place of a new one among those to write, or why there is none."""
        if self.chosen.meeting is not None:
            found = [each for each in self.here.all if each.pk == self.chosen.meeting]
        else:
            found = self.here.on(row.day, row.meeting)
        if len(found) == 1:
            if found[0].state == Meeting.State.CANCELLED:
                return Trouble.CALLED_OFF
            is_held = found[0].state == Meeting.State.PUBLISHED and found[0].ends_at < self.now - ASKED_WITHIN
            return found[0] if is_held else Trouble.NOT_HELD
        if found or row.day is None:
            return Trouble.NO_MEETING
        starts_at = at(row.day, row.hour or USUAL_HOUR)
        if starts_at + USUAL_LENGTH >= self.now - ASKED_WITHIN:
            return Trouble.NOT_HELD
        title = row.meeting or self.network.name
        key = (row.day, title.casefold())
        if key not in self.new_meetings:
            self.new_meetings[key] = len(self.writes.meetings)
            self.writes.meetings.append(MeetingToWrite(title, starts_at, starts_at + USUAL_LENGTH, Place(), "", True))
        return self.new_meetings[key]

    def at_meeting(self, row: Participation, meeting: "Meeting | int") -> Line:
        is_new, key = isinstance(meeting, int), meeting if isinstance(meeting, int) else meeting.pk
        starts_at = self.writes.meetings[key].starts_at if isinstance(meeting, int) else meeting.starts_at
        title = self.writes.meetings[key].title if isinstance(meeting, int) else meeting.title
        note = f"{title} · {day_in_words(timezone.localdate(starts_at))}"
        known, told = self.somebody(row)
        came = self.chosen.silent_came and row.state == State.COMING if row.came is None else row.came
        who = str(known.user) if known else row.email or row.name.casefold()
        shown = (known.name if known and known.is_ours else "") or row.name or row.email
        if (is_new, key, who) in self.done:
            return Line(row.number, shown, note, Outcome.SAME, ("twice",))
        self.done.add((is_new, key, who))
        answer = None if is_new else self.answers.get((key, known.person if known and known.person else row.name))
        if answer and (answer[1] or not came):
            return Line(row.number, shown, note, Outcome.SAME)
        day = timezone.localdate(starts_at)
        as_guest = known is None or known.member_from is None or known.member_from > day
        sign_up = answer[0] if answer else None
        self.writes.sign_ups.append(ToWrite(row, key, is_new, known, came, as_guest, sign_up))
        words = [*told, *(["new_meeting"] if is_new else []), "came" if came else str(row.state)]
        return Line(row.number, shown, note, Outcome.FILLS if answer else Outcome.NEW, tuple(words))

    def somebody(self, row: Participation) -> tuple[Known | None, list[str]]:
        """Who it is: by the address, or without one by a name that only one member has."""
        if row.email:
            known = self.people.get(row.email)  # that they are known elsewhere is not told
            return known, [] if known and known.is_ours else ["new_person"]
        same = self.by_name.get(row.name.casefold(), [])
        return (same[0], ["by_name"]) if len(same) == 1 else (None, ["name_only"])


def aside(row: Participation, trouble: Trouble) -> Line:
    return Line(row.number, row.name or row.email, "", Outcome.ASIDE, (trouble,))


def known_people(network: Network, addresses: set[str]) -> tuple[dict[str, Known], dict[str, list[Known]]]:
    """Whom the addresses belong to, and the network's members by name. Three queries."""
    since: dict[int, date] = {}
    rows: Iterable[tuple[Any, ...]] = (
        Membership.objects.filter(network=network)
        .order_by("-joined_date")
        .values_list("person_id", "person__user_id", "person__user__full_name", "joined_date", "came")
    )
    names: dict[int, tuple[int, str]] = {}
    for person, user, name, joined, came in rows:
        # A list without days says only that they are members: then they were so before, too.
        since[person] = date.min if came == Membership.Came.IMPORT else joined
        names[person] = (user, name)
    ours = set(people_known_to(network).filter(user__email__in=addresses).values_list("pk", flat=True))
    people = {
        email: Known(user, person, name, since.get(person) if person else None, person in ours)
        for user, email, name, person in User.objects.filter(email__in=addresses).values_list(
            "pk", "email", "full_name", "person__pk"
        )
    }
    by_name: dict[str, list[Known]] = {}
    for person, (user, name) in names.items():
        by_name.setdefault(name.casefold(), []).append(Known(user, person, name, since[person]))
    return people, by_name


def answers_at(meetings: list[int]) -> Mapping[tuple[int, int | str], tuple[int, bool]]:
    """The sign-ups that are here, by meeting and person (or the name of who has no address): key, and whether they came."""
    rows = SignUp.objects.filter(meeting__in=meetings).values_list("pk", "meeting", "person", "name", "checked_in_at")
    return {(meeting, person or name): (pk, came_at is not None) for pk, meeting, person, name, came_at in rows}
