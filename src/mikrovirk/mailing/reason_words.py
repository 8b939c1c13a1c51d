"""Why a mail that came in is where it is, in words for the coordinator."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.domain.incoming import reasons

WORDS = {
    reasons.MACHINE: _("Nobody wrote it: a mail program answered by itself."),
    reasons.OTHER_ATTENDEE: _("A calendar answers for somebody else than was invited: the invitation was passed on."),
    reasons.UNKNOWN_SENDER: _("A calendar answers, and nothing shows that it is this person's."),
    reasons.COUNTER: _("A calendar proposes another time."),
    reasons.UNKNOWN_EVENT: _("A calendar answers something that is not among the meetings."),
    reasons.UNCLEAR_ANSWER: _("A calendar answers neither yes nor no."),
    reasons.PART_OFF: _("An answer to an input round, while the part about the members' voice is switched off."),
    reasons.NO_ROUND: _("An answer to an input round that no longer asks this person."),
    reasons.FAILED: _("Something went wrong here, so nothing was done."),
    reasons.HEARD: _("It is in the stream of what members say."),
    reasons.EMPTY: _("There were no words of their own in it."),
    reasons.SIGNED_UP: _("Signed up for the meeting."),
    reasons.WAITING: _("Put on the waiting list of the meeting."),
    reasons.SIGNED_OFF: _("Signed off from the meeting."),
    reasons.UNCHANGED: _("It was so already, so nothing was changed."),
    reasons.PERHAPS: _("Perhaps: nothing was changed."),
    reasons.OUTDATED: _("A later answer or another day counts, so nothing was changed."),
    reasons.CLOSED: _("The meeting is cancelled or has begun, so nothing was changed."),
}


def in_words(why: str) -> str:
    """The words of a code; what is no code is somebody's own words already."""
    return str(WORDS.get(why, why))
