"""What was said stays with the network; who said it is known for a time only."""

from datetime import datetime

from django.db.models import Q, QuerySet

from mikrovirk.voice.models import Input


def known_authors(before: datetime) -> "QuerySet[Input]":
    """What was said so long ago that nobody needs to know by whom, where an answer was given or none is owed."""
    settled = ~Q(outcome="") | Q(round__isnull=False) | Q(text="")
    return Input.objects.filter(settled, at__lt=before).filter(Q(person__isnull=False) | ~Q(author_name=""))


def forget_authors(before: datetime) -> int:
    return known_authors(before).update(person=None, author_name="")
