"""What the worker does for the plan: invites who has joined since, reminds speakers and thanks them."""

from datetime import datetime

from mikrovirk.programme.services import invitations, speakers


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    invitations.invite_new_members(now=now)
    speakers.remind_speakers(now=now)
    speakers.thank_speakers(now=now)
