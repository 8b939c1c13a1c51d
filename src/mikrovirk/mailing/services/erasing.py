"""Writes: somebody is taken out of the mails that others got, of letters, and of mails that came in."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Cast, Replace

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import IncomingMail, Letter, MailboxCopy, Mailing, Message

GONE = "…"
FOLD = "\r\n "  # where a long line of a calendar is broken


@transaction.atomic
def erase(user: User, *, networks: Iterable[int], marks: Iterable[str]) -> None:
    """Take a person out of the post: what came from them is gone, and `marks` (name, address, phone) stand in no other mail.

    `networks`: where they were known; a mail of another network may name somebody else of the same name. The mails to
    them go with the user.
    """
    Letter.objects.filter(to__iexact=user.email).delete()
    MailboxCopy.objects.filter(to__iexact=user.email).delete()
    IncomingMail.objects.filter(Q(user=user) | Q(sender__iexact=user.email)).delete()
    Mailing.objects.filter(sender_email__iexact=user.email).update(sender_email="")
    known, places = {mark for mark in marks if mark}, set(networks)
    theirs = Message.objects.filter(user=user).values("mailing")
    mailings = Mailing.objects.filter(Q(network__in=places) | Q(network=None) | Q(pk__in=theirs))
    forget_in(mailings, ("subject", "body", "context", "calendar", "sender_name"), known)
    messages = Message.objects.filter(Q(mailing__network__in=places) | Q(mailing__network=None)).exclude(user=user)
    forget_in(messages, ("context",), known)


def forget_in(rows: models.QuerySet[Any], columns: tuple[str, ...], marks: set[str]) -> None:
    """Put `GONE` where one of the marks stands in a column of `rows`."""
    if not marks:
        return
    spelled = {form for mark in marks for form in (mark, json.dumps(mark)[1:-1])}  # SQLite keeps JSON in ASCII
    texts = {
        f"{name}_text": Replace(Cast(name, models.TextField()), Value(FOLD), Value(""), output_field=models.TextField())
        for name in columns
    }
    named = Q(*[Q(**{f"{name}__contains": form}) for name in texts for form in spelled], _connector=Q.OR)
    found = list(rows.annotate(**texts).filter(named))
    for row in found:
        for name in columns:
            setattr(row, name, without(getattr(row, name), marks))
    rows.model._base_manager.bulk_update(found, columns, batch_size=200)


def without(value: Any, marks: set[str]) -> Any:
    """The value without the marks, however deep they stand, the longest first."""
    if isinstance(value, str):
        joined = value.replace(FOLD, "")
        if not any(mark in joined for mark in marks):
            return value
        for mark in sorted(marks, key=len, reverse=True):
            joined = joined.replace(mark, GONE)
        return joined
    if isinstance(value, list):
        return [without(each, marks) for each in value]
    if isinstance(value, dict):
        return {name: without(each, marks) for name, each in value.items()}
    return value
