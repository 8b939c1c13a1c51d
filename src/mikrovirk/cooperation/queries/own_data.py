"""Reads: what the division of roles holds about one person."""

from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Comment, SignOff


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What they signed, declined and said, as plain values for their own copy."""
    answers = SignOff.objects.filter(by=user).select_related("version", "party__organisation", "party__network")
    comments = Comment.objects.filter(by=user).order_by("at", "pk")
    return {
        "roles_signed": [
            {
                "party": row.party.name,
                "version": row.version.number,
                "said": row.said,
                "name": row.name,
                "why": row.why,
                "at": row.at.isoformat(),
            }
            for row in answers
        ],
        "roles_said": [{"text": row.text, "name": row.name, "at": row.at.isoformat()} for row in comments],
    }
