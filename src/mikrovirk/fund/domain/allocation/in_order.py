"""One project after the other in an order, while the money lasts."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from mikrovirk.fund.domain.allocation.election import Election, Project


def by_votes(election: Election) -> list[Project]:
    """Who has votes, most first; of equals the lower cost, then the lot."""
    return _sorted(election, lambda project: Fraction(election.votes[project.id]), election.supporters.__getitem__)


def by_score(election: Election) -> list[Project]:
    """Who was assessed, best first; of equals the lower cost, then more votes, then the lot."""
    return _sorted(
        election, lambda project: project.score or Fraction(0), lambda id: election.by_id[id].score is not None
    )


def _sorted(election: Election, worth: Callable[[Project], Fraction], counts: Callable[[str], object]) -> list[Project]:
    ties = election.tie_order
    return sorted(
        (each for each in election.projects if counts(each.id)), key=lambda each: (-worth(each), ties[each.id])
    )


def what_fits(projects: Iterable[Project], money: int) -> list[Project]:
    """Each that fits into what those before it left; what no longer fits is passed over."""
    found = []
    for project in projects:
        if project.cost <= money:
            money -= project.cost
            found.append(project)
    return found
