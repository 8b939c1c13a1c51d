"""Reads: what somebody said, for themselves: on their own page, by a receipt, and in the export."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import Ask, Decision, Input, InputWord, PointSupport, Speaker, TopicSupport
from mikrovirk.voice.queries.telling import HIDDEN, may_be_read_by_author

RELATED = ("network", "round", "question", "meeting", "topic", "point__consultation", "decision")


def for_author(rows: QuerySet[Input]) -> QuerySet[Input]:
    """With what an author sees: `is_told` says whether what came of it is theirs to read, `told_words` what was said since."""
    told = Input.objects.filter(may_be_read_by_author(), pk=OuterRef("pk"))
    words = InputWord.objects.filter(Q(is_from_author=True) | Q(told_at__isnull=False)).order_by("at", "pk")
    words = words.exclude(told_in__state__in=HIDDEN)
    return (
        rows.filter(erased_at=None)
        .select_related(*RELATED)
        .annotate(is_told=Exists(told))
        .prefetch_related(Prefetch("words", queryset=words, to_attr="told_words"))
    )


def said_by(user: User) -> QuerySet[Input]:
    """All that the user said, newest first, in the networks where the members' voice is on. Three queries at most."""
    networks = Network.objects.filter(inputs__person__user=user).distinct()
    on = [network.pk for network in networks if has_part(network, "voice")]
    return for_author(Input.objects.filter(person__user=user, network__in=on)).order_by("-at", "-pk")


def by_receipt(receipt: str) -> Input | None:
    """What somebody said anonymously, also where they have erased it since; None for an unknown receipt."""
    if not receipt:
        return None
    row = Input.objects.filter(receipt=receipt).select_related("network").first()
    if row is None or not has_part(row.network, "voice"):
        return None
    return row if row.erased_at else for_author(Input.objects.filter(pk=row.pk)).get()


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What is kept of somebody's part in the members' voice, as plain values; anonymous answers are nobody's."""
    said = Input.objects.filter(person__user=user, erased_at=None).order_by("at", "pk")
    told = said.filter(may_be_read_by_author()).values_list("pk", flat=True)
    rows = said.values(
        "pk", "text", "rating", "source", "at", "outcome", "outcome_words", "told_at", network_name=F("network__name")
    )
    known = set(told)
    asked = Ask.objects.filter(person__user=user).order_by("asked_at")
    points = PointSupport.objects.filter(person__user=user).order_by("at")
    topics = TopicSupport.objects.filter(person__user=user).order_by("at")
    speaks = Speaker.objects.filter(user=user).order_by("pk")
    known_as = speaks.values("name", "speaks_from", "email", "at_most", "note", network_name=F("network__name"))
    owned = Decision.objects.filter(owner=user).order_by("decided_at", "pk")
    sees_to = owned.values("title", "reason", "due_date", "done_words", network_name=F("network__name"))
    return {
        "sees_to": [dict(row) for row in sees_to],
        "speaker_in": [dict(row) for row in known_as],
        "said": [without_what_is_not_told(dict(row), is_told=row["pk"] in known) for row in rows],
        "asked_in_rounds": [dict(row) for row in asked.values("asked_at", "answered_at", "declined_at")],
        "support_for_points": [dict(row) for row in points.values("stance", "at", point_title=F("point__title"))],
        "support_for_topics": [dict(row) for row in topics.values("at", "suggested", topic_name=F("topic__name"))],
    }


def without_what_is_not_told(row: dict[str, Any], *, is_told: bool) -> dict[str, Any]:
    """An outcome that has not been told may still change: it is not part of the export."""
    del row["pk"]
    return row if is_told else {key: value for key, value in row.items() if not key.startswith(("outcome", "told"))}
