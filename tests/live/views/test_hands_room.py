"""The three minutes on the pages of the evening: cards, taps, the host's list, and what is one phone's."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mikrovirk.live.mine import Mine, mine_of
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.regions import Audience, made
from mikrovirk.live.services import hands as services
from mikrovirk.live.views.hands_room import own_hands
from tests import factories
from tests.live import evenings
from tests.live.introductions import (
    TEXTS,
    evening_with,
    give,
    have_told,
    hold_out,
    phone_of,
    say,
    speaker,
    turn_keys,
    write_texts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Evening:
    evening = evening_with("Sofie Holm", "Frode Bak")
    write_texts(evening)
    return evening


def region(name: str, evening: Evening, audience: Audience) -> dict[str, Any]:
    return made(name, Evening.objects.get(pk=evening.pk), audience, "da")


def turns(evening: Evening, audience: Audience) -> list[str]:
    """The three turns as the audience sees them."""
    html = region("turns", evening, audience)["html"]
    return [html.partition(f'data-turn="{key}"')[2].partition('<div class="scene')[0] for key in turn_keys(evening)]


def mine(phone: Phone) -> dict[str, Any]:
    return mine_of(Evening.objects.get(pk=phone.evening_id), Phone.objects.get(pk=phone.pk))


# --- what the room sees ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", list(Audience))
def test_everybody_sees_the_card_of_who_tells(evening: Evening, audience: Audience) -> None:
    first, _second, empty = turns(evening, audience)
    for words in ("Sofie Holm", *TEXTS):
        assert words in first
    assert "Sofie" not in empty


def test_phones_have_three_taps_and_the_screen_has_none(evening: Evening) -> None:
    phone, _second, empty = turns(evening, Audience.PHONE)
    assert phone.count('data-say="hand"') == 3
    for words in ("Jeg kan hjælpe", "Lad os tale sammen", "Jeg kender en", 'data-own="speaks:'):
        assert words in phone
    assert 'data-say="hand"' not in empty
    assert 'data-say="hand"' not in "".join(turns(evening, Audience.SCREEN))


def test_an_empty_turn_is_offered_kindly(evening: Evening) -> None:
    assert "De her 3 minutter er ledige" in turns(evening, Audience.SCREEN)[2]
    assert "Ræk hånden op" in turns(evening, Audience.PHONE)[2]
    assert "data-give" in turns(evening, Audience.HOST)[2]


def test_without_the_part_only_the_name_stands_there(evening: Evening) -> None:
    network = evening.meeting.network
    network.parts = []
    network.save()
    phone, _second, _empty = turns(evening, Audience.PHONE)
    assert "Sofie Holm" in phone
    assert TEXTS[0] not in phone
    assert 'data-say="hand"' not in phone
    assert region("newcomers", evening, Audience.HOST)["html"].strip() == ""


def test_a_name_with_quotes_reaches_the_server_whole(evening: Evening) -> None:
    give(evening, 2, """Ann "Annie" O'Hara <b>""")
    html = turns(evening, Audience.PHONE)[2]
    assert "<b>" not in html
    assert "Ann &quot;Annie&quot; O&#x27;Hara &lt;b&gt;" in html


def test_the_host_gives_an_empty_turn_with_one_press(evening: Evening, client: Client) -> None:
    guest = evenings.phone(evening, "Navn Alene")
    html = region("newcomers", evening, Audience.HOST)["html"]
    assert f'data-named="Navn Alene" data-phone="{guest.pk}"' in html
    client.force_login(evenings.host(evening))
    thing = {
        "id": "00000000-0000-4000-8000-000000000001",
        "what": "press",
        "kind": "name",
        "turn": turn_keys(evening)[2],
        "who": "Navn Alene",
        "phone": guest.pk,
        "person": None,
        "sign_up": None,
    }
    answer = client.post(f"/l/{evening.code}/say/", json.dumps([thing]), content_type="application/json")
    assert answer.json() == {"stored": [thing["id"]], "refused": []}
    assert "Navn Alene" in turns(evening, Audience.SCREEN)[2]
    assert f"speaks:{turn_keys(evening)[2]}" in mine(guest)["pressed"]


def test_the_picture_is_for_the_room_alone(evening: Evening, client: Client) -> None:
    sofie = speaker(evening)
    address = f"/l/{evening.code}/faces/{sofie.pk}.jpg"
    assert client.get(address).status_code == 404
    sofie.photo.save("sofie.jpg", ContentFile(b"a picture"))
    assert client.get(address).content == b"a picture"
    assert address in turns(evening, Audience.SCREEN)[0]
    other = factories.member(evening.meeting.network, "Uden Tur")
    other.photo.save("anden.jpg", ContentFile(b"x"))
    assert client.get(f"/l/{evening.code}/faces/{other.pk}.jpg").status_code == 404
    assert client.get(f"/l/XXXXX/faces/{sofie.pk}.jpg").status_code == 404
    for person in (sofie, other):
        person.photo.delete()


def test_what_everybody_is_sent_of_the_hands_names_nobody(evening: Evening) -> None:
    phone = evenings.phone(evening, "Mie Krogh")
    hold_out(phone)
    assert region("hands", evening, Audience.PHONE) == {"turns": [turn_keys(evening)[0]], "phones": []}


# --- what is one phone's ---------------------------------------------------------------------------------------------


def test_the_phone_that_held_out_a_hand_knows_its_taps(evening: Evening) -> None:
    phone = phone_of(evening, factories.member(evening.meeting.network, "Karen Fisker"))
    hold_out(phone)
    found = mine(phone)
    assert f"hand:{turn_keys(evening)[0]}:help" in found["pressed"]
    assert "Sofie Holm" in found["html"]["hands"]
    assert found["html"]["contact"].strip() == ""  # we know how to reach her
    assert found["html"]["introduced"] == ""


def test_who_came_in_by_name_is_asked_how_to_be_reached_once_they_hold_out_a_hand(evening: Evening) -> None:
    phone = evenings.phone(evening, "Frk. Jensen-Nødskov")
    assert mine(phone)["html"]["contact"].strip() == ""
    hold_out(phone)
    assert "Hvordan får de fat i dig?" in mine(phone)["html"]["contact"]
    say(phone, "contact", text="nod@firma.example")
    assert "nod@firma.example" in mine(phone)["html"]["contact"]


def test_the_speaker_sees_who_held_out_a_hand_and_the_contact_after_a_yes(evening: Evening) -> None:
    sofie = speaker(evening)
    karen = phone_of(evening, factories.member(evening.meeting.network, "Karen Fisker", email="karen@web.example"))
    hold_out(karen)
    phone = phone_of(evening, sofie)
    html = mine(phone)["html"]["hands"]
    assert "Karen Fisker" in html
    assert html.count('data-say="hand_answer"') == 2
    assert "karen@web.example" not in html
    services.answer(evening, turn_keys(evening)[0], karen.pk, speaker=sofie, yes=True, at=timezone.now())
    assert "karen@web.example" in mine(phone)["html"]["hands"]
    assert sofie.email in mine(karen)["html"]["hands"]
    assert f"phone:{karen.pk}" in mine(karen)["pressed"]
    assert region("hands", evening, Audience.PHONE)["phones"] == [karen.pk]


def test_the_contact_of_a_guest_known_by_name_stands_on_the_other_phone(evening: Evening) -> None:
    guest = evenings.phone(evening, "Frk. Jensen-Nødskov")
    say(guest, "contact", text="27526544")
    give(evening, 2, "Frk. Jensen-Nødskov", phone=guest.pk)
    karen = phone_of(evening, factories.member(evening.meeting.network, "Karen Fisker"))
    hold_out(karen, 2)
    say(guest, "hand_answer", turn=turn_keys(evening)[2], phone=karen.pk, yes=True)
    assert "27 52 65 44" in mine(karen)["html"]["hands"]


def test_a_no_shows_the_other_nothing(evening: Evening) -> None:
    karen = phone_of(evening, factories.member(evening.meeting.network, "Karen Fisker"))
    hold_out(karen)
    before = mine(karen)["html"]["hands"]
    services.answer(evening, turn_keys(evening)[0], karen.pk, speaker=speaker(evening), yes=False, at=timezone.now())
    assert mine(karen)["html"]["hands"] == before


def test_a_member_who_has_told_is_asked_whether_to_be_shown(evening: Evening) -> None:
    phone = phone_of(evening, speaker(evening))
    assert mine(phone)["html"]["introduced"] == ""
    have_told(evening, 0)
    html = mine(phone)["html"]["introduced"]
    assert "Alle må se mit navn" in html
    for words in TEXTS:
        assert words in html
    say(phone, "introduction", about="Nye ord", offers="", seeks="")
    assert "Vis mig ikke mere" in mine(phone)["html"]["introduced"]


def test_an_evening_without_three_minutes_asks_nothing() -> None:
    evening = evenings.open_now(agenda=evenings.AGENDA_2_0)
    assert "hands" not in mine(evenings.phone(evening))["html"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_phone_s_own_costs_the_same_however_many_hands(
    evening: Evening, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    have_told(evening, 0)
    for row in evenings.coming(evening, *["Mie Krogh", "Ole Lund", "Eva Friis"][:count]):
        hold_out(evenings.phone(evening, sign_up=row))
    phone = Phone.objects.select_related("sign_up__person__user").get(pk=phone_of(evening, speaker(evening)).pk)
    fresh = Evening.objects.select_related("meeting__network").get(pk=evening.pk)
    with django_assert_num_queries(9):
        own_hands(fresh, phone, Mine())
