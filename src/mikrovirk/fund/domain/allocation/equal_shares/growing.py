"""Equal shares with larger and larger endowments (Add1)."""

from dataclasses import dataclass
from fractions import Fraction

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate
from mikrovirk.fund.domain.allocation.equal_shares.run import Run

LONGEST_PAUSE = 16  # runs without looking ahead, where looking ahead found nothing


@dataclass(frozen=True, slots=True)
class Result:
    """The run that counts, by how many units each voter's endowment had grown, and when the watched project was first bought."""

    run: Run
    steps: int
    watched_at: int | None = None


def endowment_after(voters: Electorate, steps: int) -> Fraction:
    """The pot by the number of voters, and `steps` units more."""
    return Fraction(voters.budget, voters.voters) + steps * voters.unit


def one_run(voters: Electorate, steps: int = 0, *, watched: int | None = None) -> Result:
    """One run; without completion it is the one with the pot itself shared equally."""
    run = Run(voters, endowment_after(voters, steps))
    run.buy_all()
    return Result(run, steps, steps if watched in run.bought else None)


def with_add1(voters: Electorate, *, stop_when_exhaustive: bool, begin: int = 0, watched: int | None = None) -> Result:
    """The last run before the first that costs more than the pot; the endowment grows by a unit from run to run.

    `begin`: a step that is known to be reached; `watched`: a project.
    """
    found = one_run(voters, begin, watched=watched)
    pause = waited = 0
    while not is_last(voters, found.run, stop_when_exhaustive=stop_when_exhaustive):
        look_ahead = waited >= pause
        steps = found.steps + 1
        run = Run(voters, endowment_after(voters, steps), look_ahead=look_ahead)
        run.buy_all(voters.budget)
        if run.cost > voters.budget:
            break
        same = 0  # so many steps more decide the same
        if not is_last(voters, run, stop_when_exhaustive=stop_when_exhaustive):
            same = int(run.safe * (1 - 1e-6) / voters.unit)
        if look_ahead:
            pause, waited = (0 if same else min(2 * pause + 1, LONGEST_PAUSE)), 0
        else:
            waited += 1
        watched_at = steps if found.watched_at is None and watched in run.bought else found.watched_at
        found = Result(run, steps + same, watched_at)
    return found


def is_last(voters: Electorate, run: Run, *, stop_when_exhaustive: bool) -> bool:
    """Whether larger endowments change nothing, or need not be tried."""
    return len(run.bought) == len(voters.ids) or (stop_when_exhaustive and is_exhaustive(voters, run))


def is_exhaustive(voters: Electorate, run: Run) -> bool:
    """Whether nothing that is not bought would fit into what is left of the pot."""
    left = voters.budget - run.cost
    bought = set(run.bought)
    return all(cost > left for project, cost in enumerate(voters.costs) if project not in bought)
