"""What the worker does for the fund: calls close, grants lapse, reports are asked for, and lists of voters forgotten."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.fund.services import application_mails, ballot_boxes, calls, ideas, reminding, votes

FROM_HOUR = 8  # nobody is written to in the night


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    calls.close_due(now=now)
    ideas.forget_unconfirmed(now=now)
    ballot_boxes.destroy_keys_without_box(now=now)
    votes.forget_lists(now=now)
    if timezone.localtime(now).hour >= FROM_HOUR:
        reminding.remind(now=now)
        application_mails.remind_of_drafts(now=now)
