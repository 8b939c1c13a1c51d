"""Reads: what coordinators ask each other, and who is written to about it."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import CircleAnswer, CircleQuestion
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import RUN_BY, in_force


def questions() -> QuerySet[CircleQuestion]:
    """All that is asked in the circle, what was said last first, each with how many answers it has."""
    shown = CircleQuestion.objects.filter(removed_at=None).select_related("network", "asked_by")
    counted = shown.annotate(answer_count=Count("answers", filter=Q(answers__removed_at=None)))
    return counted.order_by("-latest_at", "-pk")


def open_for(network: Network) -> QuerySet[CircleQuestion]:
    """What other networks ask and nobody has answered yet."""
    answered = CircleAnswer.objects.filter(question=OuterRef("pk"), removed_at=None)
    unsettled = questions().exclude(network=network).filter(settled_at=None, network__is_open=True)
    return unsettled.filter(~Exists(answered))


def thread(question: CircleQuestion) -> QuerySet[CircleAnswer]:
    """The answers, oldest first."""
    return CircleAnswer.objects.filter(question=question, removed_at=None).select_related("network", "by")


def coordinators(*, besides: User) -> QuerySet[User]:
    """Who runs an open network today: the circle, without who writes."""
    running = User.objects.filter(
        in_force(prefix="roles__"), roles__network__is_open=True, roles__name__in=RUN_BY, is_active=True
    )
    return running.exclude(pk=besides.pk).distinct().order_by("pk")


def taking_part(question: CircleQuestion, *, besides: User) -> QuerySet[User]:
    """Who asked and who has answered, without who writes."""
    answered = CircleAnswer.objects.filter(question=question, removed_at=None).values("by")
    return coordinators(besides=besides).filter(Q(pk=question.asked_by_id or 0) | Q(pk__in=answered))
