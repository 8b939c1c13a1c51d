import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.fund.domain.settling import Settled, advance, approvals_needed, payable


@pytest.mark.parametrize(
    ("settled", "covered", "due", "too_much", "unspent"),
    [
        (Settled(9000, 0, 0), 0, 0, 0, 9000),  # nothing has happened yet
        (Settled(9000, 0, 4000), 4000, 4000, 0, 5000),  # a first part
        (Settled(9000, 4000, 12000), 9000, 5000, 0, 0),  # more was spent than granted
        (Settled(9000, 4500, 4000), 4000, 0, 500, 4500),  # the advance was larger than what it cost
        (Settled(9000, 0, 400, own=3000), 300, 300, 0, 8700),  # three parts of four
        (Settled(9000, 0, 12000, own=3000), 9000, 9000, 0, 0),
        (Settled(0, 0, 500), 0, 0, 0, 0),  # help in kind alone
    ],
)
def test_what_is_covered_due_and_left(settled: Settled, covered: int, due: int, too_much: int, unspent: int) -> None:
    assert (settled.covered, settled.due, settled.too_much, settled.unspent) == (covered, due, too_much, unspent)


def test_a_claim_is_set_against_what_was_paid_in_advance() -> None:
    assert payable(Settled(9000, 4500, 0), 4000) == 0
    assert payable(Settled(9000, 4500, 4000), 2000) == 1500


def test_an_advance_is_whole_kroner_and_two_approve_above_the_limit() -> None:
    assert advance(12_345_67, per_cent=50) == 6_172_00
    assert advance(12_345_67, per_cent=0) == 0
    assert [approvals_needed(amount, two_over=10_000_00) for amount in (10_000_00, 10_000_01)] == [1, 2]


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.lists(st.integers(1, 10**8), max_size=6), st.integers(0, 100))
def test_never_more_is_paid_than_granted_and_all_is_accounted_for(
    granted: int, own: int, receipts: list[int], per_cent: int
) -> None:
    paid, spent = advance(granted, per_cent=per_cent), 0
    for receipt in receipts:
        now = Settled(granted, paid, spent, own)
        paid, spent = paid + payable(now, receipt), spent + receipt
        assert paid <= granted
    end = Settled(granted, paid, spent, own)
    assert end.paid + end.due + end.unspent == granted
    assert end.paid - end.too_much + end.due == end.covered
