"""What a coordinator does with formats, topics, the usual tasks and the days kept free."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.domain.agenda import RecipeItem
from mikrovirk.programme.domain.days_off import DaysOff
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.programme.models import Format, FormatItem, Meeting, SeasonCalendar, TaskTemplate, Topic
from mikrovirk.programme.services import meetings as meeting_services


class LastFormat(Exception):
    """A network needs one format to lay out a season with."""


class TopicExists(ValueError):
    """The network has a topic of that name."""


# --- formats ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_format(network: Network, *, name: str, purpose: str, expect: str, recipe: Sequence[RecipeItem]) -> Format:
    """Add a format of the network's own, last in the list."""
    position = Format.objects.filter(network=network).count() + 1
    made = Format.objects.create(
        network=network, key=free_key(network, name), name=name, purpose=purpose, expect=expect, position=position
    )
    write_recipe(made, recipe)
    return made


def free_key(network: Network, name: str) -> str:
    """A key made from the name that no other format of the network has: "1.0" gives "1-0"."""
    wanted = slugify(name.replace(".", "-"), allow_unicode=True)[:16] or "format"
    taken = set(Format.objects.filter(network=network).values_list("key", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wanted, *numbered) if key not in taken)


@transaction.atomic
def change_format(
    changed: Format, *, name: str, purpose: str, expect: str, recipe: Sequence[RecipeItem], at: datetime
) -> None:
    """Change a format. Meetings keep the agenda they have; those to come say the new words."""
    changed.name, changed.purpose, changed.expect = name, purpose, expect
    changed.save(update_fields=["name", "purpose", "expect"])
    write_recipe(changed, recipe)
    coming = Meeting.objects.filter(format=changed, starts_at__gt=at).exclude(state=Meeting.State.CANCELLED)
    meeting_services.refresh_meetings(coming, at=at)


def write_recipe(changed: Format, recipe: Sequence[RecipeItem]) -> None:
    FormatItem.objects.filter(format=changed).delete()
    FormatItem.objects.bulk_create(
        FormatItem(
            format=changed,
            position=position,
            kind=item.kind.value,
            title=item.title,
            minutes=item.minutes,
            filled_by=item.filled_by.value,
            slots=item.slots,
            minutes_each=item.minutes_each,
        )
        for position, item in enumerate(recipe, start=1)
    )


@transaction.atomic
def stop_using(stopped: Format) -> None:
    """Offer the format no more; meetings that have it keep it. Raise LastFormat for the only one left."""
    others = Format.objects.select_for_update().filter(network=stopped.network, is_active=True).exclude(pk=stopped.pk)
    if not others.exists():
        raise LastFormat
    stopped.is_active = False
    stopped.save(update_fields=["is_active"])


def use_again(stopped: Format) -> None:
    stopped.is_active = True
    stopped.save(update_fields=["is_active"])


# --- topics ----------------------------------------------------------------------------------------------------------


def save_topic(
    network: Network,
    *,
    name: str,
    about: str = "",
    format: Format | None = None,
    for_the_newly_started: bool = False,
    topic: Topic | None = None,
) -> Topic:
    """Add a topic, or change `topic`; raise TopicExists where the network has another of that name."""
    topic = topic or Topic(network=network)
    topic.name, topic.about, topic.format = name, about, format
    topic.for_the_newly_started = for_the_newly_started
    topic.is_active = True
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError as error:
        raise TopicExists(name) from error
    return topic


def remove_topic(topic: Topic) -> bool:
    """Remove a topic; one that talks were about is only put away. True if it is gone."""
    if topic.talks.exists():
        topic.is_active = False
        topic.save(update_fields=["is_active"])
        return False
    topic.delete()
    return True


# --- tasks and days --------------------------------------------------------------------------------------------------


def add_task_template(network: Network, *, title: str, what: str = "") -> TaskTemplate:
    """Add a task that every new meeting gets."""
    position = TaskTemplate.objects.filter(network=network).count() + 1
    return TaskTemplate.objects.create(network=network, title=title, what=what, position=position)


def remove_task_template(network: Network, pk: int) -> None:
    TaskTemplate.objects.filter(network=network, pk=pk).delete()


def keep_free(network: Network, avoid: Avoid) -> None:
    """Let new seasons of the network go round these days."""
    SeasonCalendar.objects.update_or_create(network=network, defaults={"avoid": avoid.as_plain()})


def keep_free_everywhere(days: Iterable[DaysOff]) -> None:
    """Let new seasons of every network of the installation go round these days."""
    rows = [
        {"name": run.name.da, "first": run.first_date.isoformat(), "last": run.last_date.isoformat()} for run in days
    ]
    Installation.objects.update_or_create(pk=1, defaults={"no_meeting_weeks": rows})
