"""Reads: what came of asking, of introductions and of the hot seat, as shares of those who answered."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from mikrovirk.common.days import end_of
from mikrovirk.health.domain import measures
from mikrovirk.live.models import CardAnswer, SeatTaken
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import SlotOffer
from mikrovirk.voice.models import Ask, Input, Outcome

TIME_TO_ANSWER = timedelta(days=14)  # who was asked later has not had the time
TIME_TO_DECIDE = timedelta(days=30)  # what was said later has not had the time to lead to something
LED_TO = (Outcome.TAKEN_UP, Outcome.MERGED, Outcome.LATER)


def answers(network: Network, *, as_of: date) -> measures.Share | None:
    """How many of those asked in input rounds answered: rounds opened a year back to two weeks ago. One query."""
    until = end_of(as_of)
    asked = Ask.objects.filter(
        round__network=network,
        asked_at__gte=until - timedelta(measures.RECENT_DAYS),
        asked_at__lt=until - TIME_TO_ANSWER,
    )
    return share_of(asked, Q(answered_at__lt=until))


def led_to(network: Network, *, as_of: date) -> measures.Share | None:
    """How many answers to input rounds, a year back to a month ago, were taken up or put off till later. One query.

    What was merged with another counts too: it was the other that was dealt with.
    """
    until = end_of(as_of)
    said = Input.objects.filter(
        network=network,
        round__isnull=False,
        erased_at=None,
        at__gte=until - timedelta(measures.RECENT_DAYS),
        at__lt=until - TIME_TO_DECIDE,
    )
    return share_of(said, Q(outcome__in=LED_TO, outcome_at__lt=until))


def introductions(network: Network, *, as_of: date) -> measures.Share | None:
    """How many of those who told of themselves and answered got what they expected, or part of it. One query."""
    until = end_of(as_of)
    told = SlotOffer.objects.filter(
        meeting__network=network,
        expectation_answered_at__gte=until - timedelta(measures.RECENT_DAYS),
        expectation_answered_at__lt=until,
    ).exclude(expectation_met="")
    return share_of(told, Q(expectation_met__in=["yes", "partly"]))


def hot_seats(network: Network, *, as_of: date) -> measures.Share | None:
    """Of the turns in the hot seat and on the brag spot that were told of: from how many something came. One query."""
    until = end_of(as_of)
    told = SeatTaken.objects.filter(
        application__network=network, came_at__gte=until - timedelta(measures.RECENT_DAYS), came_at__lt=until
    ).exclude(came="")
    return share_of(told, Q(came__in=[SeatTaken.Came.GOOD, SeatTaken.Came.BEGUN]))


def cards(network: Network, *, as_of: date) -> dict[str, Any] | None:
    """Of the meetings with somebody whom a card had named: how many were useful; and of how many people. One query."""
    until = end_of(as_of)
    said = CardAnswer.objects.filter(
        card__evening__meeting__network=network,
        at__gte=until - timedelta(measures.RECENT_DAYS),
        at__lt=until,
    )
    found = said.aggregate(
        useful=Count("pk", filter=Q(useful=True)),
        of=Count("pk"),
        people=Count("sign_up__person", distinct=True),
    )
    share = measures.share(found["useful"], found["of"])
    return None if share is None else {**plain_share(share), "people": found["people"]}


def share_of(rows: QuerySet[Any], those: Q) -> measures.Share | None:
    found = rows.aggregate(count=Count("pk", filter=those), of=Count("pk"))
    return measures.share(found["count"], found["of"])


def plain_share(share: measures.Share) -> dict[str, Any]:
    """A share as it is kept: people whole, parts to three places."""
    return {
        "count": share.count,
        "of": share.of,
        "share": round(share.share, 3),
        "low": round(share.low, 3),
        "high": round(share.high, 3),
    }
