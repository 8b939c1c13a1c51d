"""Made-up votes on how a pot is divided, as Pabulib files: the same for us and for the reference implementation."""

import random
from itertools import accumulate

STEPS = (100, 250, 500, 500, 1000, 1000, 1000, 2500, 5000)  # people ask for round amounts
QUARTERS = 6


def vote(projects: int, voters: int, *, budget: int, seed: int, longest: int = 7) -> str:
    """A vote whose projects cost three times the pot together.

    A few projects are known everywhere, most in their own quarter of town; a voter names up to `longest`, two in three of
    their own quarter.
    """
    dice = random.Random(seed)
    costs = [dice.lognormvariate(0, 0.9) for _ in range(projects)]
    scale = 3 * budget / sum(costs)
    costs = [min(budget, rounded(cost * scale, dice)) for cost in costs]
    known = [dice.paretovariate(1.1) for _ in range(projects)]
    near: list[list[int]] = [[] for _ in range(QUARTERS)]
    for project in range(projects):
        near[dice.randrange(QUARTERS)].append(project)
    near = [each or list(range(projects)) for each in near]
    weights = [list(accumulate(known[project] for project in each)) for each in near]
    everywhere = list(accumulate(known))
    ballots = []
    for _ in range(voters):
        quarter = dice.randrange(QUARTERS)
        named = set()
        for _ in range(dice.choice(range(1, longest + 1))):
            if dice.random() < 2 / 3:
                named.add(dice.choices(near[quarter], cum_weights=weights[quarter])[0])
            else:
                named.add(dice.choices(range(projects), cum_weights=everywhere)[0])
        ballots.append(sorted(named))
    return as_file(costs, ballots, budget)


def small_vote(seed: int) -> str:
    """Four to fifteen voters, and few different costs: the kind of vote in which odd things happen."""
    dice = random.Random(seed)
    costs = [dice.choice((10, 20, 30, 40, 50, 60, 80, 100)) for _ in range(dice.randint(3, 8))]
    named = (
        dice.sample(range(len(costs)), dice.randint(1, min(len(costs) - 1, 3))) for _ in range(dice.randint(4, 15))
    )
    return as_file(costs, [sorted(each) for each in named], sum(costs) // 2)


def rounded(cost: float, dice: random.Random) -> int:
    step = dice.choice(STEPS)
    return max(step, round(cost / step) * step)


def as_file(costs: list[int], ballots: list[list[int]], budget: int) -> str:
    """A Pabulib file of approvals."""
    votes = [0] * len(costs)
    for ballot in ballots:
        for project in ballot:
            votes[project] += 1
    meta = {
        "description": "made up",
        "num_projects": len(costs),
        "num_votes": len(ballots),
        "budget": budget,
        "vote_type": "approval",
    }
    lines = [
        "META",
        "key;value",
        *(f"{key};{value}" for key, value in meta.items()),
        "PROJECTS",
        "project_id;cost;votes",
    ]
    lines += [f"p{number};{cost};{votes[number]}" for number, cost in enumerate(costs)]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{number};{','.join(f'p{project}' for project in ballot)}" for number, ballot in enumerate(ballots)]
    return "\n".join(lines) + "\n"
