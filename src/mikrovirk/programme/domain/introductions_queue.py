"""Who is offered three minutes: the newest members who have not introduced themselves, in waves of mail.

The rule, exactly:

* The queue: members who were promised the next evening (oldest promise first), then the newest by the day they
  joined. Left out: who has introduced themselves, who said no twice or has left two offers in a row unanswered (unless
  they wish to be asked), who is away that evening, who joins after it, and who has been asked for this evening already,
  whatever they answered. An offer is unanswered when its evening was held and its mail had left.
* Waves: the first as soon as the meeting may be written about, then substitutes 10, 5 and 2 days before. A wave lasts
  until the next begins; a wave that could not run on its day runs as soon as it can. Nobody is asked on the day itself.
* In each wave every free place is asked for once: as many offers are out as there are free places. An offer without
  an answer when the next wave begins no longer keeps the place from the next person, but it is still good: whoever
  says yes first while there is a free place gets it. A no waits for the next wave, so that nobody gets more than one
  mail at a time. A yes that is taken back is replaced at once, for the room counted on it.
* Answers count until four hours before the start. A yes when every place is taken, or after that hour, is told so
  kindly and promised a place first next time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

DECLINES_ENOUGH = 2
UNANSWERED_ENOUGH = 2
FOLLOW_UP_DAYS = 90
ANSWER_CLOSES = timedelta(hours=4)


class Wave(IntEnum):
    """When people are asked; the value is days before the meeting, 0 for the first and -1 when nobody is asked."""

    FIRST = 0
    TEN_DAYS = 10
    FIVE_DAYS = 5
    TWO_DAYS = 2
    CLOSED = -1


SUBSTITUTE_WAVES = (Wave.TEN_DAYS, Wave.FIVE_DAYS, Wave.TWO_DAYS)


class OfferState(StrEnum):
    """What became of an offer of three minutes."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DROPPED = "dropped"  # said yes, then could not
    CLOSED = "closed"  # the places went to others, or time ran out


class StandingCode(StrEnum):
    """Where the three minutes of one evening stand, for the coordinator."""

    NO_SLOTS = "no_slots"
    FULL = "full"
    NOT_ASKED = "not_asked"  # an offer is due now
    WAITING = "waiting"  # for answers, and then for the next wave
    NOBODY_LEFT = "nobody_left"  # a place is free, no answer is out, and nobody is left to ask
    CLOSED = "closed"  # the day has come with a place free


class AnswerCode(StrEnum):
    """What an answer led to, for the one who gave it."""

    ACCEPTED = "accepted"
    ALREADY_ACCEPTED = "already_accepted"
    DECLINED = "declined"
    DROPPED = "dropped"
    FULL = "full"
    TOO_LATE = "too_late"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member as the queue sees them. `promised_date`: the day they were promised to be first next time.

    `unanswered_count`: how many offers they have left unanswered since they last answered one.
    """

    person_id: int
    joined_date: date
    introduced: bool = False
    declined_count: int = 0
    unanswered_count: int = 0
    wishes: bool = False
    away: bool = False
    promised_date: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer for the meeting in question; `offered_date` is the day it was sent."""

    person_id: int
    offered_date: date
    state: OfferState = OfferState.OFFERED


@dataclass(frozen=True, slots=True)
class OffersDue:
    """Whom to ask today, in order. `short`: free places that nobody is left for."""

    wave: Wave
    to: tuple[int, ...]
    free: int
    short: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The queue of one evening as the coordinator sees it; people by id, in order."""

    code: StandingCode
    wave: Wave
    free: int
    accepted: tuple[int, ...]
    waiting_for: tuple[int, ...]
    next_in_line: tuple[int, ...]
    next_wave_date: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an answer. `state` is what to store (None: nothing); `first_next_time`: store the promise."""

    code: AnswerCode
    state: OfferState | None = None
    first_next_time: bool = False


def queue(candidates: Sequence[Candidate], offers: Sequence[Offer], *, meeting_date: date) -> tuple[int, ...]:
    """Everybody who can still be asked for a meeting, in the order they are asked."""
    asked = {offer.person_id for offer in offers}
    able = [c for c in candidates if c.person_id not in asked and can_be_asked(c, meeting_date)]
    return tuple(candidate.person_id for candidate in sorted(able, key=place_in_queue))


def can_be_asked(candidate: Candidate, meeting_date: date) -> bool:
    joins_later = candidate.joined_date > meeting_date
    return not (candidate.introduced or candidate.away or is_left_in_peace(candidate) or joins_later)


def is_left_in_peace(candidate: Candidate) -> bool:
    """Whether only they themselves, or the coordinator by hand, can open the matter again."""
    said_no = candidate.declined_count >= DECLINES_ENOUGH
    silent = candidate.unanswered_count >= UNANSWERED_ENOUGH
    return (said_no or silent) and not candidate.wishes


def place_in_queue(candidate: Candidate) -> tuple[date, int, int]:
    """Promises first, oldest first; then the newest members; of two from the same day the one entered last."""
    return (candidate.promised_date or date.max, -candidate.joined_date.toordinal(), -candidate.person_id)


def wave_date(wave: Wave, meeting_date: date) -> date | None:
    """The day a wave of substitutes begins; None for the first wave, which has no day of its own."""
    return meeting_date - timedelta(days=wave.value) if wave in SUBSTITUTE_WAVES else None


def wave_on(meeting_date: date, today: date) -> Wave:
    """The wave that a day belongs to."""
    if today >= meeting_date:
        return Wave.CLOSED
    begun = [wave for wave in SUBSTITUTE_WAVES if today >= meeting_date - timedelta(days=wave.value)]
    return begun[-1] if begun else Wave.FIRST


def next_offers(
    candidates: Sequence[Candidate], offers: Sequence[Offer], *, slots: int, meeting_date: date, today: date
) -> OffersDue:
    """Whom to ask today; asking twice on the same day asks nobody twice."""
    wave = wave_on(meeting_date, today)
    free = max(slots - count(offers, OfferState.ACCEPTED), 0)
    if wave is Wave.CLOSED:
        return OffersDue(wave, (), free, free)
    due = max(free - asked_in_wave(offers, wave, meeting_date), 0)
    to = queue(candidates, offers, meeting_date=meeting_date)[:due]
    return OffersDue(wave, to, free, due - len(to))


def asked_in_wave(offers: Sequence[Offer], wave: Wave, meeting_date: date) -> int:
    """Places this wave has asked for without a yes: no answer yet, or a no."""
    begins = wave_date(wave, meeting_date) or date.min
    unfilled = (OfferState.OFFERED, OfferState.DECLINED)
    return sum(offer.state in unfilled and offer.offered_date >= begins for offer in offers)


def standing(
    candidates: Sequence[Candidate], offers: Sequence[Offer], *, slots: int, meeting_date: date, today: date
) -> Standing:
    """Where the three minutes of an evening stand, and what happens next."""
    due = next_offers(candidates, offers, slots=slots, meeting_date=meeting_date, today=today)
    waiting_for = with_state(offers, OfferState.OFFERED)
    line = queue(candidates, offers, meeting_date=meeting_date)
    return Standing(
        code=standing_code(due, slots=slots, waiting=bool(waiting_for), line=bool(line)),
        wave=due.wave,
        free=due.free,
        accepted=with_state(offers, OfferState.ACCEPTED),
        waiting_for=waiting_for,
        next_in_line=line,
        next_wave_date=next_wave_date(meeting_date, today) if due.free and line else None,
    )


def standing_code(due: OffersDue, *, slots: int, waiting: bool, line: bool) -> StandingCode:
    if slots < 1:
        return StandingCode.NO_SLOTS
    if not due.free:
        return StandingCode.FULL
    if due.wave is Wave.CLOSED:
        return StandingCode.CLOSED
    if due.to:
        return StandingCode.NOT_ASKED
    return StandingCode.WAITING if waiting or line else StandingCode.NOBODY_LEFT


def next_wave_date(meeting_date: date, today: date) -> date | None:
    """The day the next wave of substitutes begins; None when the last has begun."""
    days = [meeting_date - timedelta(days=wave.value) for wave in SUBSTITUTE_WAVES]
    return next((day for day in days if day > today), None)


def answer(
    offers: Sequence[Offer], person_id: int, *, yes: bool, slots: int, at: datetime, deadline: datetime
) -> Answer:
    """What an answer leads to. Where two say yes to the last place, the one stored first has it: lock the meeting.

    Anybody may change their mind: a no becomes a yes while a place is free, a yes becomes a no at any time.
    """
    offer = next((offer for offer in offers if offer.person_id == person_id), None)
    if offer is None:
        return Answer(AnswerCode.NOT_OFFERED)
    if not yes:
        return taken_back() if offer.state is OfferState.ACCEPTED else said_no(offer)
    if offer.state is OfferState.ACCEPTED:
        return Answer(AnswerCode.ALREADY_ACCEPTED)
    if at > deadline:
        return Answer(AnswerCode.TOO_LATE, OfferState.CLOSED, first_next_time=True)
    if count(offers, OfferState.ACCEPTED) >= slots:
        return Answer(AnswerCode.FULL, OfferState.CLOSED, first_next_time=True)
    return Answer(AnswerCode.ACCEPTED, OfferState.ACCEPTED)


def taken_back() -> Answer:
    return Answer(AnswerCode.DROPPED, OfferState.DROPPED)


def said_no(offer: Offer) -> Answer:
    """A second press of no changes nothing, and one who could not come after all did not decline the three minutes."""
    again = offer.state in (OfferState.DECLINED, OfferState.DROPPED)
    return Answer(AnswerCode.DECLINED, None if again else OfferState.DECLINED)


def answer_deadline(starts_at: datetime) -> datetime:
    """Until when an answer counts for the evening: four hours before the start."""
    return starts_at - ANSWER_CLOSES


def expectation_follow_up_date(introduced_date: date) -> date:
    """The day to ask what became of what a member expected of the network: 90 days after they said it."""
    return introduced_date + timedelta(days=FOLLOW_UP_DAYS)


def with_state(offers: Sequence[Offer], state: OfferState) -> tuple[int, ...]:
    return tuple(offer.person_id for offer in offers if offer.state is state)


def count(offers: Sequence[Offer], state: OfferState) -> int:
    return sum(offer.state is state for offer in offers)
