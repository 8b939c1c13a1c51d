"""Reads: the feeds somebody keeps, and what came of reading them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Feed, FeedVisit
from mikrovirk.networks.queries import keeping_of


def feeds_for(user: User | AnonymousUser) -> QuerySet[Feed]:
    """The feeds `user` keeps, removed ones too."""
    keeping = keeping_of(user)
    return Feed.objects.all() if keeping.everything else Feed.objects.filter(municipality_code__in=keeping.codes)


def listed(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    """For a list: with how many activities are to come, and how the last visit went."""
    last = FeedVisit.objects.filter(feed=OuterRef("pk")).order_by("-at", "-pk")
    now = timezone.now()
    return (
        feeds.filter(removed_at=None)
        .select_related("network")
        .annotate(
            coming_count=Count("events", filter=Q(events__ends_at__gt=now)),
            last_at=Subquery(last.values("at")[:1]),
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_reason=Subquery(last.values("reason")[:1]),
            last_problems=Subquery(last.values("problems")[:1]),
        )
        .order_by("name", "pk")
    )


def log_of(feed: Feed) -> QuerySet[FeedVisit]:
    """Every visit that is kept, newest first."""
    return feed.visits.select_related("by")
