"""A second model of the season planner, as the judge of the first: mixed-integer programming with HiGHS (scipy).

Nothing is shared with the product: it reads the file format itself. It is the "strong" model: a column for each meeting, date,
topic and speaker together, and one for each meeting, date and venue, so that its linear relaxation is nearly the optimum.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Task = dict[str, Any]
Terms = dict[int, float]  # column → coefficient


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


class _Model:
    def __init__(self, task: Task, program: Program) -> None:
        self.task, self.program = task, program
        self.demands = task.get("demands", {})
        self.support: Terms = {}
        self.waited: Terms = {}
        self.joined: Terms = {}
        self.same_area: Terms = {}
        self.days: list[dict[str, list[int]]] = []  # for each meeting: date → its columns of talks
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

    def _dates(self, meeting: Task) -> list[str]:
        avoided = {each["date"] for each in self.demands.get("avoid", ())}
        if agreed := self.agreed.get(meeting["number"], {}).get("date"):
            return [agreed]
        return sorted(set(meeting["candidates"]) - avoided)

    def _talks(self, meeting: Task) -> None:
        agreed = self.agreed.get(meeting["number"], {})
        days: dict[str, list[int]] = {}
        talks = {}
        for day in self._dates(meeting):
            days[day] = []
            for topic in self.task["topics"]:
                if meeting["format"] not in topic["formats"] or agreed.get("topic") not in (None, topic["id"]):
                    continue
                for speaker in self.task["speakers"]:
                    if topic["id"] not in speaker["topics"] or day in speaker["away"]:
                        continue
                    if agreed.get("speaker") in (None, speaker["id"]):
                        column = self.program.column((meeting["number"], day, topic["id"], speaker["id"]))
                        days[day].append(column)
                        talks[column] = (topic["id"], speaker["id"])
                        self.support[column] = -topic["support"]
        self.program.row(dict.fromkeys(talks, 1.0), 1, 1)
        self.days.append(days)
        self.talks.append(talks)

    def _venues(self, meeting: Task) -> None:
        """The venue's date is the talk's, and it holds those expected: for each number of people one row."""
        agreed = self.agreed.get(meeting["number"], {}).get("venue")
        places: dict[int, Task] = {}
        for day, talks in self.days[-1].items():
            there = []
            for venue in self.task["venues"]:
                closed = day in venue["closed"] or date.fromisoformat(day).weekday() not in venue["weekdays"]
                if not closed and agreed in (None, venue["id"]):
                    there.append(self.program.column((meeting["number"], day, venue["id"])))
                    places[there[-1]] = venue
            self.program.row({**dict.fromkeys(talks, 1.0), **dict.fromkeys(there, -1.0)}, 0, 0)
        expected = {topic["id"]: topic["expected"] for topic in self.task["topics"]}
        talks_now = self.talks[-1]
        for people in sorted({expected[topic] for topic, _ in talks_now.values()}):
            many = {column: 1.0 for column, (topic, _) in talks_now.items() if expected[topic] >= people}
            wide = {column: -1.0 for column, venue in places.items() if venue["capacity"] >= people}
            self.program.row({**many, **wide}, -np.inf, 0)
        self.places.append(places)

    def _distances(self) -> None:
        if not self.demands.get("days_between"):
            return
        least, most = self.demands["days_between"]
        for before, after in pairwise(self.days):
            for one, other in ((before, after), (after, before)):
                for day, talks in one.items():
                    fits = [
                        c
                        for d, several in other.items()
                        if least <= _apart(day, d, one is after) <= most
                        for c in several
                    ]
                    self.program.row({**dict.fromkeys(talks, 1.0), **dict.fromkeys(fits, -1.0)}, -np.inf, 0)

    def _once(self) -> None:
        at_most = {speaker["id"]: speaker["at_most"] for speaker in self.task["speakers"]}
        topics: dict[str, Terms] = {}
        speakers: dict[str, Terms] = {}
        for talks in self.talks:
            for column, (topic, speaker) in talks.items():
                topics.setdefault(topic, {})[column] = 1.0
                speakers.setdefault(speaker, {})[column] = 1.0
        for terms in topics.values():
            self.program.row(terms, 0, 1)
        for name, terms in speakers.items():
            self.program.row(terms, 0, at_most[name])

    def _areas(self) -> None:
        areas = sorted({venue["area"] for venue in self.task["venues"]})
        there = [
            {area: {c: 1.0 for c, venue in places.items() if venue["area"] == area} for area in areas}
            for places in self.places
        ]
        most = self.demands.get("same_area_at_most")
        for area in areas:
            terms = {column: 1.0 for each in there for column in each[area]}
            least = 1 if self.demands.get("every_area") else 0
            self.program.row(terms, least, np.inf if most is None else most)
        for number, (before, after) in enumerate(pairwise(there)):
            again = self.program.column(("again", number))
            self.same_area[again] = 1.0
            for area in areas:
                self.program.row({**before[area], **after[area], again: -1.0}, -np.inf, 1)

    def _people(self, who: str, how_many: str, aim: Terms, weight: Any) -> None:
        turns: dict[str, Terms] = {}
        for meeting, days in zip(self.meetings, self.days, strict=True):
            needed = meeting.get(how_many, 0)
            asked = {person["id"]: self.program.column((meeting["number"], person["id"])) for person in self.task[who]}
            self.program.row(dict.fromkeys(asked.values(), 1.0), needed, needed)
            for person in self.task[who]:
                column = asked[person["id"]]
                aim[column] = weight(person)
                turns.setdefault(person["id"], {})[column] = 1.0
                here = [c for day, talks in days.items() if day not in person["away"] for c in talks]
                self.program.row({column: 1.0, **dict.fromkeys(here, -1.0)}, -np.inf, 0)
        for terms in turns.values():
            self.program.row(terms, 0, 1)


def _days(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


def _apart(day: str, other: str, backwards: bool) -> int:
    days = _days(other) - _days(day)
    return -days if backwards else days
