"""Why each meeting of a plan is as it is: facts that can be checked against the season, in words.

Each reason compares what was chosen with what else would have held every demand with the rest of the plan unchanged.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.season import Applicant, Fixed, Meeting, Newcomer, Plan, Planned, Season
from mikrovirk.programme.domain.season_plan.texts import Names, as_it_is, day, listed
from mikrovirk.programme.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it is about ("date", "topic", "warning" …), in words."""

    about: str
    wording: Wording


def because(season: Season, plan: Plan, number: int, *, names: Names = as_it_is) -> tuple[Reason, ...]:
    """Return the reasons for one meeting of a plan, warnings first."""
    about = _About(season, plan, number, names)
    return (*about.warnings(), about.date(), *about.topic(), about.speaker(), *about.venue(), *about.turns())


class _About:
    def __init__(self, season: Season, plan: Plan, number: int, names: Names) -> None:
        self.season, self.plan, self.names = season, plan, names
        self.position = next(at for at, each in enumerate(plan.meetings) if each.number == number)
        self.planned: Planned = plan.meetings[self.position]
        self.meeting: Meeting = season.meetings[self.position]
        self.fixed: Fixed = next((each for each in season.fixed if each.number == number), Fixed(number))
        self.chosen = next(each for each in season.topics if each.id == self.planned.topic)

    def instead(self, **other: object) -> bool:
        """Whether every demand holds with this one change."""
        changed = list(self.plan.meetings)
        changed[self.position] = replace(self.planned, **other)  # type: ignore[arg-type]
        return not broken(self.season, changed)

    def warnings(self) -> Iterator[Reason]:
        agreed = self.fixed.date
        if agreed is None:
            return
        words = day(agreed)
        if agreed in self.season.reasons_to_avoid:
            why = self.season.reasons_to_avoid[agreed]
            tail = f": {why}" if why else ""
            yield Reason(
                "warning",
                Wording(
                    f"Obs: {words.da} skulle undgås{tail}. Datoen er aftalt og bliver stående.",
                    f"Note: {words.en} was to be avoided{tail}. The date is agreed and stands.",
                ),
            )
        elif agreed not in self.meeting.candidates:
            yield Reason(
                "warning",
                Wording(
                    f"Obs: {words.da} er ikke blandt de foreslåede datoer. Den er aftalt og bliver stående.",
                    f"Note: {words.en} is not among the proposed dates. It is agreed and stands.",
                ),
            )

    def date(self) -> Reason:
        if self.fixed.date:
            return Reason("date", Wording("Datoen ligger fast.", "The date is fixed."))
        proposed = sorted(set(self.meeting.candidates))
        fitting = [each for each in proposed if self.instead(date=each)]
        if len(fitting) == 1 and len(proposed) == 1:
            return Reason("date", Wording("Den eneste dato, der er foreslået.", "The only date that was proposed."))
        if len(fitting) == 1:
            da = f"Den eneste af {len(proposed)} foreslåede datoer, der passer med resten af planen."
            en = f"The only one of {len(proposed)} proposed dates that fits the rest of the plan."
        elif self.planned.date == fitting[0]:
            da = f"Den første af {len(fitting)} datoer, der passer med resten af planen."
            en = f"The first of {len(fitting)} dates that fit the rest of the plan."
        else:
            da = f"En af {len(fitting)} datoer, der passer med resten af planen."
            en = f"One of {len(fitting)} dates that fit the rest of the plan."
        return Reason("date", Wording(da, en))

    def topic(self) -> Iterator[Reason]:
        if self.fixed.topic:
            yield Reason("topic", Wording("Emnet er aftalt.", "The topic is agreed."))
            return
        fitting = [each for each in self.season.topics if self.meeting.format in each.formats]
        rank = 1 + sum(each.support > self.chosen.support for each in fitting)
        support, form = self.chosen.support, self.meeting.format
        yield Reason(
            "topic",
            Wording(
                f"{support} ønsker emnet: nr. {rank} af de {len(fitting)} emner, der passer til {form}.",
                f"{support} want the topic: number {rank} of the {len(fitting)} that fit {form}.",
            ),
        )
        yield from self._passed_over()

    def _passed_over(self) -> Iterator[Reason]:
        """The most wanted topic that has no meeting though more want it than this one, and what keeps it out."""
        used = {each.topic for each in self.plan.meetings}
        more = [
            each
            for each in self.season.topics
            if each.id not in used and self.meeting.format in each.formats and each.support > self.chosen.support
        ]
        if not more:
            return
        topic = min(more, key=lambda each: (-each.support, each.id))
        can = [each for each in self.season.speakers if topic.id in each.topics]
        if not can:
            da, en = "ingen oplægsholder kan tale om det", "no speaker can speak on it"
        elif all(self.planned.date in each.away for each in can):
            da, en = "ingen, der kan tale om det, kan den dag", "nobody who can speak on it can come that day"
        elif not any(each.capacity >= topic.expected for each in self.season.venues):
            da, en = "intet mødested har plads til dem, der ventes", "no venue holds those expected"
        else:
            da, en = "det ville koste andre ønsker mere", "it would cost other wishes more"
        name = self.names(topic.id)
        yield Reason(
            "topic",
            Wording(
                f"{name} ønskes af flere ({topic.support}), men {da}.",
                f"{name} is wanted by more ({topic.support}), but {en}.",
            ),
        )

    def speaker(self) -> Reason:
        name = self.names(self.planned.speaker)
        if self.fixed.speaker:
            return Reason("speaker", Wording(f"{name} er aftalt.", f"{name} is agreed."))
        can = [each for each in self.season.speakers if self.planned.topic in each.topics]
        free = [each for each in can if self.planned.date not in each.away]
        if len(free) == 1:
            da = f"{name} er den eneste, der kan tale om emnet og kan komme den dag."
            en = f"{name} is the only one who can speak on the topic and can come that day."
        else:
            da = f"{name} er en af {len(free)}, der kan tale om emnet og kan komme den dag."
            en = f"{name} is one of {len(free)} who can speak on the topic and can come that day."
        return Reason("speaker", Wording(da, en))

    def venue(self) -> Iterator[Reason]:
        area = {each.id: each.area for each in self.season.venues}
        venue = next(each for each in self.season.venues if each.id == self.planned.venue)
        name = self.names(venue.id)
        if self.fixed.venue:
            yield Reason("venue", Wording(f"{name} er aftalt.", f"{name} is agreed."))
        expected = self.chosen.expected
        yield Reason(
            "venue",
            Wording(
                f"{name} har plads til {venue.capacity}; {expected} ventes.",
                f"{name} holds {venue.capacity}; {expected} are expected.",
            ),
        )
        here = [each for each in self.plan.meetings if area[each.venue] == venue.area]
        if self.season.every_area and len(here) == 1:
            da, en = f"{venue.area} får sit møde i sæsonen.", f"{venue.area} has its meeting of the season."
        elif self.position == 0:
            return
        elif area[self.plan.meetings[self.position - 1].venue] != venue.area:
            da, en = f"{venue.area}: en anden egn end sidst.", f"{venue.area}: another area than last time."
        else:
            da, en = f"{venue.area}: samme egn som sidst.", f"{venue.area}: the same area as last time."
        yield Reason("venue", Wording(da, en))

    def turns(self) -> Iterator[Reason]:
        earlier = self.plan.meetings[: self.position]
        done = {name for each in earlier for name in (*each.hot_seat, *each.newest)}
        for name in self.planned.hot_seat:
            person = next(each for each in self.season.hot_seat if each.id == name)
            rest = self._there(self.season.hot_seat, done)
            first = all(other.waited <= person.waited for other in rest if isinstance(other, Applicant))
            da, en = (", længst af dem, der kan den dag", ", the longest of those who can come") if first else ("", "")
            yield Reason(
                "hot_seat",
                Wording(
                    f"Den varme stol: {self.names(name)} har ventet {person.waited}{da}.",
                    f"The hot seat: {self.names(name)} has waited {person.waited}{en}.",
                ),
            )
        if self.planned.newest:
            yield self._introduced(done)

    def _introduced(self, done: set[str]) -> Reason:
        people = [each for each in self.season.newest if each.id in self.planned.newest]
        rest = self._there(self.season.newest, done | {each.id for each in people})
        last = max(each.joined for each in people)
        first = all(other.joined >= last for other in rest if isinstance(other, Newcomer))
        da, en = (
            (": medlem længst af dem, der mangler og kan den dag", ": members longest of those left who can come")
            if first
            else ("", "")
        )
        who = listed(self.names(each.id) for each in people)
        return Reason("newest", Wording(f"3 × 3 minutter: {who.da}{da}.", f"3 × 3 minutes: {who.en}{en}."))

    def _there(
        self, people: Sequence[Applicant] | Sequence[Newcomer], done: set[str]
    ) -> list[Applicant] | list[Newcomer]:
        return [each for each in people if each.id not in done and self.planned.date not in each.away]  # type: ignore[return-value]
