"""What the programme keeps for a time only, and taking it away when that is over. Each query has its deed."""

from datetime import datetime

from django.db.models import Q, QuerySet

from mikrovirk.programme.models import Feedback, HotSeatApplication, SignUp, SlotOffer
from mikrovirk.programme.services.sign_ups import NAMELESS

WORDS_OF_A_SLOT = ("business_text", "contribution_text", "expectation_text", "expectation_note")


def named_guests(before: datetime) -> "QuerySet[SignUp]":
    """Guests who are known by name only, at meetings that were held; that they came stays counted."""
    return SignUp.objects.filter(person=None, meeting__ends_at__lt=before).exclude(name__in=("", NAMELESS))


def forget_guests(before: datetime) -> int:
    return named_guests(before).update(name=NAMELESS)


def old_feedback(before: datetime) -> "QuerySet[Feedback]":
    """Words about a meeting; how many were pleased stays."""
    return Feedback.objects.filter(meeting__ends_at__lt=before).exclude(text="")


def empty_feedback(before: datetime) -> int:
    return old_feedback(before).update(text="")


def old_slots(before: datetime) -> "QuerySet[SlotOffer]":
    """What somebody wrote for their three minutes."""
    empty = Q(**dict.fromkeys(WORDS_OF_A_SLOT, ""))
    return SlotOffer.objects.filter(meeting__ends_at__lt=before).exclude(empty)


def empty_slots(before: datetime) -> int:
    return old_slots(before).update(**dict.fromkeys(WORDS_OF_A_SLOT, ""))


def old_seats(before: datetime) -> "QuerySet[HotSeatApplication]":
    """What somebody wrote for the hot seat: after the evening, or after they applied where it came to nothing."""
    over = Q(meeting__ends_at__lt=before) | Q(meeting=None, applied_at__lt=before)
    return HotSeatApplication.objects.filter(over).exclude(brief="")


def empty_seats(before: datetime) -> int:
    return old_seats(before).update(brief="")
