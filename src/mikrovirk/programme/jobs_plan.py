"""What the worker does for the plan: tells new members the dates, invites who has joined since, reminds speakers and thanks them."""

from datetime import datetime

from mikrovirk.programme.services import invitations, speakers, welcomes


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    welcomes.put_dates_in(now=now)
    invitations.invite_new_members(now=now)
    speakers.remind_speakers(now=now)
    speakers.thank_speakers(now=now)
