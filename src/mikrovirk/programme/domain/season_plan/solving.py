"""The best plan of a season: one aim after the other, then the smallest ids. The same season gives the same plan, byte for byte.

One worker, a fixed seed and limits in the solver's own steps instead of seconds: the clock decides nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ortools.sat.python import cp_model

from mikrovirk.programme.domain.season_plan.model import Choice, Expression, SeasonModel
from mikrovirk.programme.domain.season_plan.season import Plan, Planned, Season, plan_of

EFFORT = 60.0  # in steps of the solver for one aim, very roughly seconds; a season of twelve meetings needs less than 2
_EFFORT_AT_ONCE = 20.0  # for all the smallest ids in one search; past it they are found meeting by meeting
_RANKS_AT_ONCE = 50  # people whose order fits into one whole number of 64 bits

Adding = Callable[
    [SeasonModel], Sequence[Expression]
]  # posts further constraints; returns aims that come before all others


class Undecided(Exception):
    """Within the effort neither a plan was found nor proven that there is none."""


def best_plan(season: Season, *, adding: Adding | None = None, effort: float = EFFORT) -> Plan | None:
    """Return the best plan, or None where there is none; `adding` is for plans that must be something more.

    `plan.optimal` is False where an aim could not be proven within the effort. Raises Undecided where not even a plan was found.
    """
    model = SeasonModel(season)
    first = list(adding(model)) if adding else []
    search = _Search(model, effort)
    for aim in (*first, *aims(model)):
        if not search.minimize(aim):
            return None
    search.smallest_ids()
    return plan_of(season, search.planned(), optimal=search.proven)


def aims(model: SeasonModel) -> tuple[Expression, ...]:
    """What is to be as small as possible, the most important first (see `rules`)."""
    season = model.season
    support = {topic.id: topic.support for topic in season.topics}
    waited = {person.id: person.waited for person in season.hot_seat}
    joined = {person.id: person.joined_day for person in season.newest}
    return (
        -_weighted(model.topic.values(), support),
        -_weighted(model.hot_seat.values(), waited),
        _weighted(model.newest.values(), joined),
        model.same_area,
    )


def _weighted(choices: Iterable[Choice], weight: dict[str, int]) -> Expression:
    terms = [(variable, weight[name]) for choice in choices for name, variable in choice.items()]
    return cp_model.LinearExpr.weighted_sum([each for each, _ in terms], [number for _, number in terms])


def solver_for(effort: float) -> cp_model.CpSolver:
    """A solver of one worker. Measured: both settings are needed, two workers do not prove a season of twelve in a minute."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = effort
    return solver


class _Search:
    """The model with what is decided so far, and the best found for it."""

    def __init__(self, model: SeasonModel, effort: float) -> None:
        self.model = model
        self.effort = effort
        self.proven = True
        self.found: list[int] = []  # the value of each variable

    def minimize(self, aim: Expression) -> bool:
        """Decide one aim, and hold to it from now on; False where nothing fits. Raises Undecided."""
        cp = self.model.cp
        cp.minimize(aim)
        solver = solver_for(self.effort)
        status = solver.solve(cp)
        if status == cp_model.INFEASIBLE:
            return False
        if status == cp_model.OPTIMAL or status == cp_model.FEASIBLE:
            self.proven = self.proven and status == cp_model.OPTIMAL
            cp.add(aim <= round(solver.objective_value))
            self._keep(solver)
        elif self.found:
            self.proven = False
        else:
            raise Undecided
        cp.clear_objective()  # type: ignore[no-untyped-call]
        return True

    def _keep(self, solver: cp_model.CpSolver) -> None:
        """Remember what was found, and tell the next search where to begin."""
        cp = self.model.cp
        variables = [cp.get_int_var_from_proto_index(index) for index in range(len(cp.proto.variables))]
        self.found = [solver.value(variable) for variable in variables]
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(variables, self.found, strict=True):
            cp.add_hint(variable, value)

    def smallest_ids(self) -> None:
        """Of all that is equal by the aims the smallest: a search that always tries the smallest first finds it first.

        Presolving and symmetries are off: with them equal plans are lost, and the first found is not always the smallest. Where the
        search does not end, each choice is minimised alone.
        """
        solver = solver_for(min(_EFFORT_AT_ONCE, self.effort))
        solver.parameters.search_branching = cp_model.FIXED_SEARCH
        solver.parameters.cp_model_presolve = False
        solver.parameters.symmetry_level = 0
        cp = self.model.cp.clone()
        cp.clear_hints()  # type: ignore[no-untyped-call]
        in_order = [cp.get_int_var_from_proto_index(each.index) for choice in self._choices() for each in choice]
        cp.add_decision_strategy(in_order, cp_model.CHOOSE_FIRST, cp_model.SELECT_MAX_VALUE)
        if solver.solve(cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.found = [
                solver.value(cp.get_int_var_from_proto_index(index)) for index in range(len(cp.proto.variables))
            ]
        else:
            self.smallest_one_by_one()

    def smallest_one_by_one(self) -> None:
        """The same by one search for each choice: slower, but each is small and has a bound."""
        for choice in self._choices():
            for start in range(0, len(choice), _RANKS_AT_ONCE):
                ranks = choice[start : start + _RANKS_AT_ONCE]
                self.minimize(-sum(variable * 2 ** (len(ranks) - rank - 1) for rank, variable in enumerate(ranks)))

    def _choices(self) -> Iterator[list[cp_model.IntVar]]:
        """For each meeting in order its choices, the smallest id first (dates, topics … are sorted in the model)."""
        model = self.model
        for meeting in model.season.meetings:
            for each in (model.date, model.topic, model.speaker, model.venue, model.hot_seat, model.newest):
                if each[meeting.number]:
                    yield list(each[meeting.number].values())

    def planned(self) -> tuple[Planned, ...]:
        model = self.model
        return tuple(
            Planned(
                number=number,
                date=self._chosen(model.date[number])[0],
                topic=self._chosen(model.topic[number])[0],
                speaker=self._chosen(model.speaker[number])[0],
                venue=self._chosen(model.venue[number])[0],
                hot_seat=self._chosen(model.hot_seat[number]),
                newest=self._chosen(model.newest[number]),
            )
            for number in (meeting.number for meeting in model.season.meetings)
        )

    def _chosen(self, choice: Choice) -> tuple[Any, ...]:
        return tuple(thing for thing, variable in choice.items() if self.found[variable.index])
