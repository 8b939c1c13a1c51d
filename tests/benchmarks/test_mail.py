"""The measuring of mails: every one goes both ways, and a goal that is missed is said."""

import pytest

from benchmarks import mail


def test_the_goals_are_those_that_were_set() -> None:
    assert (mail.COUNT, mail.GOAL_SECONDS, mail.GOAL_RATIO) == (2000, 10.0, 2.5)


@pytest.mark.parametrize(("outbox", "words"), [(9.9, "goal met"), (10.1, "GOAL NOT MET")])
def test_a_missed_goal_is_said(outbox: float, words: str) -> None:
    said = mail.report({"count": 2000, "outbox": outbox, "loop": 5.0, "ratio": outbox / 5})
    assert said.splitlines()[-1].strip() == words


def test_every_mail_goes_through_the_outbox_and_through_the_plain_loop() -> None:
    """That the server took each of them twice is asserted on the way."""
    found = mail.measure(20)
    assert found["count"] == 20
    assert found["ratio"] == pytest.approx(found["outbox"] / found["loop"])
