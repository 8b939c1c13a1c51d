"""What an early warning says on our pages: the words of `domain.warning_words`, translated like every other text of a page.

A test holds that both say the same: commands speak without Django, pages in the reader's language.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mikrovirk.health.domain.warning_words import Words
from mikrovirk.health.domain.warnings import EarlyWarning, Kind

TEXTS: dict[Kind, tuple[str | Promise, str | Promise, str | Promise]] = {
    Kind.FALLING: (
        _("Fewer and fewer come"),
        _(
            "Over the last {meetings} meetings attendance fell by about {fewer} % (80 % interval: {at_least} to {at_most} %)."
        ),
        _(
            "Ask what they want to hear about, and put on a topic that many asked for. Let a member host the next meeting."
        ),
    ),
    Kind.BELOW: (
        _("{meetings} meetings in a row below what was expected"),
        _("At most {most} came to each of the last {meetings} meetings. Usually about {expected} come."),
        _("Take a topic that many asked for, and let each of the steering group invite two people personally."),
    ),
    Kind.REGULARS: (
        _("The regulars are drifting away"),
        _("{away} of the {regulars} who used to come were at none of the last three meetings."),
        _("Write to each of them personally, or ring. Ask what they miss, and give one of them a task."),
    ),
    Kind.NEWCOMERS: (
        _("Newcomers do not come back"),
        _("Only {back} of {firsts} newcomers came again within {days} days of their first meeting."),
        _(
            "Write the day after and say whom they talked with. Give them the 3 minutes at the next meeting, and ask a member to see them in."
        ),
    ),
    Kind.UNWELCOMED: (
        _("New members were not welcomed"),
        _("New members who after {days} days have neither been to a meeting nor been offered 3 × 3 minutes: {new}."),
        _(
            "Write a few lines to each of them, and ask a member to meet them at the door next time. It decides whether they stay."
        ),
    ),
    Kind.RARER: (
        _("Meetings come at longer intervals"),
        _(
            "Typically {days} days went by before each of the last {meetings} meetings. Before that it was about {usual}."
        ),
        _("Lay out the dates for the rest of the season now, and let more people take turns as hosts."),
    ),
    Kind.PAUSE: (
        _("It has been quiet for long"),
        _("The last meeting was {days} days ago. Usually there are about {usual} between meetings."),
        _("Set a date now, even without a topic. A meeting without a programme is better than no meeting."),
    ),
    Kind.HANDS: (
        _("Few hands carry the work"),
        _("The smallest number of people who did half of the {tasks} tasks is {hands}."),
        _("Cut the tasks into small pieces and ask for one at a time. Most say yes to something they can manage."),
    ),
    Kind.NOBODY_ELSE: (
        _("Nobody else could take over"),
        _("People who could run a meeting tonight: {able}."),
        _(
            "Let somebody of the steering group run the next meeting while the coordinator looks on, and make them a substitute."
        ),
    ),
}


def words_in(warning: EarlyWarning) -> Words:
    """The words of a warning in the reader's language, with its numbers filled in."""
    return Words(*(str(text).format(**warning.evidence) for text in TEXTS[warning.kind]))
