"""A second model of the season planner, as the judge of the first: mixed-integer programming with HiGHS (scipy).

Nothing is shared with the product: it reads the file format itself. It is the "strong" model: a column for each meeting, date,
topic and speaker together, and one for each meeting, date and venue, so that its linear relaxation is nearly the optimum.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Task = dict[str, Any]
Terms = dict[int, float]  # column → coefficient
Demand = tuple[
    str, Any
]  # which demand, and what it concerns: a meeting's number, an id, an area, a date …; None: the season
FREE = "free"  # instead of a date: a day nobody proposed, on which nobody is away and nothing closed


@dataclass
class Program:
    """Columns between 0 and 1, and rows low ≤ Σ coefficient · column ≤ high."""

    columns: list[Any] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)

    def column(self, key: Any) -> int:
        self.columns.append(key)
        return len(self.columns) - 1

    def row(self, terms: Terms, low: float, high: float) -> None:
        self.rows.append((terms, low, high))

    def minimize(self, terms: Terms) -> int | None:
        """The smallest sum, proven; None where nothing fits."""
        weights = np.zeros(len(self.columns))
        for column, weight in terms.items():
            weights[column] = weight
        at = [(row, column) for row, (terms_of, _, _) in enumerate(self.rows) for column in terms_of]
        values = [value for terms_of, _, _ in self.rows for value in terms_of.values()]
        shape = (len(self.rows), len(self.columns))
        matrix = coo_array((values, tuple(np.array(at, dtype=np.int32).T)), shape=shape).tocsc()
        limits = LinearConstraint(matrix, [row[1] for row in self.rows], [row[2] for row in self.rows])
        found = milp(
            weights,
            constraints=limits,
            bounds=Bounds(0, 1),
            integrality=np.ones(len(weights)),
            options={"mip_rel_gap": 0},
        )
        if found.status == 2:
            return None
        assert found.status == 0, found.message
        return round(float(weights @ np.round(found.x)))


def best(task: Task) -> tuple[int, int, int, int] | None:
    """The greatest support, then the greatest waiting, then the smallest sum of joined days, then the fewest meetings in a row in one
    area; None where there is no season. Each is proven."""
    program = Program()
    model = _Model(task, program)
    found = []
    for aim in (model.support, model.waited, model.joined, model.same_area):
        value = program.minimize(aim)
        if value is None:
            return None
        program.row(aim, -np.inf, value)
        found.append(value)
    return -found[0], -found[1], found[2], found[3]


def possible(task: Task, only: frozenset[Demand]) -> bool:
    """Whether there is a season that holds these demands, whatever it does about the others."""
    program = Program()
    _Model(task, program, only)
    return program.minimize({}) is not None


class _Model:
    def __init__(self, task: Task, program: Program, only: frozenset[Demand] | None = None) -> None:
        self.task, self.program, self.only = task, program, only
        self.demands = task.get("demands", {})
        self.support: Terms = {}
        self.waited: Terms = {}
        self.joined: Terms = {}
        self.same_area: Terms = {}
        self.days: list[dict[str, list[int]]] = []  # for each meeting: date → its columns of talks
        self.when: list[dict[str, list[int]]] = []  # the same by real days
        self.talks: list[dict[int, tuple[str, str]]] = []  # for each meeting: column → topic, speaker
        self.places: list[dict[int, Task]] = []  # for each meeting: column → venue
        self.agreed = {each["number"]: each for each in task.get("fixed", ())}
        self.meetings = sorted(task["meetings"], key=lambda each: each["number"])
        for meeting in self.meetings:
            self._talks(meeting)
            self._venues(meeting)
        self._distances()
        self._once()
        self._areas()
        self._people("hot_seat", "hot_seat", self.waited, lambda person: -person["waited"])
        self._people("newest", "introductions", self.joined, lambda person: _days(person["joined"]))

    def holds(self, demand: str, concern: Any = None) -> bool:
        return self.only is None or (demand, concern) in self.only

    def _agreed(self, number: int, what: str) -> Any:
        """What is fixed, if that is demanded."""
        value = self.agreed.get(number, {}).get(what)
        return value if self.holds("fixed", (number, what)) else None

    def _dates(self, meeting: Task) -> list[str]:
        number = meeting["number"]
        fixed = self._agreed(number, "date")
        there = self.agreed.get(number, {}).get("date")
        avoided = {each["date"] for each in self.demands.get("avoid", ()) if self.holds("avoid", each["date"])}
        days = set(meeting["candidates"]) - avoided | ({there} if there else set())
        if fixed:
            return [fixed]
        return sorted(days) + ([] if self.holds("candidates", number) else [FREE])

    def _when(self, days: dict[str, list[int]]) -> dict[str, list[int]]:
        """For each day the columns that say a meeting is then; a free day is any in the time of the season."""
        if FREE not in days:
            return days
        proposed = [date.fromisoformat(day) for meeting in self.task["meetings"] for day in meeting["candidates"]]
        first, last = min(proposed) - timedelta(60), max(proposed) + timedelta(60)
        any_day = {
            (first + timedelta(n)).isoformat(): [self.program.column((FREE, n))] for n in range((last - first).days + 1)
        }
        terms = {columns[0]: -1.0 for columns in any_day.values()}
        self.program.row({**dict.fromkeys(days[FREE], 1.0), **terms}, 0, 0)
        for day, columns in days.items():
            if day != FREE:
                any_day[day] = [*any_day[day], *columns]
        return any_day

    def _talks(self, meeting: Task) -> None:
        number = meeting["number"]
        days: dict[str, list[int]] = {}
        talks = {}
        for day in self._dates(meeting):
            days[day] = []
            for topic, speaker in self._pairs(meeting):
                if day in speaker["away"] and self.holds("speaker_away", number):
                    continue
                column = self.program.column((number, day, topic["id"], speaker["id"]))
                days[day].append(column)
                talks[column] = (topic["id"], speaker["id"])
                self.support[column] = -topic["support"]
        self.program.row(dict.fromkeys(talks, 1.0), 1, 1)
        self.days.append(days)
        self.when.append(self._when(days))
        self.talks.append(talks)

    def _pairs(self, meeting: Task) -> list[tuple[Task, Task]]:
        number = meeting["number"]
        return [
            (topic, speaker)
            for topic in self.task["topics"]
            if meeting["format"] in topic["formats"] or not self.holds("formats", number)
            if self._agreed(number, "topic") in (None, topic["id"])
            for speaker in self.task["speakers"]
            if topic["id"] in speaker["topics"] or not self.holds("speaker", number)
            if self._agreed(number, "speaker") in (None, speaker["id"])
        ]

    def _venues(self, meeting: Task) -> None:
        """The venue's date is the talk's, and it holds those expected: for each number of people one row."""
        number = meeting["number"]
        places: dict[int, Task] = {}
        for day, talks in self.days[-1].items():
            there = []
            for venue in self.task["venues"]:
                if self._open(venue, day, number) and self._agreed(number, "venue") in (None, venue["id"]):
                    there.append(self.program.column((number, day, venue["id"])))
                    places[there[-1]] = venue
            self.program.row({**dict.fromkeys(talks, 1.0), **dict.fromkeys(there, -1.0)}, 0, 0)
        self.places.append(places)
        if not self.holds("capacity", number):
            return
        expected = {topic["id"]: topic["expected"] for topic in self.task["topics"]}
        talks_now = self.talks[-1]
        for people in sorted({expected[topic] for topic, _ in talks_now.values()}):
            many = {column: 1.0 for column, (topic, _) in talks_now.items() if expected[topic] >= people}
            wide = {column: -1.0 for column, venue in places.items() if venue["capacity"] >= people}
            self.program.row({**many, **wide}, -np.inf, 0)

    def _open(self, venue: Task, day: str, number: int) -> bool:
        if day == FREE:
            return True
        if day in venue["closed"] and self.holds("closed", number):
            return False
        return date.fromisoformat(day).weekday() in venue["weekdays"] or not self.holds("weekdays", number)

    def _distances(self) -> None:
        if not self.demands.get("days_between"):
            return
        least, most = self.demands["days_between"]
        for meeting, (before, after) in zip(self.meetings[1:], pairwise(self.when), strict=True):
            if not self.holds("days_between", meeting["number"]):
                continue
            for one, other in ((before, after), (after, before)):
                for day, talks in one.items():
                    fits = [
                        column
                        for later, several in other.items()
                        if least <= _apart(day, later, one is after) <= most
                        for column in several
                    ]
                    self.program.row({**dict.fromkeys(talks, 1.0), **dict.fromkeys(fits, -1.0)}, -np.inf, 0)

    def _once(self) -> None:
        topics: dict[str, Terms] = {}
        speakers: dict[str, Terms] = {}
        for talks in self.talks:
            for column, (topic, speaker) in talks.items():
                topics.setdefault(topic, {})[column] = 1.0
                speakers.setdefault(speaker, {})[column] = 1.0
        if self.holds("topic_once"):
            for terms in topics.values():
                self.program.row(terms, 0, 1)
        for speaker in self.task["speakers"]:
            if self.holds("at_most", speaker["id"]):
                self.program.row(speakers.get(speaker["id"], {}), 0, speaker["at_most"])

    def _areas(self) -> None:
        areas = sorted({venue["area"] for venue in self.task["venues"]})
        there = [
            {area: {c: 1.0 for c, venue in places.items() if venue["area"] == area} for area in areas}
            for places in self.places
        ]
        most = self.demands.get("same_area_at_most")
        for area in areas:
            terms = {column: 1.0 for each in there for column in each[area]}
            least = 1 if self.demands.get("every_area") and self.holds("every_area", area) else 0
            limited = most is not None and self.holds("same_area_at_most", area)
            self.program.row(terms, least, most if limited else np.inf)
        for number, (before, after) in enumerate(pairwise(there)):
            again = self.program.column(("again", number))
            self.same_area[again] = 1.0
            for area in areas:
                self.program.row({**before[area], **after[area], again: -1.0}, -np.inf, 1)

    def _people(self, who: str, how_many: str, aim: Terms, weight: Any) -> None:
        turns: dict[str, Terms] = {}
        for meeting, days in zip(self.meetings, self.days, strict=True):
            number, needed = meeting["number"], meeting.get(how_many, 0)
            asked = {person["id"]: self.program.column((number, person["id"])) for person in self.task[who]}
            self.program.row(dict.fromkeys(asked.values(), 1.0), needed if self.holds(how_many, number) else 0, needed)
            for person in self.task[who]:
                column = asked[person["id"]]
                aim[column] = weight(person)
                turns.setdefault(person["id"], {})[column] = 1.0
                if self.holds(f"{who}_away", number):
                    here = [c for day, talks in days.items() if day not in person["away"] for c in talks]
                    self.program.row({column: 1.0, **dict.fromkeys(here, -1.0)}, -np.inf, 0)
        if self.holds("nobody_twice"):
            for terms in turns.values():
                self.program.row(terms, 0, 1)


def _days(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


def _apart(day: str, other: str, backwards: bool) -> int:
    days = _days(other) - _days(day)
    return -days if backwards else days
