"""Writes: a person is taken out of the steering room; what was decided stays."""

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.voice.models import DecisionChange, SteeringGuest, SteeringMeeting

SOMEBODY = "…"


def forget(user: User) -> None:
    """Nobody sees to their decisions any more, their name is gone from the history, and a guest's link with them.

    Minutes are the group's own words: what is to go from them the group takes out itself.
    """
    SteeringGuest.objects.filter(email__iexact=user.email).delete()
    if " " not in user.full_name:  # "Bo" alone stands in too many words
        return
    networks = Membership.objects.filter(person__user=user).values("network")
    named = list(DecisionChange.objects.filter(what=DecisionChange.What.OWNER, words__contains=user.full_name))
    for change in named:
        change.words = change.words.replace(user.full_name, SOMEBODY)
    DecisionChange.objects.bulk_update(named, ["words"], batch_size=200)
    there = list(SteeringMeeting.objects.filter(network__in=networks, present__contains=user.full_name))
    for meeting in there:
        meeting.present = meeting.present.replace(user.full_name, SOMEBODY)
    SteeringMeeting.objects.bulk_update(there, ["present"], batch_size=200)
