"""Web processes, workers, PostgreSQL and Redis are killed (SIGKILL) while people sign up through two web hosts.

Nothing that was acknowledged is lost, nothing is sent twice but the mail that was in flight, and all is back by itself.
"""

import random
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults import machines
from tests.faults.crowd import Crowd
from tests.faults.machines import KINDS, Machines

BACK_WITHIN = 10.0  # seconds
BESIDE_OTHERS = 2  # times that, where other tests run on the same two cores
SENT_WITHIN = 60.0  # seconds, for the last mails once nothing fails any more
KILLS = 20  # of each kind
LONGEST = 1.2  # seconds between one being back and the next kill; its other half is then still starting


@dataclass
class Killed:
    """What was killed when (monotonic seconds), and how long it was until all was as before."""

    kind: str
    at: float = field(default_factory=time.monotonic)
    back_after: float = 0.0


@contextmanager
def crowd_at_work(*, hosts: int) -> Generator[tuple[Machines, Crowd], None, None]:
    """An installation in which people sign up."""
    # Not in pytest's own folder, which closes itself to PostgreSQL's user.
    with (
        TemporaryDirectory(prefix="mikrovirk-faults-") as folder,
        machines.running(Path(folder), hosts=hosts) as several,
    ):
        crowd = Crowd(list(several.webs), several.path, several.mails).begin()
        try:
            machines.until(lambda: crowd.back_after(0) is not None)
            yield several, crowd
        finally:
            crowd.end()


def kill(several: Machines, crowd: Crowd, kind: str, dice: random.Random) -> Killed:
    """Kill one of that kind, and wait until somebody who pressed after it had their answer and their mail."""
    several.until_up(kind)
    killed = Killed(kind)
    several.kill(kind, dice)
    machines.until(lambda: crowd.back_after(killed.at) is not None)
    return replace(killed, back_after=crowd.back_after(killed.at) or 0.0)


def check_nothing_is_lost(several: Machines, crowd: Crowd, killed: list[Killed]) -> None:
    """Everybody who was told so is signed up, once; everybody has the mail, and hardly anybody twice."""
    crowd.end()
    machines.until(lambda: several.ask(WAITING) == [(0,)], within=SENT_WITHIN)
    rows = Counter(email for (email,) in several.ask(SIGNED_UP))
    assert [email for email in crowd.answered if rows[email] != 1] == []
    assert [email for email, count in rows.items() if count > 1] == []
    mails = Counter(several.mails.taken())
    reached = {to for _message, to in mails}
    assert [email for email in crowd.answered if email not in reached] == []
    assert len(mails) == len(reached)  # with one Message-ID each: who gets it twice sees it once
    times = Counter(each.kind for each in killed)
    in_flight = times["worker"] + times["postgresql"] * len(several.workers)
    again = sum(mails.values()) - len(mails)
    print(f"\n{len(crowd.answered)} signed up, {crowd.refused} requests sent again, {again} mails sent again")
    assert again <= in_flight


WAITING = "SELECT count(*) FROM mailing_message WHERE state IN ('queued', 'sending')"
SIGNED_UP = """
SELECT email FROM programme_signup JOIN directory_person ON person_id = directory_person.id
JOIN accounts_user ON user_id = accounts_user.id
"""


def tell(killed: list[Killed]) -> None:
    for kind in KINDS:
        took = [each.back_after for each in killed if each.kind == kind]
        mean = sum(took) / len(took)
        print(f"\n{kind}: killed {len(took)} times, back after {mean:.1f} s, at most {max(took):.1f} s", end="")


def test_one_of_each_is_killed_and_comes_back() -> None:
    dice = random.Random(8)
    with crowd_at_work(hosts=1) as (several, crowd):
        killed = [kill(several, crowd, kind, dice) for kind in KINDS]
        tell(killed)
        assert max(each.back_after for each in killed) < BESIDE_OTHERS * BACK_WITHIN
        check_nothing_is_lost(several, crowd, killed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [20171128])
def test_each_is_killed_at_twenty_random_moments(seed: int) -> None:
    dice, killed = random.Random(seed), []
    kinds = [kind for kind in KINDS for _each in range(KILLS)]
    dice.shuffle(kinds)
    with crowd_at_work(hosts=2) as (several, crowd):
        for kind in kinds:
            time.sleep(dice.uniform(0, LONGEST))
            killed.append(kill(several, crowd, kind, dice))
        tell(killed)
        assert max(each.back_after for each in killed) < BACK_WITHIN
        check_nothing_is_lost(several, crowd, killed)
