"""How a network is in one word, and which warning presses most."""

import pytest

from mikrovirk.health.domain.verdict import PRESSING, Verdict, pressing, verdict
from mikrovirk.health.domain.warnings import Kind


@pytest.mark.parametrize(
    ("kinds", "meetings", "found"),
    [
        ([], 12, Verdict.WELL),
        ([], 2, Verdict.EARLY),
        (["unwelcomed"], 2, Verdict.EARLY),
        (["hands"], 12, Verdict.WATCH),
        (["hands", "unwelcomed", "nobody_else", "newcomers"], 12, Verdict.WATCH),
        (["hands", "regulars"], 12, Verdict.TURNING),
        (["pause"], 3, Verdict.TURNING),
    ],
)
def test_how_it_is(kinds: list[str], meetings: int, found: Verdict) -> None:
    assert verdict(kinds, meetings=meetings) == found


def test_every_kind_has_its_place() -> None:
    assert set(PRESSING) == set(Kind)
    assert sorted(["hands", "regulars", "pause"], key=pressing) == ["pause", "regulars", "hands"]
