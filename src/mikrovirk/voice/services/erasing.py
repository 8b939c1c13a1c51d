"""Writes: what somebody said is taken out of the stream, one thing or everything."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import Feedback
from mikrovirk.voice.models import Ask, Decision, Input, PointSupport, Speaker, TopicSupport
from mikrovirk.voice.services import steering_erasing, telling

GONE: dict[str, Any] = {
    "text": "",
    "rating": None,
    "flags": [],
    "is_unsure": False,
    "person": None,
    "author_name": "",
    "outcome_words": "",
    "position": 0,
}


@transaction.atomic
def erase_input(row: Input, *, at: datetime) -> None:
    """One thing somebody said is gone, with who said it, what they added, and the words to them.

    The empty row stays, so that the same thing does not land again and the counts of a decision hold. A mail that waits
    says it no more.
    """
    message = row.told_in
    for word in row.words.select_related("told_in__mailing").exclude(told_in=None).exclude(told_in=message):
        if word.told_in:
            telling.renew({word.told_in}, also_left=True)
    row.words.all().delete()
    Decision.quotes.through.objects.filter(input=row.pk).delete()
    where, _colon, key = row.source_key.partition(":")
    if where == "feedback" and key.isdigit():  # the steering report quotes it from there
        Feedback.objects.filter(pk=int(key)).update(text="")
    Input.objects.filter(pk=row.pk).update(**GONE, theme=None, erased_at=at)
    row.refresh_from_db()
    if message:
        telling.renew({message}, also_left=True)


def forget_speaker(user: User) -> None:
    """The season planner knows them no more as a speaker; a plan that named them says that somebody is gone."""
    Speaker.objects.filter(Q(user=user) | Q(email__iexact=user.email)).delete()


@transaction.atomic
def erase(user: User, *, at: datetime) -> None:
    """Take a person out of the stream and of the rounds; what they said is gone, with all that was answered to it."""
    rows = Input.objects.filter(person__user=user)
    for row in rows.select_related("told_in__mailing", "told_in__user"):
        erase_input(row, at=at)
    Ask.objects.filter(person__user=user).delete()
    PointSupport.objects.filter(person__user=user).delete()
    TopicSupport.objects.filter(person__user=user).delete()
    forget_speaker(user)
    steering_erasing.forget(user)
