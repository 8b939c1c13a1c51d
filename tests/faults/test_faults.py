"""Web processes, workers, PostgreSQL and Redis are killed (SIGKILL) while people sign up through two web hosts.

Nothing that was acknowledged is lost, nothing is sent twice but the mail that was in flight, and all is back by itself.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.faults import machines
from tests.faults.crowd import Crowd
from tests.faults.machines import KINDS, Machines

BACK_WITHIN = 10.0  # seconds
SENT_WITHIN = 60.0  # seconds, for the last mails once nothing fails any more
KILLS = 20  # of each kind
SHORT, LONG = 0.2, 2.6  # seconds between two kills: shorter than what it takes to come back


@dataclass
class Killed:
    """What was killed when (monotonic seconds)."""

    kind: str
    at: float = field(default_factory=time.monotonic)


@contextmanager
def crowd_at_work(factory: pytest.TempPathFactory, *, hosts: int) -> Iterator[tuple[Machines, Crowd]]:
    """An installation in which people sign up."""
    folder = factory.mktemp("machines")
    for above in (folder.parent, folder.parent.parent):
        above.chmod(0o755)  # PostgreSQL's own user has to get in
    with machines.running(folder, hosts=hosts) as several:
        crowd = Crowd(list(several.webs), several.path, several.mails).begin()
        machines.until(lambda: crowd.back_after(0) is not None)
        yield several, crowd


def back_after(crowd: Crowd, killed: list[Killed]) -> list[float]:
    """For each kill, the seconds until somebody who pressed after it had their answer and their mail."""
    machines.until(lambda: crowd.back_after(killed[-1].at) is not None, within=2 * BACK_WITHIN)
    return [crowd.back_after(each.at) or 0.0 for each in killed]


def check_nothing_is_lost(several: Machines, crowd: Crowd, killed: list[Killed]) -> None:
    """Everybody who was told so is signed up, once; everybody has the mail, and hardly anybody twice."""
    machines.until(lambda: several.ask(WAITING) == [(0,)], within=SENT_WITHIN)
    crowd.end()
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


def test_one_of_each_is_killed_and_comes_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    dice, killed = random.Random(8), []
    with crowd_at_work(tmp_path_factory, hosts=1) as (several, crowd):
        for kind in KINDS:
            killed.append(Killed(kind))
            several.kill(kind, dice)
            back = back_after(crowd, killed[-1:])
            print(f"\n{kind}: back after {back[0]:.1f} s")
            assert max(back) < BACK_WITHIN
        check_nothing_is_lost(several, crowd, killed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [20171128])
def test_each_is_killed_at_twenty_random_moments(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    dice, killed = random.Random(seed), []
    kinds = [kind for kind in KINDS for _each in range(KILLS)]
    dice.shuffle(kinds)
    with crowd_at_work(tmp_path_factory, hosts=2) as (several, crowd):
        for kind in kinds:
            time.sleep(dice.uniform(SHORT, LONG))
            several.until_up(kind)
            killed.append(Killed(kind))
            several.kill(kind, dice)
        back = back_after(crowd, killed)
        for kind in KINDS:
            took = [seconds for each, seconds in zip(killed, back, strict=True) if each.kind == kind]
            mean = sum(took) / len(took)
            print(f"\n{kind}: killed {len(took)} times, back after {mean:.1f} s, at most {max(took):.1f} s")
        assert max(back) < BACK_WITHIN
        check_nothing_is_lost(several, crowd, killed)
