"""Tells the owner of a feed what is wrong with it: a mail that waits for the coordinator's approval."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mikrovirk.accounts.services import known_or_new
from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.landscape.fetch_words import said
from mikrovirk.landscape.models import Feed, FeedVisit
from mikrovirk.mailing.services import Recipient, draft

KIND = "landscape.feed_trouble"
TOLD_AT_MOST = 5  # problems in one mail
GOOD_FOR = timedelta(days=14)


def lines_about(log: FeedVisit, language: str) -> list[str]:
    """What was wrong, one sentence each."""
    if log.reason:
        with translation.override(language):
            return [said(log.reason)]
    return [Problem(*each).said(language) for each in log.problems]


def draft_to_owner(feed: Feed, log: FeedVisit, *, at: datetime) -> None:
    """Draft the mail, where somebody looks after the feed and a network's coordinator can approve it; at most one a week."""
    if not feed.owner_email or feed.network is None:
        return
    week = at.date().isocalendar()
    owner = known_or_new(feed.owner_email, full_name=feed.owner_name)
    wrong = {code: "\n".join(f"- {line}" for line in lines_about(log, code)[:TOLD_AT_MOST]) for code in ("da", "en")}
    draft(
        kind=KIND,
        occasion=f"feed:{feed.pk}:{week.year}-{week.week:02d}",
        recipients=[Recipient(owner)],
        at=at,
        due_at=at,
        network=feed.network,
        context={
            "feed": feed.name,
            "address": feed.url,
            "wrong": wrong,
            "network": feed.network.name,
            "url": settings.SITE_URL + reverse("landscape:calendar_of", args=[feed.municipality_code]),
        },
        expires_at=at + GOOD_FOR,
    )
