"""Sharing by own choice, and taking it back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Shared
from mikrovirk.landscape.queries.circle import could_share, found, shared_by, shared_with
from mikrovirk.landscape.services import circle as services
from mikrovirk.networks.models import Network
from tests.landscape.circle_rows import NOW, Circle, circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Circle:
    return circle()


def test_nothing_is_shared_unless_somebody_chooses_it(two: Circle) -> None:
    assert not shared_with(two.taker).exists()
    assert sorted((choice.kind, choice.title) for choice in could_share(two.giver)) == [
        ("format", "1.0"),
        ("mail", "Kom og mød os"),
        ("speaker", "Tove Tal"),
        ("talk", "Moms uden mavepine"),
        ("venue", "Laden"),
    ]


def test_what_is_shared_is_found_by_kind_and_words_and_not_by_oneself(two: Circle) -> None:
    for kind in Shared.Kind.values:
        two.shares(kind)
    everything = shared_with(two.taker)
    assert {row.kind for row in everything} == set(Shared.Kind.values)
    assert not shared_with(two.giver).exists()
    assert [row.title for row in found(everything, kind="venue", words="")] == ["Laden"]
    assert {row.title for row in found(everything, kind="", words="mavepine")} == {"Tove Tal", "Moms uden mavepine"}
    assert not found(everything, kind="venue", words="moms").exists()
    assert [choice.kind for choice in could_share(two.giver)] == ["mail"]  # the same words can be shared again


def test_taken_back_and_shared_again(two: Circle) -> None:
    shared = two.shares("format")
    services.revoke(shared, at=NOW + timedelta(days=1))
    assert not shared_with(two.taker).exists()
    assert [row.pk for row in shared_by(two.giver)] == [shared.pk]
    services.share_again(shared)
    assert [row.pk for row in shared_with(two.taker)] == [shared.pk]
    services.revoke(shared, at=NOW + timedelta(days=2))
    assert two.shares("format").pk == shared.pk


def test_a_speaker_is_passed_on_only_with_their_yes(two: Circle) -> None:
    with pytest.raises(services.SpeakerNotAsked):
        services.share(two.giver, two.choice("speaker"), by=two.gerda, at=NOW)
    shared = two.shares("speaker")
    with transaction.atomic(), pytest.raises(IntegrityError):
        Shared.objects.filter(pk=shared.pk).update(speaker_agreed_at=None)


def test_what_a_closed_network_shared_is_not_shown(two: Circle) -> None:
    two.shares("format")
    Network.objects.filter(pk=two.giver.pk).update(is_open=False)
    assert not shared_with(two.taker).exists()


def test_a_speaker_who_is_forgotten_is_not_shared_again(two: Circle) -> None:
    two.shares("speaker")
    venue = two.shares("venue")
    tove = User.objects.get(email="tove@tal.example")
    services.erase(tove)
    assert list(shared_by(two.giver)) == [venue]
