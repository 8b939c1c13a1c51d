"""Why there is no plan: a smallest set of demands that cannot hold together.

Deletion: leave a demand out; if the rest still cannot hold, it was not needed. What is left at the end cannot hold, and without any
one of it could. First whole kinds of demands are left out, so that an explanation names as few kinds as may be.

The solver's own list of conflicting assumptions shortens this, but is not trusted: it has been known to hold literals that were no
assumptions, and sets that could hold (google/or-tools issues 5141, 2649, 2563). It is used where it names only demands and cannot
hold by itself; otherwise the deletion begins with all demands.
"""

from collections.abc import Callable, Iterable, Sequence

from ortools.sat.python import cp_model

from mikrovirk.programme.domain.season_plan.model import SeasonModel
from mikrovirk.programme.domain.season_plan.rules import Demand, Held, in_order
from mikrovirk.programme.domain.season_plan.season import Season
from mikrovirk.programme.domain.season_plan.solving import EFFORT, Undecided, solver_for

_EFFORT_FOR_CORE = 2.0  # the shortcut is worth no more
_WORTH = {Demand.FIXED: 3, Demand.WANTED: 1000}  # letting go of what is agreed counts as much as three other demands


class Explainer:
    """A season whose demands can be let go."""

    def __init__(self, season: Season, *, topic: str | None = None, effort: float = EFFORT) -> None:
        """With a `topic` it is demanded that it has a meeting, too."""
        self.model = SeasonModel(season, switchable=True)
        self.effort = effort
        if topic is not None:
            self.model.hold(Demand.WANTED, topic, sum(choice[topic] for choice in self.model.topic.values()) >= 1)
        self.all = tuple(sorted(self.model.switches, key=in_order))

    def possible(self, demands: Iterable[Held]) -> bool:
        """Whether there is a plan that holds these demands, whatever it does about the others. Raises Undecided."""
        cp = self.model.cp.clone()
        held = frozenset(demands)
        for each, switch in self.model.switches.items():
            literal = cp.get_bool_var_from_proto_index(switch.index)
            cp.add_bool_and([literal if each in held else literal.negated()])
        status = solver_for(self.effort).solve(cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE):
            raise Undecided
        return status != cp_model.INFEASIBLE

    def conflict(self) -> tuple[Held, ...]:
        """Return demands that cannot hold together while all but any one can; empty where all can."""
        suspects = self._core()
        if suspects is None or self.possible(suspects):
            suspects = self.all
            if self.possible(suspects):
                return ()
        return minimal(suspects, lambda demands: not self.possible(demands))

    def _core(self) -> tuple[Held, ...] | None:
        """What the solver says is in conflict, or None where it says nothing that can be used."""
        cp = self.model.cp.clone()
        by_index = {switch.index: held for held, switch in self.model.switches.items()}
        cp.add_assumptions([cp.get_bool_var_from_proto_index(index) for index in by_index])
        solver = solver_for(_EFFORT_FOR_CORE)
        if solver.solve(cp) != cp_model.INFEASIBLE:
            return None
        core = solver.sufficient_assumptions_for_infeasibility()
        if not core or not by_index.keys() >= set(core):
            return None
        return tuple(sorted((by_index[index] for index in core), key=in_order))

    def relaxation(self) -> tuple[Held, ...]:
        """Return the cheapest demands to let go so that there is a plan: as few as possible, agreed things the last."""
        cp = self.model.cp.clone()
        let_go = {
            each: cp.get_bool_var_from_proto_index(switch.index).negated()
            for each, switch in self.model.switches.items()
        }
        cp.minimize(sum(_WORTH.get(each.demand, 1) * literal for each, literal in let_go.items()))
        solver = solver_for(self.effort)
        if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise Undecided
        return tuple(each for each in self.all if solver.boolean_value(let_go[each]))


def minimal(suspects: Sequence[Held], impossible: Callable[[Sequence[Held]], bool]) -> tuple[Held, ...]:
    """Leave out whole kinds, then single demands, as long as the rest stays impossible."""
    left = list(suspects)
    for kind in reversed(Demand):
        without = [each for each in left if each.demand != kind]
        if len(without) < len(left) and impossible(without):
            left = without
    for each in reversed(tuple(left)):
        without = [other for other in left if other != each]
        if impossible(without):
            left = without
    return tuple(left)
