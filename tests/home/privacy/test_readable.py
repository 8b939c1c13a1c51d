"""Somebody's own data on paper: every name has its words, days and choices are said, what is empty is left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from mikrovirk.home.privacy import own_data, readable
from mikrovirk.home.privacy.readable_words import LABELS, PARTS
from mikrovirk.networks.models import Network, Role
from tests import factories
from tests.factories import TODAY
from tests.networks.rows_of_a_network import rows_of

pytestmark = pytest.mark.django_db


def names_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from names_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from names_in(each)


def test_every_name_has_its_words() -> None:
    network = factories.network("moen", host=factories.organisation("erhverv"))
    rows_of(network)
    users = [role.user for role in Role.objects.select_related("user")]
    found = {name for user in users for name in names_in(own_data.export_of(user))}
    assert len(found) > 150
    assert sorted(found - set(PARTS) - set(LABELS)) == []


def test_days_choices_and_yes_are_said_in_words_and_what_is_empty_is_left_out() -> None:
    network: Network = factories.network("moen")
    person = factories.member(network, "Lise Holm")
    factories.sign_up(factories.meeting(network, title="Salg"), person)
    document = readable.document_of(person.user, TODAY)
    text = "\n".join(f"{section.heading}\n" + "\n".join(section.bullets) for section in document.sections)
    assert "Lise Holm" in text
    assert "Salg" in text
    assert "25. januar" in text
    assert "2027-01-25" not in text
    assert "Mit billede vises til: Medlemmer af mine netværk" in text
    assert "None" not in text
    with translation.override("en"):
        assert readable.said("photo_for", "members") == "Members of my networks"
        assert readable.said("", True) == "yes"
