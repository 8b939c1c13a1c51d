"""Reads: who is to be asked how it was, and what they answered."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import MailChoice
from mikrovirk.mailing.models import Message, Unsubscription
from mikrovirk.programme import mails_attend as mails
from mikrovirk.programme.domain.steering_figures import Ratings, distribution
from mikrovirk.programme.models import Feedback, Meeting, SignUp
from mikrovirk.programme.queries.meetings import occasion_of

ASKED_WITHIN = timedelta(days=3)  # of the end: later nobody remembers


def ratings_of(meeting: Meeting) -> Ratings:
    """How those who came rated the evening; one query."""
    return distribution(list(Feedback.objects.filter(meeting=meeting).values_list("rating", flat=True)))


def came_to(meeting: Meeting) -> QuerySet[SignUp]:
    """Those who were there and have an address."""
    rows = SignUp.objects.filter(meeting=meeting, checked_in_at__isnull=False, person__isnull=False)
    return rows.select_related("person__user")


def to_be_asked(meeting: Meeting) -> QuerySet[SignUp]:
    """Those who came, may be written to about it, and have neither been asked nor said how it was."""
    kind = mails.FEEDBACK_ASK.key
    asked = Message.objects.filter(user=OuterRef("person__user"), kind=kind, occasion=occasion_of(meeting))
    refused = Unsubscription.objects.filter(
        Q(network=None) | Q(network=meeting.network_id), user=OuterRef("person__user"), kind=kind
    )
    answered = Feedback.objects.filter(sign_up=OuterRef("pk"))
    return came_to(meeting).filter(
        ~Exists(asked),
        ~Exists(refused),
        ~Exists(answered),
        person__user__is_active=True,
        person__user__bounced_at__isnull=True,
        person__user__mail_choice=MailChoice.ALL,
    )


def meetings_to_ask_about(*, now: datetime) -> QuerySet[Meeting]:
    """Meetings that have just been held, and to which somebody came."""
    came = SignUp.objects.filter(meeting=OuterRef("pk"), checked_in_at__isnull=False, person__isnull=False)
    ended = Meeting.objects.filter(state=Meeting.State.PUBLISHED, ends_at__lte=now, ends_at__gt=now - ASKED_WITHIN)
    return ended.filter(Exists(came)).select_related("network")
