"""Topics that members wish for: support, suggestions, and what the coordinator does with them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Talk, Topic
from mikrovirk.programme.services import formats as format_services
from mikrovirk.voice.domain.similar_topics import same
from mikrovirk.voice.models import Input, Outcome, Point, Source, Speaker, TopicSupport
from mikrovirk.voice.services.stream import About, receive


class NothingSaid(ValueError):
    """A suggestion without words."""


@dataclass(frozen=True)
class Suggested:
    """What became of a suggestion: its topic, and whether that was there already."""

    topic: Topic
    is_new: bool


def support(topic: Topic, person: Person, *, at: datetime) -> None:
    """This member would come for that topic. Twice is once."""
    TopicSupport.objects.get_or_create(topic=topic, person=person, defaults={"at": at})


def withdraw(topic: Topic, person: Person) -> None:
    """They would not come for it after all."""
    TopicSupport.objects.filter(topic=topic, person=person).delete()


@transaction.atomic
def suggest(network: Network, *, name: str, person: Person, at: datetime) -> Suggested:
    """A member suggests a topic: it is on the list at once, with their support, and lands in the stream.

    One that is there already, put away or not, is supported instead. Raise NothingSaid.
    """
    words = " ".join(name.split())
    if not words:
        raise NothingSaid
    there = next((topic for topic in Topic.objects.filter(network=network) if same(topic.name, words)), None)
    topic = there or added(network, words)
    if there and not there.is_active:
        there.is_active = True
        there.save(update_fields=["is_active"])
    row, _is_new = TopicSupport.objects.get_or_create(topic=topic, person=person, defaults={"at": at})
    row.suggested = row.suggested or there is None
    row.save(update_fields=["suggested"])
    receive(
        network,
        source=Source.TOPIC,
        text=words,
        at=at,
        source_key=f"topic:{topic.pk}:{person.pk}",
        person=person,
        about=About(topic=topic),
    )
    return Suggested(topic, there is None)


def added(network: Network, name: str) -> Topic:
    try:
        return format_services.save_topic(network, name=name)
    except format_services.TopicExists:  # somebody else suggested it this very moment
        return Topic.objects.get(network=network, name=name)


@transaction.atomic
def take_back(topic: Topic, person: Person) -> bool:
    """Take a suggestion back: the topic goes where nobody else supports it and nothing came of it. True if it is gone."""
    row = TopicSupport.objects.filter(topic=topic, person=person, suggested=True).first()
    if row is None:
        return False
    row.delete()
    Input.objects.filter(topic=topic, person=person, source=Source.TOPIC, outcome="").delete()
    drafted = Point.objects.filter(topic=topic)
    if topic.support.exists() or topic.talks.exists() or topic.speakers.exists() or drafted.exists():
        return False
    topic.delete()
    return True


# --- the coordinator -------------------------------------------------------------------------------------------------


class CannotMerge(ValueError):
    """A topic is not merged with itself, nor with another network's."""


@transaction.atomic
def merge(topic: Topic, into: Topic, *, by: User | None, at: datetime) -> int:
    """Make one topic of two: support, talks, speakers, points of drafts and what was said move along. Return how many now support it."""
    if topic.pk == into.pk or topic.network_id != into.network_id:
        raise CannotMerge
    list(Topic.objects.select_for_update().filter(pk__in=[topic.pk, into.pk]))
    already = into.support.values("person")
    topic.support.filter(person__in=already).delete()
    topic.support.update(topic=into)
    for speaker in Speaker.objects.filter(topics=topic):
        speaker.topics.add(into)
    Talk.objects.filter(topic=topic).update(topic=into)
    Point.objects.filter(topic=topic).update(topic=into)
    open_inputs = Input.objects.filter(topic=topic, source=Source.TOPIC, outcome="")
    open_inputs.update(outcome=Outcome.MERGED, outcome_words=into.name[:500], outcome_at=at, outcome_by=by)
    Input.objects.filter(topic=topic).update(topic=into)
    topic.delete()
    return into.support.count()


@transaction.atomic
def put_away(topic: Topic, *, word: str, by: User | None, at: datetime) -> None:
    """Offer the topic no more, with a word to those who suggested it; their support is kept should it come back."""
    topic.is_active = False
    topic.save(update_fields=["is_active"])
    open_inputs = Input.objects.filter(topic=topic, source=Source.TOPIC, outcome="")
    open_inputs.update(outcome=Outcome.NO, outcome_words=word[:500], outcome_at=at, outcome_by=by)


@transaction.atomic
def bring_back(topic: Topic) -> None:
    """Offer the topic again; nobody who was not told yet is told of the no."""
    topic.is_active = True
    topic.save(update_fields=["is_active"])
    untold = Input.objects.filter(topic=topic, source=Source.TOPIC, outcome=Outcome.NO, told_at=None)
    untold.update(outcome="", outcome_words="", outcome_at=None, outcome_by=None)
