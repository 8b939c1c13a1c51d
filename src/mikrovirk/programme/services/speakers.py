"""What speakers get by themselves: a reminder a week before, thanks the morning after. Both are drafted."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import in_each_language
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import talks as talk_queries
from mikrovirk.programme.services.talks import on_a_meeting, recipient_of, words_of

REMINDER, THANKS = "programme.talk_reminder", "programme.talk_thanks"
REMINDED_BEFORE = timedelta(days=7)
DRAFTED_BEFORE = timedelta(days=9)  # two days for the coordinator to see the reminder
REMINDED_AT, THANKED_AT = time(9), time(10)


def at_hour(day: datetime, hour: time) -> datetime:
    """An hour of the Danish day that `day` lies in."""
    return datetime.combine(timezone.localtime(day).date(), hour, timezone.get_default_timezone())


def remind_speakers(*, now: datetime) -> None:
    """Draft the reminders of talks that are in about a week; each once for each date."""
    for talk in talk_queries.coming_talks(after=now, before=now + DRAFTED_BEFORE):
        meeting = on_a_meeting(talk)
        mailing_services.draft(
            kind=REMINDER,
            occasion=f"talk:{talk.pk}:reminder:{timezone.localtime(meeting.starts_at).date().isoformat()}",
            network=talk.network,
            recipients=[recipient_of(talk)],
            at=now,
            due_at=max(now, at_hour(meeting.starts_at - REMINDED_BEFORE, REMINDED_AT)),
            expires_at=meeting.starts_at,
            context=words_of(talk, meeting),
        )


def thank_speakers(*, now: datetime) -> None:
    """Draft the thanks for talks of the last day, to leave the morning after; until it leaves its figures follow."""
    for talk in talk_queries.held_talks(after=now - timedelta(days=3), before=now):
        meeting = on_a_meeting(talk)
        occasion = f"talk:{talk.pk}:thanks"
        due_at = at_hour(meeting.starts_at + timedelta(days=1), THANKED_AT)
        words = words_of(talk, meeting) | thanks_words(meeting)
        mailing = Mailing.objects.filter(network=talk.network, kind=THANKS, occasion=occasion).first()
        if mailing is None:
            mailing_services.draft(
                kind=THANKS,
                occasion=occasion,
                network=talk.network,
                recipients=[recipient_of(talk)],
                at=now,
                due_at=due_at,
                expires_at=due_at + timedelta(days=14),
                context=words,
            )
        elif mailing.context != words and waits(mailing):
            mailing_services.renew(mailing, context=words, calendar="", expires_at=mailing.expires_at)


def waits(mailing: Mailing) -> bool:
    return Message.objects.filter(mailing=mailing, state__in=mailing_services.NOT_SENT).exists()


def thanks_words(meeting: Meeting) -> dict[str, Any]:
    """How the evening was received, in every language, and what the contented wrote."""
    figures = talk_queries.reception_of(meeting)
    return {
        "summary": in_each_language(lambda: reception_in_words(figures)),
        "quotes": "\n".join(f"»{text}«" for text in figures.quotes),
    }


def reception_in_words(figures: talk_queries.Reception) -> str:
    """ "28 deltog. 12 har svaret, og aftenen fik i gennemsnit 4,6 af 5."; what is not known is left out."""
    sentences = []
    if figures.came:
        sentences.append(_("%(count)s came.") % {"count": figures.came})
    if figures.answered:
        words = {"count": figures.answered, "average": figures.average_in_words}
        sentences.append(_("%(count)s have said how it was: %(average)s of 5 on average.") % words)
    return " ".join(sentences)
