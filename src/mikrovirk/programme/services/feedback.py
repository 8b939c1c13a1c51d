"""Writes: how it was, said by those who came; and the mail that asks them the morning after."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme import mails_attend as mails
from mikrovirk.programme.models import Feedback, Meeting, SignUp
from mikrovirk.programme.queries import feedback as queries
from mikrovirk.programme.queries import joint
from mikrovirk.programme.queries.meetings import occasion_of

ASKED_AT = time(8)  # the morning after
ANSWERED_FOR = timedelta(days=60)
ASK_LIVES = timedelta(days=21)  # so that it finds room as a line of the next invitation where the month is full


class FeedbackClosed(Exception):
    """The meeting is not over yet, or too long ago."""


def raise_if_closed(meeting: Meeting, *, at: datetime) -> None:
    if not meeting.starts_at <= at <= meeting.ends_at + ANSWERED_FOR:
        raise FeedbackClosed


@transaction.atomic
def rate(sign_up: SignUp, rating: int, *, at: datetime) -> Feedback:
    """Keep a rating from 1 to 5; a later one takes its place, the words stay. Raise FeedbackClosed."""
    raise_if_closed(sign_up.meeting, at=at)
    feedback, _is_new = Feedback.objects.update_or_create(
        sign_up=sign_up, defaults={"meeting": sign_up.meeting, "rating": rating, "at": at}
    )
    if sign_up.person:  # who has said it is not asked any more
        users, occasion = [sign_up.person.user], occasion_of(sign_up.meeting)
        mailing.withdraw(kind=mails.FEEDBACK_ASK.key, occasion=occasion, at=at, why="answered", users=users)
    return feedback


def say_more(feedback: Feedback, text: str, *, at: datetime) -> None:
    """Keep the free words beside a rating. Raise FeedbackClosed."""
    raise_if_closed(feedback.meeting, at=at)
    feedback.text, feedback.at = text.strip(), at
    feedback.save(update_fields=["text", "at"])


def feedback_url(sign_up: SignUp) -> str:
    """Where this one says how it was."""
    return f"{settings.SITE_URL}/f/{links.sign('feedback', sign_up.pk)}/"


def draft_asks(meeting: Meeting, *, at: datetime) -> Mailing | None:
    """Draft the mail that asks those who came how it was; None where nobody is left to ask. Nobody is asked twice."""
    asked = list(queries.to_be_asked(meeting)) if has_part(meeting.network, "feedback") else []
    drafted = [draft_ask(network, meeting, rows, at=at) for network, rows in joint.by_network(meeting, asked)]
    return drafted[0] if drafted else None


def draft_ask(network: Network, meeting: Meeting, asked: list[SignUp], *, at: datetime) -> Mailing:
    """The mail of one network that held the meeting, to its own people."""
    return mailing.draft(
        kind=mails.FEEDBACK_ASK.key,
        occasion=occasion_of(meeting),
        recipients=[mailing.Recipient(row.person.user, {"url": feedback_url(row)}) for row in asked if row.person],
        at=at,
        due_at=max(at, morning_after(meeting)),
        network=network,
        context={"title": meeting.title},
        expires_at=meeting.ends_at + ASK_LIVES,
    )


def morning_after(meeting: Meeting) -> datetime:
    day = timezone.localtime(meeting.ends_at).date() + timedelta(days=1)
    return datetime.combine(day, ASKED_AT, timezone.get_default_timezone())
