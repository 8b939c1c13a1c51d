"""What the room gives the one in the seat, once each, in order; and what stays in the room."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening, Phone, Question, SeatGroup, SeatInput, SeatTaken
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.saying import Refused, take
from mikrovirk.live.services import room
from mikrovirk.live.services import seat as services
from mikrovirk.programme.models import HotSeatApplication
from tests import factories
from tests.live import evenings, seat_rows
from tests.live.seat_rows import give, order, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def evening() -> Evening:
    made, _application = seat_rows.evening()
    seat_rows.go(made, "input")
    return made


@pytest.fixture
def phone(evening: Evening) -> Phone:
    return evenings.phone(evening, "Bodil Øster")


def gift(evening: Evening, *, with_sealed: bool = True) -> queries.Gift:
    taken = SeatTaken.objects.select_related("application").get(evening=evening)
    return queries.gift_of(taken, with_sealed=with_sealed)


def under_headings(evening: Evening) -> list[tuple[str, list[str]]]:
    return [(row.title, [each.text for each in row.inputs]) for row in gift(evening).headings]


# --- the room --------------------------------------------------------------------------------------------------------


def test_each_thing_comes_under_the_heading_of_its_kind_named_or_not(evening: Evening, phone: Phone) -> None:
    give(evening, phone, "Ring til dem\n  i oktober ", named="1")
    give(evening, phone, "Jeg tager billeder", "offer")
    assert under_headings(evening) == [
        ("Råd", ["Ring til dem\ni oktober"]),
        ("Tilbud", ["Jeg tager billeder"]),
        ("Kontakt", []),
    ]
    assert [each.name for row in gift(evening).headings for each in row.inputs] == ["Bodil Øster", ""]


def test_a_member_is_named_with_their_business(evening: Evening) -> None:
    member = factories.member(evening.meeting.network, "Mie Krogh", firm=factories.business("Kroghs Kaffe"))
    own = evenings.phone(evening, sign_up=factories.sign_up(evening.meeting, member))
    give(evening, own, "Kom forbi", "offer", named="1")
    assert gift(evening).headings[1].inputs[0].name == "Mie Krogh, Kroghs Kaffe"


def test_the_same_sent_twice_is_one(evening: Evening, phone: Phone) -> None:
    same = uuid4()
    give(evening, phone, "Ring", client_id=same)
    give(evening, phone, "Ring", client_id=same)
    assert SeatInput.objects.count() == 1


def test_on_the_brag_spot_the_room_says_what_went_well_and_what_others_can_learn() -> None:
    evening, _application = seat_rows.evening(kind="brag_spot")
    seat_rows.go(evening, "input")
    phone = evenings.phone(evening)
    give(evening, phone, "I ringede selv", "well")
    give(evening, phone, "Ring før du skriver", "learn")
    assert under_headings(evening) == [
        ("Hvad gik godt", ["I ringede selv"]),
        ("Hvad kan andre lære", ["Ring før du skriver"]),
    ]
    with pytest.raises(Refused, match="Vælg, hvad det er"):
        give(evening, phone, "Et råd", "advice")


@pytest.mark.parametrize("detail", [{"text": " \n "}, {"text": ""}, {"text": 7}, {}])
def test_nothing_is_refused_with_a_reason(evening: Evening, phone: Phone, detail: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Skriv et par ord først"):
        take(said(evening, "seat_input", phone, kind="advice", **detail), is_host=False)


def test_where_nobody_has_the_seat_nothing_is_taken() -> None:
    evening = evenings.open_now(agenda=evenings.AGENDA_2_0)
    with pytest.raises(Refused, match="ingen, der har stolen"):
        give(evening, evenings.phone(evening), "Ring")


def test_who_gave_it_takes_it_back_and_nobody_else(evening: Evening, phone: Phone) -> None:
    row = give(evening, phone, "Ring")
    take(said(evening, "seat_take_back", evenings.phone(evening, "En anden"), input=row.pk), is_host=False)
    assert SeatInput.objects.count() == 1
    take(said(evening, "seat_take_back", phone, input=row.pk), is_host=False)
    assert SeatInput.objects.count() == 0


# --- the host --------------------------------------------------------------------------------------------------------


def test_the_host_moves_what_was_given_before_another_or_last(evening: Evening, phone: Phone) -> None:
    first, second, offer = (
        give(evening, phone, text, kind) for text, kind in (("A", "advice"), ("B", "advice"), ("C", "offer"))
    )
    advice, offers = SeatGroup.objects.get(kind="advice"), SeatGroup.objects.get(kind="offer")
    order(evening, "seat_move", input=offer.pk, group=advice.pk, before=second.pk)
    assert under_headings(evening)[0] == ("Råd", ["A", "C", "B"])
    order(evening, "seat_move", input=first.pk, group=offers.pk)
    order(evening, "seat_move", input=first.pk, group=offers.pk)
    assert under_headings(evening)[:2] == [("Råd", ["C", "B"]), ("Tilbud", ["A"])]
    order(evening, "seat_move", input=first.pk, group=0)
    assert under_headings(evening)[-1] == ("", ["A"])


def test_the_host_adds_renames_and_removes_headings(evening: Evening, phone: Phone) -> None:
    same = uuid4()
    order(evening, "seat_group", title=" Salg  ud af byen ", client_id=same)
    order(evening, "seat_group", title="Salg ud af byen", client_id=same)
    own = SeatGroup.objects.get(kind="")
    row = give(evening, phone, "Tag til Møn")
    order(evening, "seat_move", input=row.pk, group=own.pk)
    order(evening, "seat_rename", group=own.pk, title="Nye steder")
    assert under_headings(evening)[-1] == ("Nye steder", ["Tag til Møn"])
    order(evening, "seat_group_remove", group=own.pk)
    assert under_headings(evening)[-1] == ("", ["Tag til Møn"])


def test_nonsense_is_hidden_from_screen_and_member_and_can_come_back(evening: Evening, phone: Phone) -> None:
    row = give(evening, phone, "asdf")
    order(evening, "seat_hide", input=row.pk)
    assert (gift(evening).count, [each.text for each in gift(evening).hidden]) == (0, ["asdf"])
    order(evening, "seat_hide", input=row.pk, hidden=False)
    assert gift(evening).count == 1


def test_headings_are_put_on_the_screen_one_by_one_or_all(evening: Evening, phone: Phone) -> None:
    give(evening, phone, "Ring")
    give(evening, phone, "Jeg hjælper", "offer")
    assert gift(evening).shown == ()
    order(evening, "seat_shown", group=SeatGroup.objects.get(kind="offer").pk, shown=True)
    assert [row.title for row in gift(evening).shown] == ["Tilbud"]
    order(evening, "seat_shown", group=0, shown=True)
    assert [row.title for row in gift(evening).shown] == ["Råd", "Tilbud"]
    order(evening, "seat_shown", group=0, shown=False)
    assert gift(evening).shown == ()


def test_another_evenings_things_are_out_of_reach(evening: Evening, phone: Phone) -> None:
    row = give(evening, phone, "Ring")
    other, _application = seat_rows.evening(factories.network("andre"))
    for what, detail in (("seat_move", {"group": 0}), ("seat_hide", {})):
        with pytest.raises(Refused, match="Det input er væk"):
            order(other, what, input=row.pk, **detail)
    with pytest.raises(Refused, match="overskrift er væk"):
        order(other, "seat_rename", group=SeatGroup.objects.filter(seat__evening=evening).first().pk, title="X")  # type: ignore[union-attr]


# --- what stays in the room ------------------------------------------------------------------------------------------


def test_one_thing_can_be_for_this_room_only(evening: Evening, phone: Phone, keys: Path) -> None:
    give(evening, phone, "Tal med Karen", "contact", named="1", room_only="1")
    give(evening, phone, "Ring")
    assert list(SeatInput.objects.order_by("pk").values_list("text", "name")) == [("", ""), ("Ring", "")]
    assert [(each.text, each.name) for each in gift(evening).headings[2].inputs] == [("Tal med Karen", "Bodil Øster")]
    assert (gift(evening, with_sealed=False).count, gift(evening, with_sealed=False).locked_count) == (1, 1)
    assert len(list(keys.glob("*.key"))) == 1


def test_what_is_locked_opens_in_its_own_place_only(evening: Evening, phone: Phone) -> None:
    first, second = (give(evening, phone, text, room_only="1") for text in ("Et", "To"))
    first.sealed = second.sealed
    first.save(update_fields=["sealed"])
    assert [each.text for each in gift(evening).headings[0].inputs] == ["To"]


def test_a_question_from_the_hall_stays_in_the_room_while_the_seat_is_on() -> None:
    evening, _application = seat_rows.evening(openness="room")
    phone = evenings.phone(evening)
    begun = timezone.now() - timedelta(minutes=5)
    Evening.objects.update(opened_at=begun)
    room.press(evening, Press.GO, turn=evening.programme[0]["key"], at=begun)
    take(said(evening, "question", phone, text="Hvor er kaffen?"), is_host=False)
    seat_rows.go(evening, "hot_seat")
    take(said(evening, "question", phone, text="Hvor meget skylder du?"), is_host=False)
    assert [question.text for question in Question.objects.all()] == ["Hvor er kaffen?"]
    assert [each.text for each in gift(evening).questions] == ["Hvor meget skylder du?"]
    assert SeatInput.objects.get().text == ""


def test_headings_of_the_host_are_locked_where_all_stays_in_the_room() -> None:
    evening, _application = seat_rows.evening(openness="room")
    order(evening, "seat_group", title="Banken")
    assert list(SeatGroup.objects.filter(kind="").values_list("title", flat=True)) == [""]
    assert under_headings(evening)[-1] == ("Banken", [])
    assert queries.gift_of(SeatTaken.objects.get(), with_sealed=False).headings[-1].title == "…"


def test_what_was_given_before_the_member_changed_their_mind_is_locked_too(evening: Evening, phone: Phone) -> None:
    row = give(evening, phone, "Ring", named="1")
    HotSeatApplication.objects.update(openness="room")
    services.seal_what_is_plain(SeatTaken.objects.get())
    row.refresh_from_db()
    assert (row.text, row.name, gift(evening).headings[0].inputs[0].text) == ("", "", "Ring")


def test_without_a_place_for_keys_it_is_said_and_not_stored(
    evening: Evening, phone: Phone, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.KEYS = tmp_path / "file" / "keys"
    with pytest.raises(Refused, match="Sig det højt i stedet"):
        give(evening, phone, "Tal med Karen", room_only="1")
    assert SeatInput.objects.count() == 0
