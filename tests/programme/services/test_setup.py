"""What a new network begins with."""

import pytest

from mikrovirk.programme.models import Format, TaskTemplate, Topic
from mikrovirk.programme.services import setup
from tests import factories

pytestmark = pytest.mark.django_db


def test_new_network_has_1_0_and_2_0_with_recipes_in_danish() -> None:
    network = factories.network()
    setup.prepare_network(network)
    recipes = {found.name: [(item.title, item.kind) for item in found.items.all()] for found in network.formats.all()}
    assert recipes == {
        "1.0": [
            ("Velkomst", "welcome"),
            ("Fagligt oplæg", "talk"),
            ("3 × 3 minutter", "introductions"),
            ("Spørgsmål", "questions"),
            ("Netværke frit", "networking"),
        ],
        "2.0": [
            ("Velkomst", "welcome"),
            ("Fagligt oplæg", "talk"),
            ("Den varme stol eller Pralepladsen", "hot_seat"),
            ("Input fra salen", "input"),
            ("Netværke frit", "networking"),
        ],
    }


def test_new_network_has_the_topics_of_the_two_formats() -> None:
    network = factories.network()
    setup.prepare_network(network)
    topics = {(topic.format.key if topic.format else "", topic.name) for topic in network.topics.all()}
    assert topics == {
        ("1-0", "Salg"),
        ("1-0", "Markedsføring"),
        ("1-0", "Økonomi"),
        ("1-0", "Skat og moms"),
        ("2-0", "Strategi"),
        ("2-0", "Samarbejde"),
        ("2-0", "Udvikling"),
        ("2-0", "Vækstpotentiale"),
    }
    assert set(network.topics.filter(for_the_newly_started=True).values_list("format__key", flat=True)) == {"1-0"}


def test_preparing_again_brings_nothing_back_and_overwrites_nothing() -> None:
    network = factories.network()
    setup.prepare_network(network)
    Format.objects.filter(network=network, key="1-0").update(name="Værktøjsaften")
    Topic.objects.filter(network=network, name="Salg").delete()
    TaskTemplate.objects.filter(network=network).delete()
    setup.prepare_network(network)
    assert [found.name for found in network.formats.all()] == ["Værktøjsaften", "2.0"]
    assert not network.topics.filter(name="Salg").exists()
    assert network.task_templates.count() == 0
