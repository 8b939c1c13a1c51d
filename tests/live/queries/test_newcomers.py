"""The cards of those who tell of themselves, and to whom an empty turn can be given."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from pytest_django.asserts import assertNumQueries

from mikrovirk.directory.models import Membership
from mikrovirk.live.models import Evening
from mikrovirk.live.queries.newcomers import (
    Introduction,
    Newcomer,
    introductions_of,
    is_turn_of,
    newcomers_in,
    pictured,
)
from mikrovirk.live.queries.turns import run_of
from tests import factories
from tests.live import evenings
from tests.live.introductions import TEXTS, evening_with, give, have_told, membership, phone_of, speaker, write_texts

pytestmark = pytest.mark.django_db


def cards(evening: Evening) -> list[Introduction]:
    return list(introductions_of(evening, run_of(evening).turns[2:5]).values())


def test_the_card_has_what_the_member_wrote_for_the_evening() -> None:
    evening = evening_with("Sofie Holm")
    write_texts(evening)
    person = speaker(evening)
    business = membership(person, evening).business
    assert business is not None
    assert cards(evening) == [Introduction("Sofie Holm", business.name, *TEXTS, person.pk, has_picture=False)]


def test_without_texts_the_card_has_what_the_directory_knows() -> None:
    evening = evening_with("Sofie Holm")
    business = membership(speaker(evening), evening).business
    assert business is not None
    business.about, business.offers = "Systue", "Lapper jakker"
    business.save()
    assert cards(evening)[0].texts == ("Systue", "Lapper jakker", "")


def test_a_turn_given_by_name_has_a_card_with_the_name_alone() -> None:
    evening = evening_with()
    give(evening, 0, "Frk. Jensen-Nødskov", phone=evenings.phone(evening, "Frk. Jensen-Nødskov").pk)
    assert cards(evening) == [Introduction("Frk. Jensen-Nødskov")]


def test_somebody_who_does_not_come_to_the_meeting_has_no_card_whatever_key_is_sent() -> None:
    evening = evening_with()
    stranger = factories.member(factories.network(), "Hemmelig Person")
    give(evening, 0, "Hemmelig Person", person=stranger.pk)
    assert cards(evening) == [Introduction("Hemmelig Person")]
    assert pictured(evening, stranger.pk) is None


@pytest.mark.parametrize(("audience", "is_shown"), [("public", True), ("members", True), ("nobody", False)])
def test_the_picture_is_shown_in_the_room_if_fellow_members_see_it(audience: str, is_shown: bool) -> None:
    evening = evening_with("Sofie Holm")
    person = speaker(evening)
    person.photo_for = audience
    person.photo.save("sofie.jpg", ContentFile(b"x"))
    assert cards(evening)[0].has_picture is is_shown
    assert (pictured(evening, person.pk) is not None) is is_shown
    person.photo.delete()


@pytest.mark.parametrize("count", [1, 3])
def test_the_cards_cost_the_same_for_one_and_for_three(count: int) -> None:
    evening = evening_with(*["Sofie Holm", "Frode Bak", "Ida Lund"][:count])
    turns = run_of(evening).turns
    with assertNumQueries(3):
        introductions_of(evening, turns)


def test_an_empty_turn_can_be_given_to_the_newest_members_then_guests_then_older_members() -> None:
    evening = evening_with("Sofie Holm")
    place, today = evening.meeting.network, evening.meeting.starts_at.date()
    old = factories.member(place, "Ole Gammel", joined=today - timedelta(days=900))
    newer = factories.member(place, "Nina Nyest", joined=today - timedelta(days=3))
    new = factories.member(place, "Nils Ny", joined=today - timedelta(days=30))
    told = factories.member(place, "Tove Har-Talt", joined=today - timedelta(days=2))
    Membership.objects.filter(person=told).update(introduced_date=today)
    rows = {
        person: factories.sign_up(evening.meeting, person, checked_in_at=evening.meeting.starts_at)
        for person in (old, newer, new, told)
    }
    guest = factories.sign_up(evening.meeting, factories.person("Gerda Gæst"), as_guest=True)
    phone_guest = evenings.phone(evening, sign_up=guest)
    by_name = evenings.phone(evening, "Navn Alene")
    factories.sign_up(evening.meeting, factories.member(place, "Ikke Kommet"))
    firm = {person: membership(person, evening).business.name for person in (old, newer, new)}  # type: ignore[union-attr]
    with assertNumQueries(4):
        found = newcomers_in(evening)
    assert found == [
        Newcomer("Nina Nyest", firm[newer], False, rows[newer].pk, newer.pk),
        Newcomer("Nils Ny", firm[new], False, rows[new].pk, new.pk),
        Newcomer("Gerda Gæst", "", True, guest.pk, guest.person_id),
        Newcomer("Navn Alene", phone=by_name.pk),
        Newcomer("Ole Gammel", firm[old], False, rows[old].pk, old.pk),
    ]
    assert phone_guest.sign_up_id == guest.pk


def test_who_was_given_a_turn_is_not_offered_another() -> None:
    evening = evening_with()
    phone = evenings.phone(evening, "Navn Alene")
    give(evening, 0, "Navn Alene", phone=phone.pk)
    assert newcomers_in(evening) == []


def test_a_phone_of_the_speaker_is_known() -> None:
    evening = evening_with("Sofie Holm", "Frode Bak")
    have_told(evening, 0)
    sofie, by_name = phone_of(evening, speaker(evening)), evenings.phone(evening, "Navn Alene")
    give(evening, 2, "Navn Alene", phone=by_name.pk)
    turns = run_of(evening).turns[2:5]
    assert [is_turn_of(turn, sofie) for turn in turns] == [True, False, False]
    assert [is_turn_of(turn, by_name) for turn in turns] == [False, False, True]
