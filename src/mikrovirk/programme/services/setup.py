"""What a new network has from the start: the shipped formats, topics and tasks, as its own data to edit."""

from django.conf import settings
from django.db import transaction

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain import shipped
from mikrovirk.programme.models import Format, TaskTemplate, Topic
from mikrovirk.programme.services.formats import write_recipe


@transaction.atomic
def prepare_network(network: Network) -> None:
    """Give the network the shipped formats, topics and tasks; doing it twice changes nothing.

    A network that has formats has been prepared: what its coordinator changed or removed stays so.
    """
    if Format.objects.filter(network=network).exists():
        return
    language = settings.LANGUAGE_CODE
    formats = {
        wanted.key: add_shipped_format(network, wanted, position, language)
        for position, wanted in enumerate(shipped.FORMATS, start=1)
    }
    Topic.objects.bulk_create(
        [
            Topic(
                network=network,
                name=topic.name.in_language(language),
                about=topic.about.in_language(language),
                format=formats.get(topic.format_key),
                for_the_newly_started=topic.for_the_newly_started,
            )
            for topic in shipped.TOPICS
        ],
        ignore_conflicts=True,
    )
    TaskTemplate.objects.bulk_create(
        TaskTemplate(
            network=network,
            title=task.title.in_language(language),
            what=task.what.in_language(language),
            position=position,
        )
        for position, task in enumerate(shipped.TASKS, start=1)
    )


def add_shipped_format(network: Network, wanted: shipped.ShippedFormat, position: int, language: str) -> Format:
    made = Format.objects.create(
        network=network,
        key=wanted.key.replace(".", "-"),
        name=wanted.name.in_language(language),
        purpose=wanted.purpose.in_language(language),
        expect=wanted.expect.in_language(language),
        position=position,
    )
    write_recipe(made, wanted.recipe_in(language))
    return made
