"""Reads: the topics of a network, who would come for them, and what became of suggestions."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Talk, Topic
from mikrovirk.voice.domain.similar_topics import alike
from mikrovirk.voice.models import TopicSupport
from mikrovirk.voice.queries.planner_inputs import supported_topics


def member_of(user: User, network: Network) -> Person | None:
    """The user as a member of the network; None for who only runs it."""
    return Person.objects.filter(user=user, memberships__network=network, memberships__left_date=None).first()


def topics_for(network: Network, person: Person | None) -> QuerySet[Topic]:
    """The topics in use, most wanted first: `supporters`, and whether this person supports (`mine`) or suggested it."""
    own = TopicSupport.objects.filter(topic=OuterRef("pk"), person=person)
    flags = {"mine": Exists(own), "suggested_by_me": Exists(own.filter(suggested=True))}
    if person is None:
        flags = dict.fromkeys(flags, Value(False, output_field=BooleanField()))  # type: ignore[arg-type]
    return supported_topics(network).annotate(**flags)


def planned_topics(network: Network, *, now: datetime) -> dict[int, Meeting]:
    """The topics that have a published meeting to come, each with the next one. One query."""
    coming = Talk.objects.filter(
        network=network,
        topic__isnull=False,
        meeting__state=Meeting.State.PUBLISHED,
        meeting__starts_at__gt=now,
    )
    found: dict[int, Meeting] = {}
    for talk in coming.select_related("meeting").order_by("meeting__starts_at"):
        if talk.topic_id and talk.meeting:
            found.setdefault(talk.topic_id, talk.meeting)
    return found


def put_away_topics(network: Network) -> QuerySet[Topic]:
    """Topics that are offered no more."""
    return Topic.objects.filter(network=network, is_active=False).order_by("name")


def similar(network: Network, typed: str, person: Person | None) -> list[Topic]:
    """The topics that are like what is being typed."""
    names = Topic.objects.filter(network=network, is_active=True).values_list("pk", "name")
    keys = alike(typed, names)
    if not keys:
        return []
    found = {topic.pk: topic for topic in topics_for(network, person).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True)
class Supporter:
    """Somebody who would come for a topic."""

    name: str
    suggested: bool


def supporters_of(topic: Topic) -> list[Supporter]:
    """Who would come, those who suggested it first. For the coordinator."""
    here = TopicSupport.objects.filter(
        topic=topic, person__memberships__network=topic.network_id, person__memberships__left_date=None
    )
    rows = here.select_related("person__user").order_by("-suggested", "at", "pk").distinct()
    return [Supporter(row.person.name, row.suggested) for row in rows]
