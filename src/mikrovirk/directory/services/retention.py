"""What the directory keeps for a time only, and taking it away when that is over. Each query has its deed."""

from datetime import datetime

from django.db.models import QuerySet

from mikrovirk.directory.models import Consent, JoinRequest, Membership, Referral


def answered_requests(before: datetime) -> "QuerySet[JoinRequest]":
    """Requests to join that were confirmed: the membership says the rest."""
    return JoinRequest.objects.filter(confirmed_at__lt=before)


def forget_answered_requests(before: datetime) -> int:
    return answered_requests(before).delete()[0]


def notes_of_former(before: datetime) -> "QuerySet[Membership]":
    """The coordinator's notes about people who have left."""
    return Membership.objects.filter(left_date__lt=before.date()).exclude(note="")


def empty_notes(before: datetime) -> int:
    return notes_of_former(before).update(note="")


def withdrawn_consents(before: datetime) -> "QuerySet[Consent]":
    """What people agreed to and took back: kept so long that somebody can ask whether it was right."""
    return Consent.objects.filter(withdrawn_at__lt=before)


def forget_withdrawn(before: datetime) -> int:
    return withdrawn_consents(before).delete()[0]


def old_referrals(before: datetime) -> "QuerySet[Referral]":
    """Who brought whom; that somebody came by a link stays counted."""
    return Referral.objects.filter(made_at__lt=before, inviter__isnull=False)


def forget_inviters(before: datetime) -> int:
    return old_referrals(before).update(inviter=None)
