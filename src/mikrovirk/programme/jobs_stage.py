"""What the worker does for the stage: three minutes offered, noted and followed up; what nobody can do becomes free."""

from datetime import datetime

from mikrovirk.programme.services import expectations, hot_seat, slots, stage_mails, tasks


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    expectations.note_introductions(now=now)
    slots.take_back_from_drafts(now=now)
    slots.offer_slots(now=now)
    stage_mails.renew_waiting(now=now)
    expectations.follow_up(now=now)
    hot_seat.give_back_cancelled(now=now)
    tasks.give_back_of_those_who_signed_off(now=now)
