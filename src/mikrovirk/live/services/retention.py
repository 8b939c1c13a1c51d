"""What is kept of an evening for a time only, and taking it away when that is over. Each query has its deed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from mikrovirk.live.models import Card, CardHint, Hand, Phone, Question


def old_phones(before: datetime) -> "QuerySet[Phone]":
    """Phones that say whose they were: with them who voted what in the hall, and who wanted which question answered."""
    named = Q(sign_up__isnull=False) | ~Q(name="") | ~Q(contact="")
    return Phone.objects.filter(named, evening__meeting__ends_at__lt=before)


@transaction.atomic
def forget_phones(before: datetime) -> int:
    """Also the names under questions, how to find somebody in the room, and whom somebody held out a hand to."""
    Question.objects.filter(evening__meeting__ends_at__lt=before).exclude(name="").update(name="")
    CardHint.objects.filter(sign_up__meeting__ends_at__lt=before).delete()
    Hand.objects.filter(evening__meeting__ends_at__lt=before).delete()
    return old_phones(before).update(sign_up=None, name="", contact="")


def old_cards(before: datetime) -> "QuerySet[Card]":
    """Why two people were to meet; whom somebody has met already stays, so that they get new names."""
    return Card.objects.filter(evening__meeting__ends_at__lt=before).exclude(because_da="", because_en="")


def empty_cards(before: datetime) -> int:
    return old_cards(before).update(because_da="", because_en="", facts={})
