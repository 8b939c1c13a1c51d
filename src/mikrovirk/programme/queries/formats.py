"""Reads: formats, topics and what a season goes round."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import installation
from mikrovirk.programme.domain.days_off import DaysOff, own_date
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.programme.models import Format, FormatItem, SeasonCalendar, TaskTemplate, Topic


def formats_of(network: Network) -> QuerySet[Format]:
    """The network's formats, also those no longer used, each with its recipe."""
    recipe = Prefetch("items", FormatItem.objects.order_by("position", "pk"))
    return Format.objects.filter(network=network).prefetch_related(recipe).annotate(meeting_count=Count("meetings"))


def topics_of(network: Network) -> QuerySet[Topic]:
    """The network's topics with how many talks there were about each."""
    return (
        Topic.objects.filter(network=network)
        .select_related("format")
        .annotate(talk_count=Count("talks", filter=Q(talks__meeting__isnull=False)))
    )


def active_topics(network: Network) -> QuerySet[Topic]:
    return Topic.objects.filter(network=network, is_active=True)


def task_templates_of(network: Network) -> QuerySet[TaskTemplate]:
    return TaskTemplate.objects.filter(network=network)


def own_avoid(network: Network) -> Avoid:
    """What the network itself chose to go round: the usual Danish days where it chose nothing."""
    chosen = SeasonCalendar.objects.filter(network=network).values_list("avoid", flat=True).first()
    return Avoid.from_plain(chosen) if chosen else Avoid()


def avoid_of(network: Network) -> Avoid:
    """Everything the network's seasons go round: its own choice and what holds for the whole installation."""
    own = own_avoid(network)
    return Avoid(own.public_holidays, own.notable_days, own.school, (*own.own, *days_of_installation()))


def days_of_installation() -> tuple[DaysOff, ...]:
    """The weeks without meetings that whoever runs the installation has entered for everybody."""
    return tuple(
        own_date(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), row.get("name", ""))
        for row in installation().no_meeting_weeks
    )
