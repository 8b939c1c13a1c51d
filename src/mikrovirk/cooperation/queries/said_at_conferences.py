"""Reads: what conferences hold about one person."""

from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Commitment, FollowUp, Wish


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What they wished, promised and said there, as plain values for their own copy."""
    promised = Commitment.objects.filter(owner_email__iexact=user.email).select_related("conference")
    words = FollowUp.objects.filter(by=user).exclude(text="").select_related("commitment")
    return {
        "wishes": [
            {"conference": row.conference.title, "text": row.text, "name": row.name, "at": row.made_at.isoformat()}
            for row in Wish.objects.filter(made_by=user).select_related("conference").order_by("made_at", "pk")
        ],
        "promised": [
            {
                "conference": row.conference.title,
                "text": row.text,
                "until": row.due_date.isoformat(),
                "state": row.state,
            }
            for row in promised.order_by("due_date", "pk")
        ],
        "followed_up": [
            {"promise": row.commitment.text, "text": row.text, "at": row.at.isoformat()}
            for row in words.order_by("at", "pk")
        ],
    }
