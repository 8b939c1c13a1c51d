"""Who had which role is kept for a time only."""

from datetime import datetime

from django.db.models import QuerySet

from mikrovirk.networks.models import KnowHow, RoleChange


def old_role_changes(before: datetime) -> "QuerySet[RoleChange]":
    return RoleChange.objects.filter(at__lt=before)


def forget_role_changes(before: datetime) -> int:
    return old_role_changes(before).delete()[0]


def removed_notes(before: datetime) -> "QuerySet[KnowHow]":
    """Notes for a successor that were taken away and could still be put back."""
    return KnowHow.objects.filter(removed_at__lt=before)


def forget_removed_notes(before: datetime) -> int:
    return removed_notes(before).delete()[0]
