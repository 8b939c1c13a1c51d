"""The season as a constraint model: one choice of date, topic, speaker and venue for each meeting, and who has a turn.

The compact formulation (one variable for each meeting and date, topic, speaker, venue and person) is proven optimal in a second or
two by one worker with the linear relaxation at its fullest; two workers, or less of the relaxation, do not end in a minute.

Each constraint is posted for the demand it belongs to (see `rules`). Where an explanation is looked for, each demand has a literal
that switches it; without one it simply holds.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from mikrovirk.programme.domain.season_plan.rules import Concern, Demand, Held
from mikrovirk.programme.domain.season_plan.season import Applicant, Newcomer, Season

Choice = dict[Any, cp_model.IntVar]  # what may be chosen, with its variable
Expression = Any  # a linear expression of the solver's


class SeasonModel:
    """The variables and constraints of one season."""

    def __init__(self, season: Season, *, switchable: bool = False) -> None:
        self.season = season
        self.cp = cp_model.CpModel()
        self.switchable = switchable
        self.switches: dict[Held, cp_model.IntVar] = {}
        numbers = [meeting.number for meeting in season.meetings]
        self.date = {m.number: self._choice(season.dates_of(m)) for m in season.meetings}
        self.topic = {number: self._choice(t.id for t in season.topics) for number in numbers}
        self.speaker = {number: self._choice(s.id for s in season.speakers) for number in numbers}
        self.venue = {number: self._choice(v.id for v in season.venues) for number in numbers}
        self.hot_seat = {m.number: self._turns(season.hot_seat, m.hot_seat) for m in season.meetings}
        self.newest = {m.number: self._turns(season.newest, m.introductions) for m in season.meetings}
        self._dates()
        self._topics()
        self._speakers()
        self._venues()
        self._areas()
        self._people()
        self._fixed()
        self.same_area = self._same_area()

    def hold(self, demand: Demand, concern: Concern, constraint: Any) -> None:
        """Post a constraint for a demand."""
        posted = self.cp.add(constraint)
        if self.switchable:
            posted.only_enforce_if(self.switch(Held(demand, concern)))

    def switch(self, held: Held) -> cp_model.IntVar:
        if held not in self.switches:
            self.switches[held] = self.cp.new_bool_var("")
        return self.switches[held]

    def _choice(self, things: Iterable[Any]) -> Choice:
        return {thing: self.cp.new_bool_var("") for thing in things}

    def _turns(self, people: Sequence[Applicant | Newcomer], needed: int) -> Choice:
        fixed = {
            name for each in self.season.fixed for name in (*each.hot_seat, *each.newest)
        }  # theirs even where nobody is called for
        return self._choice(person.id for person in people if needed or person.id in fixed)

    def _one(self, choice: Choice, demand: Demand, number: int) -> None:
        """Exactly one, whatever is let go; where there is nothing to choose from, the demand itself cannot hold."""
        if choice:
            self.cp.add_exactly_one(choice.values())
        else:
            self.hold(demand, number, self.cp.new_constant(0) >= 1)

    def _dates(self) -> None:
        for meeting in self.season.meetings:
            choice = self.date[meeting.number]
            self.cp.add_at_most_one(choice.values())
            self.hold(Demand.CANDIDATES, meeting.number, sum(choice.values()) >= 1)
            for day, chosen in choice.items():
                if day in self.season.reasons_to_avoid and day != self.season.fixed_dates.get(meeting.number):
                    self.hold(Demand.AVOID, day, chosen == 0)
        if self.season.days_between:
            self._distances(*self.season.days_between)
            if self.switchable:
                self._distances_of_any_date(*self.season.days_between)

    def _distances(self, least: int, most: int) -> None:
        for before, after in self.season.pairs():
            earlier, later = self.date[before.number], self.date[after.number]
            for day, chosen in earlier.items():
                wrong = [other for d, other in later.items() if not least <= (d - day).days <= most]
                self.hold(Demand.DAYS_BETWEEN, after.number, chosen + sum(wrong) <= 1)
            for day, chosen in later.items():
                wrong = [other for d, other in earlier.items() if not least <= (day - d).days <= most]
                self.hold(Demand.DAYS_BETWEEN, after.number, chosen + sum(wrong) <= 1)

    def _distances_of_any_date(self, least: int, most: int) -> None:
        """The distances again, for meetings whose candidates are let go: there must be a day for them, if no proposed one."""
        proposed = [day.toordinal() for choice in self.date.values() for day in choice] or [0]
        span = most * len(self.season.meetings)
        days = {}
        for number, choice in self.date.items():
            days[number] = self.cp.new_int_var(min(proposed) - span, max(proposed) + span, "")
            for day, chosen in choice.items():
                self.cp.add(days[number] == day.toordinal()).only_enforce_if(chosen)
        for before, after in self.season.pairs():
            distance = days[after.number] - days[before.number]
            self.hold(Demand.DAYS_BETWEEN, after.number, distance >= least)
            self.hold(Demand.DAYS_BETWEEN, after.number, distance <= most)

    def _topics(self) -> None:
        for meeting in self.season.meetings:
            choice = self.topic[meeting.number]
            self._one(choice, Demand.FORMATS, meeting.number)
            for topic in self.season.topics:
                if meeting.format not in topic.formats:
                    self.hold(Demand.FORMATS, meeting.number, choice[topic.id] == 0)
        for topic in self.season.topics:
            used = [choice[topic.id] for choice in self.topic.values()]
            self.hold(Demand.TOPIC_ONCE, None, sum(used) <= 1)

    def _speakers(self) -> None:
        can = {
            topic.id: [speaker.id for speaker in self.season.speakers if topic.id in speaker.topics]
            for topic in self.season.topics
        }
        for meeting in self.season.meetings:
            number, choice, topics = meeting.number, self.speaker[meeting.number], self.topic[meeting.number]
            self._one(choice, Demand.SPEAKER, number)
            for topic, chosen in topics.items():
                self.hold(Demand.SPEAKER, number, chosen <= sum(choice[name] for name in can[topic]))
            for speaker in self.season.speakers:
                theirs = sum(topics[topic] for topic in speaker.topics if topic in topics)
                self.hold(Demand.SPEAKER, number, choice[speaker.id] <= theirs)
                self._not_on(Demand.SPEAKER_AWAY, number, choice[speaker.id], speaker.away.__contains__)
        for speaker in self.season.speakers:
            speaks = sum(choice[speaker.id] for choice in self.speaker.values())
            self.hold(Demand.AT_MOST, speaker.id, speaks <= speaker.at_most)

    def _not_on(self, demand: Demand, number: int, chosen: cp_model.IntVar, wrong: Callable[[Any], bool]) -> None:
        """Not chosen on the dates that are wrong for it."""
        days = [variable for day, variable in self.date[number].items() if wrong(day)]
        if days:
            self.hold(demand, number, chosen + sum(days) <= 1)

    def _venues(self) -> None:
        for meeting in self.season.meetings:
            number, choice = meeting.number, self.venue[meeting.number]
            self._one(choice, Demand.CAPACITY, number)
            for venue in self.season.venues:
                chosen, open_on = choice[venue.id], venue.weekdays
                self._not_on(Demand.WEEKDAYS, number, chosen, lambda day, on=open_on: day.weekday() not in on)  # type: ignore[misc]
                self._not_on(Demand.CLOSED, number, chosen, venue.closed.__contains__)
            for topic in self.season.topics:
                small = [choice[venue.id] for venue in self.season.venues if venue.capacity < topic.expected]
                if small:
                    self.hold(Demand.CAPACITY, number, self.topic[number][topic.id] + sum(small) <= 1)

    def in_area(self, number: int, area: str) -> Expression:
        return sum(self.venue[number][venue.id] for venue in self.season.venues if venue.area == area)

    def _areas(self) -> None:
        for area in self.season.areas:
            there = sum(self.in_area(meeting.number, area) for meeting in self.season.meetings)
            if self.season.same_area_at_most is not None:
                self.hold(Demand.SAME_AREA, area, there <= self.season.same_area_at_most)
            if self.season.every_area:
                self.hold(Demand.EVERY_AREA, area, there >= 1)

    def _people(self) -> None:
        for meeting in self.season.meetings:
            number = meeting.number
            for demand, away, needed, people, turns in (
                (Demand.HOT_SEAT, Demand.HOT_SEAT_AWAY, meeting.hot_seat, self.season.hot_seat, self.hot_seat),
                (Demand.INTRODUCTIONS, Demand.NEWEST_AWAY, meeting.introductions, self.season.newest, self.newest),
            ):
                choice = turns[number]
                self.cp.add(sum(choice.values()) <= max(needed, 0))
                if needed:
                    self.hold(demand, number, self._sum(choice.values()) >= needed)
                for person in people:
                    if person.id in choice:
                        self._not_on(away, number, choice[person.id], person.away.__contains__)
        for name in sorted({p.id for p in self.season.hot_seat} | {p.id for p in self.season.newest}):
            choices = (*self.hot_seat.values(), *self.newest.values())
            turns_of = [choice[name] for choice in choices if name in choice]
            if len(turns_of) > 1:
                self.hold(Demand.NOBODY_TWICE, None, sum(turns_of) <= 1)

    def _sum(self, terms: Iterable[Any]) -> Expression:
        return sum(terms, start=self.cp.new_constant(0))

    def _fixed(self) -> None:
        for each in self.season.fixed:
            for what in ("date", "topic", "speaker", "venue"):
                chosen = getattr(each, what)
                if chosen is not None:
                    self.hold(Demand.FIXED, (each.number, what), getattr(self, what)[each.number][chosen] == 1)
            for what in ("hot_seat", "newest"):
                for name in getattr(each, what):
                    self.hold(Demand.FIXED, (each.number, what, name), getattr(self, what)[each.number][name] == 1)

    def _same_area(self) -> Expression:
        """How many meetings are in the same area as the one before: counted where that is aimed at."""
        again = []
        for before, after in self.season.pairs():
            one = self.cp.new_bool_var("")
            for area in self.season.areas:
                self.cp.add(self.in_area(before.number, area) + self.in_area(after.number, area) <= 1 + one)
            again.append(one)
        return self._sum(again)
