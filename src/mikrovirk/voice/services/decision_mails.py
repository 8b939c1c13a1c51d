"""Writes: the mail to whoever sees to a decision is drafted; it leaves when the coordinator has approved it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.services.minutes_text import one_line

OWNER = "voice.decision_owner"
WORTH_READING = timedelta(days=60)


def tell_owner(decision: Decision, *, by: User, at: datetime) -> Mailing | None:
    """Draft a mail to an owner outside the group, who does not see the steering room; None for all others."""
    owner = decision.owner
    if owner is None or owner == by or decision.answer != Decision.Answer.YES:
        return None
    if queries.has_role(decision.network, [owner.pk]):
        return None
    due = decision.due_date
    page = reverse("voice:decision_mine", args=[decision.network.slug, decision.pk])
    words = {
        "network": decision.network.name,
        "decision": decision.title,
        "reason": one_line(decision.reason),
        "due": in_each_language(lambda: dates.day(due)) if due else "",
        "url": settings.SITE_URL + page,
    }
    return mailing.draft(
        kind=OWNER,
        occasion=f"decision:{decision.pk}:{owner.pk}",
        recipients=[Recipient(owner)],
        at=at,
        due_at=at,
        network=decision.network,
        context=words,
        expires_at=at + WORTH_READING,
    )
