"""Who has told of themselves: new members' turns that were on long enough, and those that came to nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from mikrovirk.live.domain.running import Action, Run, Turn, after, fold

KIND = "introductions"  # programme.domain.agenda.Kind
HEARD_SECONDS = 30  # a turn that was on for less was pressed by mistake


def seconds_on(turns: Sequence[Turn], actions: Sequence[Action], *, now: datetime) -> Counter[str]:
    """For how many seconds each turn was on by now, without pauses."""
    run, before, spent = Run(tuple(turns)), now, Counter[str]()
    for action in sorted(actions, key=lambda action: action.at):
        add_since(spent, run, before, action.at)
        run, before = after(run, action), action.at
    add_since(spent, run, before, now)
    return spent


def add_since(spent: Counter[str], run: Run, before: datetime, until: datetime) -> None:
    if run.now_on and run.since:
        spent[run.now_on] += max(int((until - before).total_seconds()), 0)


def heard(turns: Sequence[Turn], actions: Sequence[Action], *, now: datetime) -> tuple[Turn, ...]:
    """The turns of those who have told of themselves, as they were given in the end."""
    spent = seconds_on(turns, actions, now=now)
    return tuple(
        turn
        for turn in fold(turns, actions).turns
        if turn.kind == KIND and turn.who and spent[turn.key] >= HEARD_SECONDS
    )


def passed_over(turns: Sequence[Turn], actions: Sequence[Action], *, now: datetime) -> frozenset[int]:
    """The people whose turn was left out or given to somebody else, and who had none other."""
    run = fold(turns, actions)
    told = {turn.person for turn in heard(turns, actions, now=now)}
    have = {turn.person for turn in run.turns if turn.kind == KIND and turn.key not in run.skipped}
    planned = {turn.person for turn in turns if turn.kind == KIND}
    return frozenset(person for person in planned - told - have if person is not None)
