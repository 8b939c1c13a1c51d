"""Who takes the hot seat or the brag spot: whoever applied, or three members worth asking.

The rule, exactly: from 21 days before a meeting whose format has a seat, and as long as nobody has applied, three
members are proposed. They are taken by turns from two lists: those who have waited longest since they were last on
stage (never: since they joined), and those with an expectation of the network still open, the oldest first. Left out:
who is away, who said no twice (unless they wish to be asked), who was asked within the last 60 days, and who joined
less than 60 days before the meeting, for they have their three minutes. Same rows, same three.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

PROPOSE_DAYS = 21
PROPOSALS = 3
DECLINES_ENOUGH = 2
ASK_AGAIN = timedelta(days=60)
NEW_FOR = timedelta(days=60)


class ProposalCode(StrEnum):
    """Why there are proposals, or none."""

    PROPOSED = "proposed"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    HAS_APPLICATIONS = "has_applications"
    NOBODY_LEFT = "nobody_left"


class ProposalReason(StrEnum):
    """Why a member is proposed; `Proposal.since_date` says since when."""

    LONGEST_SINCE_STAGE = "longest_since_stage"
    NEVER_ON_STAGE = "never_on_stage"
    EXPECTATION_OPEN = "expectation_open"


@dataclass(frozen=True, slots=True)
class SeatCandidate:
    """A member who could be asked. `expectation_date`: when they said what they expect, while that is still open."""

    person_id: int
    joined_date: date
    last_on_stage_date: date | None = None
    expectation_date: date | None = None
    away: bool = False
    declined_count: int = 0
    wishes: bool = False
    asked_date: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A member to ask, why, and since when that has been so."""

    person_id: int
    reason: ProposalReason
    since_date: date


@dataclass(frozen=True, slots=True)
class Proposals:
    """Whom to ask, most fitting first, or why nobody."""

    code: ProposalCode
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """A member's wish for the seat."""

    application_id: int
    applied_at: datetime


@dataclass(frozen=True, slots=True)
class Picked:
    """The application chosen, and those told kindly and kept for later, in order."""

    chosen: int
    kept: tuple[int, ...]


def propose(
    candidates: Sequence[SeatCandidate],
    *,
    application_count: int,
    meeting_date: date,
    today: date,
    how_many: int = PROPOSALS,
) -> Proposals:
    """Whom the coordinator could ask to take the seat, and why them."""
    if application_count:
        return Proposals(ProposalCode.HAS_APPLICATIONS)
    if today >= meeting_date:
        return Proposals(ProposalCode.TOO_LATE)
    if today < proposal_date(meeting_date):
        return Proposals(ProposalCode.TOO_EARLY)
    able = [candidate for candidate in candidates if can_be_asked(candidate, meeting_date, today)]
    chosen = by_turns(longest_waiting(able), open_expectations(able))[:how_many]
    return Proposals(ProposalCode.PROPOSED, tuple(chosen)) if chosen else Proposals(ProposalCode.NOBODY_LEFT)


def proposal_date(meeting_date: date) -> date:
    """From when members are proposed where nobody has applied."""
    return meeting_date - timedelta(days=PROPOSE_DAYS)


def can_be_asked(candidate: SeatCandidate, meeting_date: date, today: date) -> bool:
    said_no_twice = candidate.declined_count >= DECLINES_ENOUGH and not candidate.wishes
    asked_lately = candidate.asked_date is not None and today - candidate.asked_date < ASK_AGAIN
    is_new = meeting_date - candidate.joined_date < NEW_FOR
    return not (candidate.away or said_no_twice or asked_lately or is_new)


def longest_waiting(candidates: Sequence[SeatCandidate]) -> list[Proposal]:
    found = [proposal_for_waiting(candidate) for candidate in candidates]
    return sorted(found, key=lambda proposal: (proposal.since_date, proposal.person_id))


def proposal_for_waiting(candidate: SeatCandidate) -> Proposal:
    if candidate.last_on_stage_date is None:
        return Proposal(candidate.person_id, ProposalReason.NEVER_ON_STAGE, candidate.joined_date)
    return Proposal(candidate.person_id, ProposalReason.LONGEST_SINCE_STAGE, candidate.last_on_stage_date)


def open_expectations(candidates: Sequence[SeatCandidate]) -> list[Proposal]:
    found = [
        Proposal(candidate.person_id, ProposalReason.EXPECTATION_OPEN, candidate.expectation_date)
        for candidate in candidates
        if candidate.expectation_date is not None
    ]
    return sorted(found, key=lambda proposal: (proposal.since_date, proposal.person_id))


def by_turns(first: Sequence[Proposal], second: Sequence[Proposal]) -> list[Proposal]:
    """One from each list in turn, nobody twice.

    Somebody on both lists is taken where they stand first, so a turn whose person is taken goes to the next on that
    list; when a list is used up the other goes on.
    """
    chosen: dict[int, Proposal] = {}
    lists = [deque(first), deque(second)]
    while any(lists):
        for waiting in lists:
            while waiting and waiting[0].person_id in chosen:
                waiting.popleft()
            if waiting:
                proposal = waiting.popleft()
                chosen[proposal.person_id] = proposal
    return list(chosen.values())


def in_order(applications: Sequence[Application]) -> tuple[int, ...]:
    """Applications as the coordinator sees them: who has waited longest first."""
    ordered = sorted(applications, key=lambda application: (application.applied_at, application.application_id))
    return tuple(application.application_id for application in ordered)


def pick(applications: Sequence[Application], application_id: int) -> Picked:
    """Choose one application and keep the others for later; raise ValueError where it is not among them."""
    ordered = in_order(applications)
    if application_id not in ordered:
        raise ValueError("no such application")
    return Picked(application_id, tuple(other for other in ordered if other != application_id))
