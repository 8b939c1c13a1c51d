"""Whom to ask for the hot seat where nobody has applied."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mikrovirk.programme.domain.hot_seat import (
    Application,
    Picked,
    Proposal,
    ProposalCode,
    ProposalReason,
    Proposals,
    SeatCandidate,
    in_order,
    pick,
    proposal_date,
    propose,
)

MEETING = date(2026, 11, 30)
TODAY = date(2026, 11, 9)
LONGEST, NEVER, OPEN = (
    ProposalReason.LONGEST_SINCE_STAGE,
    ProposalReason.NEVER_ON_STAGE,
    ProposalReason.EXPECTATION_OPEN,
)


def proposed(*candidates: SeatCandidate, today: date = TODAY, applications: int = 0) -> Proposals:
    return propose(candidates, application_count=applications, meeting_date=MEETING, today=today)


def people(found: Proposals) -> list[int]:
    return [proposal.person_id for proposal in found.proposals]


def test_longest_since_on_stage_and_open_expectations_by_turns() -> None:
    found = proposed(
        SeatCandidate(1, date(2020, 1, 1), last_on_stage_date=date(2026, 5, 1)),
        SeatCandidate(2, date(2020, 1, 1), last_on_stage_date=date(2024, 5, 1)),
        SeatCandidate(3, date(2023, 1, 1)),
        SeatCandidate(4, date(2026, 1, 1), last_on_stage_date=date(2026, 2, 1), expectation_date=date(2026, 2, 1)),
        SeatCandidate(5, date(2026, 1, 1), last_on_stage_date=date(2026, 3, 1), expectation_date=date(2026, 3, 1)),
    )
    assert found == Proposals(
        ProposalCode.PROPOSED,
        (
            Proposal(3, NEVER, date(2023, 1, 1)),
            Proposal(4, OPEN, date(2026, 2, 1)),
            Proposal(2, LONGEST, date(2024, 5, 1)),
        ),
    )


def test_somebody_on_both_lists_is_proposed_once() -> None:
    found = proposed(
        SeatCandidate(1, date(2020, 1, 1), expectation_date=date(2020, 2, 1)),
        SeatCandidate(2, date(2021, 1, 1)),
        SeatCandidate(3, date(2022, 1, 1), expectation_date=date(2026, 2, 1)),
    )
    assert [(p.person_id, p.reason) for p in found.proposals] == [(1, NEVER), (3, OPEN), (2, NEVER)]


def test_without_open_expectations_the_three_who_waited_longest() -> None:
    candidates = [SeatCandidate(number, date(2020, 1, 10 - number)) for number in range(1, 6)]
    assert people(proposed(*candidates)) == [5, 4, 3]
    assert people(proposed(*reversed(candidates))) == [5, 4, 3]


def test_the_same_day_is_decided_by_who_was_entered_first() -> None:
    assert people(proposed(SeatCandidate(7, date(2020, 1, 1)), SeatCandidate(2, date(2020, 1, 1)))) == [2, 7]


def test_who_is_not_asked() -> None:
    longest_ago = date(2019, 1, 1)
    found = proposed(
        SeatCandidate(1, longest_ago, away=True),
        SeatCandidate(2, longest_ago, declined_count=2),
        SeatCandidate(3, longest_ago, declined_count=2, wishes=True),
        SeatCandidate(4, longest_ago, asked_date=TODAY - timedelta(days=59)),
        SeatCandidate(5, longest_ago, asked_date=TODAY - timedelta(days=60)),
        SeatCandidate(6, MEETING - timedelta(days=59)),
        SeatCandidate(7, MEETING - timedelta(days=60)),
    )
    assert people(found) == [3, 5, 7]


@pytest.mark.parametrize(
    ("today", "applications", "code"),
    [
        (date(2026, 11, 8), 0, ProposalCode.TOO_EARLY),
        (date(2026, 11, 9), 0, ProposalCode.PROPOSED),
        (date(2026, 11, 29), 0, ProposalCode.PROPOSED),
        (date(2026, 11, 30), 0, ProposalCode.TOO_LATE),
        (date(2026, 11, 9), 1, ProposalCode.HAS_APPLICATIONS),
    ],
)
def test_proposals_come_21_days_before_where_nobody_applied(today: date, applications: int, code: ProposalCode) -> None:
    assert proposed(SeatCandidate(1, date(2020, 1, 1)), today=today, applications=applications).code == code
    assert proposal_date(MEETING) == date(2026, 11, 9)


def test_nobody_left_to_ask_is_said() -> None:
    assert proposed() == Proposals(ProposalCode.NOBODY_LEFT)


def test_one_is_picked_and_the_others_are_kept_in_order() -> None:
    applications = [
        Application(3, datetime(2026, 9, 3, tzinfo=UTC)),
        Application(1, datetime(2026, 9, 1, tzinfo=UTC)),
        Application(2, datetime(2026, 9, 1, tzinfo=UTC)),
    ]
    assert in_order(applications) == (1, 2, 3)
    assert pick(applications, 2) == Picked(2, (1, 3))
    with pytest.raises(ValueError, match="no such application"):
        pick(applications, 4)
