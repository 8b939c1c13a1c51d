from datetime import timedelta

import pytest

from mikrovirk.mailing.domain import replies


@pytest.mark.parametrize(
    ("code", "words", "dead"),
    [
        (550, "5.1.1 <a@b.example>: Recipient address rejected: User unknown", True),
        (550, "5.2.1 The mailbox is disabled", True),
        (553, "No such user here", True),
        (550, "Mailbox unavailable", True),
        (550, "5.7.1 Unable to relay", False),
        (550, "Relay not permitted", False),
        (554, "5.7.1 Blocked for spam", False),
        (552, "5.2.2 Mailbox full", False),
        (550, "5.4.5 Daily quota exceeded", False),
        (451, "4.1.1 Try again", False),
        (530, "Authentication required", False),
    ],
)
def test_what_a_refusal_means(code: int, words: str, dead: bool) -> None:
    assert replies.is_dead_address(code, words) == dead


def test_the_waits_grow_and_end() -> None:
    waits = [replies.wait_after(attempts) for attempts in range(1, 8)]
    assert waits[0] == timedelta(minutes=1)
    assert waits[:-1] == sorted(wait for wait in waits if wait is not None)
    assert waits[-1] is None
