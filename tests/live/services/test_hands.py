"""Hands held out from the room, and the contact that both get when both agree."""

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.home.privacy import own_data
from mikrovirk.live.models import Evening, Hand, Phone
from mikrovirk.live.queries import hands as queries
from mikrovirk.live.queries.hands import Contact, HeldOut, OwnHand
from mikrovirk.live.saying import Refused
from mikrovirk.live.services import hands as services
from mikrovirk.mailing.models import Message
from tests import factories
from tests.live import evenings
from tests.live.introductions import (
    evening_with,
    give,
    have_told,
    hold_out,
    membership,
    phone_of,
    say,
    speaker,
    turn_keys,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Evening:
    return evening_with("Sofie Holm", "Frode Bak")


@pytest.fixture
def sofie(evening: Evening) -> Person:
    return speaker(evening)


@pytest.fixture
def karen(evening: Evening) -> Phone:
    place = evening.meeting.network
    return phone_of(evening, factories.member(place, "Karen Fisker", email="karen@web.example"))


def kinds(evening: Evening) -> list[tuple[str, str]]:
    return list(Hand.objects.filter(evening=evening).order_by("pk").values_list("turn", "kind"))


def mails() -> dict[str, dict[str, object]]:
    """What was written to whom."""
    rows = Message.objects.select_related("user", "mailing")
    return {message.user.email: message.mailing.context | message.context for message in rows}


def answer(hand_of: Phone, *, yes: bool, of: Person | None, turn: str = "") -> None:
    evening = hand_of.evening
    services.answer(
        evening, turn or turn_keys(evening)[0], hand_of.pk, speaker=of, yes=yes, at=evening.meeting.starts_at
    )


# --- holding out -----------------------------------------------------------------------------------------------------


def test_a_tap_counts_once_however_often_it_is_sent_and_a_second_press_takes_it_back(
    evening: Evening, karen: Phone, sofie: Person
) -> None:
    hold_out(karen)
    hold_out(karen)
    hold_out(karen, kind="talk")
    first = turn_keys(evening)[0]
    assert kinds(evening) == [(first, "help"), (first, "talk")]
    assert Hand.objects.filter(speaker=sofie).count() == 2
    say(karen, "hand", turn=first, kind="help", take_back=True)
    assert kinds(evening) == [(first, "talk")]


def test_nobody_holds_out_a_hand_to_themselves(evening: Evening, sofie: Person) -> None:
    with pytest.raises(Refused, match="dine egne"):
        hold_out(phone_of(evening, sofie))
    assert kinds(evening) == []


@pytest.mark.parametrize(
    "detail",
    [
        {"turn": "i999-1", "kind": "help"},
        {"turn": "the third", "kind": "help"},
        {"kind": "help"},
    ],
)
def test_a_turn_that_nobody_has_is_refused(evening: Evening, karen: Phone, detail: dict[str, str]) -> None:
    with pytest.raises(Refused, match="tre minutter"):
        say(karen, "hand", **{**detail, "turn": detail.get("turn", turn_keys(evening)[2])})
    assert kinds(evening) == []


def test_a_tap_for_somebody_who_gave_the_turn_away_meanwhile_is_not_the_next_one_s(
    evening: Evening, karen: Phone
) -> None:
    give(evening, 0, "Ida Lund")
    with pytest.raises(Refused, match="ikke længere"):
        say(karen, "hand", turn=turn_keys(evening)[0], kind="help", who="Sofie Holm")


def test_another_kind_of_hand_is_refused(evening: Evening, karen: Phone) -> None:
    with pytest.raises(Refused):
        hold_out(karen, kind="money")


def test_without_the_part_nothing_is_taken(karen: Phone) -> None:
    network = karen.evening.meeting.network
    network.parts = ["hot_seat"]
    network.save()
    with pytest.raises(Refused, match="Ingen fortæller"):
        hold_out(karen)


# --- yes and no ------------------------------------------------------------------------------------------------------


def test_a_yes_gives_each_the_others_contact_as_each_allows(evening: Evening, karen: Phone, sofie: Person) -> None:
    sofie.phone, sofie.phone_for = "+4527526544", "members"
    sofie.save()
    hold_out(karen)
    answer(karen, yes=True, of=sofie)
    firm = {p: membership(p, evening).business.name for p in (sofie, karen.sign_up.person)}  # type: ignore[union-attr, arg-type]
    written = mails()
    assert written["karen@web.example"] == {
        "other": "Sofie Holm",
        "title": evening.meeting.title,
        "facts": f"Sofie Holm\n{firm[sofie]}\n27 52 65 44",
    }
    assert written[sofie.email]["other"] == "Karen Fisker"
    assert "karen@web.example" in str(written[sofie.email]["facts"])


def test_the_same_yes_twice_writes_once_and_a_no_comes_too_late(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    answer(karen, yes=True, of=sofie)
    answer(karen, yes=True, of=sofie)
    answer(karen, yes=False, of=sofie)
    assert Message.objects.count() == 2
    assert [hand.answer for hand in queries.held_out_to(evening, turn_keys(evening), sofie)] == ["yes"]


def test_a_no_tells_nobody_anything_and_can_become_a_yes(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    answer(karen, yes=False, of=sofie)
    assert Message.objects.count() == 0
    person = karen.sign_up.person  # type: ignore[union-attr]
    assert person is not None
    assert queries.own_hands(person) == [OwnHand("Sofie Holm", evening.meeting.title, ("Jeg kan hjælpe",), None)]
    answer(karen, yes=True, of=sofie)
    assert Message.objects.count() == 2
    assert queries.own_hands(person)[0].contact is not None


def test_without_an_answer_the_contact_is_nowhere(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    (hand,) = queries.held_out_to(evening, turn_keys(evening), sofie)
    business = membership(karen.sign_up.person, evening).business  # type: ignore[union-attr, arg-type]
    assert hand == HeldOut(
        evening.pk,
        turn_keys(evening)[0],
        karen.pk,
        "Karen Fisker",
        business.name,  # type: ignore[union-attr]
        ("Jeg kan hjælpe",),
        "",
        None,
    )


def test_a_hand_after_the_yes_is_part_of_it(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    answer(karen, yes=True, of=sofie)
    hold_out(karen, kind="know")
    (hand,) = queries.held_out_to(evening, turn_keys(evening), sofie)
    assert (hand.answer, hand.kinds) == ("yes", ("Jeg kan hjælpe", "Jeg kender en"))
    assert Message.objects.count() == 2
    say(karen, "hand", turn=turn_keys(evening)[0], kind="help", take_back=True)
    assert len(kinds(evening)) == 2  # it has been shared: it cannot be undone any more


def test_only_the_one_it_was_held_out_to_answers(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    frode = speaker(evening, 1)
    with pytest.raises(services.NoSuchHand):
        answer(karen, yes=True, of=frode)
    with pytest.raises(Refused, match="Kun den"):
        say(phone_of(evening, frode), "hand_answer", turn=turn_keys(evening)[0], phone=karen.pk, yes=True)
    say(phone_of(evening, sofie), "hand_answer", turn=turn_keys(evening)[0], phone=karen.pk, yes=True)
    assert Message.objects.count() == 2


def test_a_hand_that_was_taken_back_cannot_be_answered(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    phone = phone_of(evening, sofie)
    say(karen, "hand", turn=turn_keys(evening)[0], kind="help", take_back=True)
    with pytest.raises(Refused, match="trukket tilbage"):
        say(phone, "hand_answer", turn=turn_keys(evening)[0], phone=karen.pk, yes=True)


# --- people who came in by name --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nod@Firma.example ", "nod@firma.example"),
        ("27 52 65 44", "+4527526544"),
        ("+46 701 234 567", "+46701234567"),
    ],
)
def test_who_came_in_by_name_leaves_an_address_or_a_number(evening: Evening, typed: str, kept: str) -> None:
    phone = evenings.phone(evening, "Frk. Jensen-Nødskov")
    say(phone, "contact", text=typed)
    phone.refresh_from_db()
    assert phone.contact == kept


def test_what_is_neither_is_refused(evening: Evening) -> None:
    phone = evenings.phone(evening, "Frk. Jensen-Nødskov")
    with pytest.raises(Refused, match="hverken"):
        say(phone, "contact", text="Jensens vej 4")


def test_both_are_written_to_where_a_guest_left_an_e_mail_and_they_are_known_only_then(
    evening: Evening, sofie: Person
) -> None:
    phone = evenings.phone(evening, "Frk. Jensen-Nødskov")
    hold_out(phone)
    say(phone, "contact", text="nod@firma.example")
    assert not User.objects.filter(email="nod@firma.example").exists()
    answer(phone, yes=True, of=sofie)
    assert set(mails()) == {sofie.email, "nod@firma.example"}
    assert "nod@firma.example" in str(mails()[sofie.email]["facts"])


def test_a_guest_with_a_phone_number_alone_is_called(evening: Evening, sofie: Person) -> None:
    phone = evenings.phone(evening, "Frk. Jensen-Nødskov")
    hold_out(phone)
    say(phone, "contact", text="27526544")
    answer(phone, yes=True, of=sofie)
    assert set(mails()) == {sofie.email}
    assert "27 52 65 44" in str(mails()[sofie.email]["facts"])


def test_a_guest_known_by_name_who_had_an_empty_turn_says_yes_on_their_phone(evening: Evening, karen: Phone) -> None:
    guest = evenings.phone(evening, "Frk. Jensen-Nødskov")
    say(guest, "contact", text="nod@firma.example")
    give(evening, 2, "Frk. Jensen-Nødskov", phone=guest.pk)
    hold_out(karen, 2, "talk")
    say(guest, "hand_answer", turn=turn_keys(evening)[2], phone=karen.pk, yes=True)
    assert "nod@firma.example" in str(mails()["karen@web.example"]["facts"])
    assert "karen@web.example" in str(mails()["nod@firma.example"]["facts"])


@pytest.mark.parametrize(
    ("email_for", "phone_for", "email", "phone"),
    [
        ("nobody", "nobody", "a@b.example", ""),  # it must be possible to reach somebody who agreed to it
        ("nobody", "members", "", "+4527526544"),
        ("members", "public", "a@b.example", "+4527526544"),
        ("public", "nobody", "a@b.example", ""),
    ],
)
def test_the_contact_is_what_fellow_members_see(email_for: str, phone_for: str, email: str, phone: str) -> None:
    person = factories.person("Åse Bæk", email="a@b.example", phone="+4527526544")
    person.email_for, person.phone_for = email_for, phone_for
    assert queries.contact_of_person(person, "Bæk") == Contact("Åse Bæk", "Bæk", email, phone)


# --- export and erasing ----------------------------------------------------------------------------------------------


def test_each_gets_out_what_is_theirs_and_nobody_learns_of_a_no(evening: Evening, karen: Phone, sofie: Person) -> None:
    hold_out(karen)
    answer(karen, yes=False, of=sofie)
    (own,) = queries.export_of(sofie.user)["hands"]
    assert (own["by"], own["to"], own["kind"]) == ("Karen Fisker", "Sofie Holm", "help")
    assert own["no_at"] is not None
    (given,) = queries.export_of(karen.sign_up.person.user)["hands"]  # type: ignore[union-attr]
    assert "no_at" not in given


def test_erasing_somebody_takes_their_hands_along(evening: Evening, karen: Phone, sofie: Person) -> None:
    have_told(evening, 0)
    hold_out(karen)
    own_data.erase(karen.sign_up.person.user, at=evening.meeting.starts_at)  # type: ignore[union-attr]
    assert Hand.objects.count() == 0
    hold_out(evenings.phone(evening, "En anden"))
    own_data.erase(sofie.user, at=evening.meeting.starts_at)
    assert Hand.objects.count() == 0
