"""Reads: wishes for a conference, and what could be brought to it from what members said and asked."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Conference, Wish
from mikrovirk.live.models import Question
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.voice.models import Theme

LEAST_BEHIND = 3  # people behind a theme before it is offered: fewer could give somebody away
OFFERED_AT_MOST = 30


def shown(conference: Conference) -> QuerySet[Wish]:
    """What an organiser let through, for everybody."""
    return conference.wishes.filter(shown_at__isnull=False).select_related("network")


def waiting(conference: Conference) -> QuerySet[Wish]:
    """What came in and was neither let through nor set aside."""
    return conference.wishes.filter(shown_at=None, set_aside_at=None).order_by("made_at", "pk")


def set_aside(conference: Conference) -> QuerySet[Wish]:
    return conference.wishes.filter(set_aside_at__isnull=False).order_by("-set_aside_at", "-pk")


def themes_to_bring(conference: Conference, user: User | AnonymousUser) -> QuerySet[Theme]:
    """Themes of the user's own networks in the municipality, with `said_count`; a network's themes are its own to bring."""
    own = networks_for(user, needs=Permission.STEER).filter(municipality_code=conference.municipality_code)
    said = Count("inputs", filter=Q(inputs__erased_at=None))
    rows = Theme.objects.filter(network__in=own).exclude(wishes__conference=conference)
    rows = rows.annotate(said_count=said).filter(said_count__gte=LEAST_BEHIND).select_related("network")
    return rows.order_by("-said_count", "pk")[:OFFERED_AT_MOST]


def questions_to_bring(conference: Conference, user: User | AnonymousUser) -> QuerySet[Question]:
    """Wishes and open questions of the user's own evenings, with `support_count`, the newest first."""
    own = networks_for(user, needs=Permission.STEER).filter(municipality_code=conference.municipality_code)
    rows = Question.objects.filter(evening__meeting__network__in=own).exclude(wishes__conference=conference)
    rows = rows.filter(Q(kind=Question.Kind.WISH) | Q(state=Question.State.OPEN)).exclude(state=Question.State.HIDDEN)
    rows = rows.annotate(support_count=Count("support")).select_related("evening__meeting__network")
    return rows.order_by("-at", "-pk")[:OFFERED_AT_MOST]
