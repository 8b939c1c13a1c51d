import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import search_text
from mikrovirk.directory.models import Person
from mikrovirk.live import mine, regions
from mikrovirk.live.models import Apart, Card, CardAnswer, CardHint, CardPlan, Evening, LeftOut, Phone, TablePlan
from mikrovirk.live.queries import card_choices
from mikrovirk.live.regions import Audience
from mikrovirk.live.services import card_choices as choosing
from mikrovirk.live.services import cards as services
from mikrovirk.live.services import recap
from mikrovirk.mailing.models import Message
from mikrovirk.networks import services as network_services
from mikrovirk.networks.parts import KEYS
from mikrovirk.programme import attached
from mikrovirk.programme.models import Meeting, SignUp
from tests import factories
from tests.live import evenings
from tests.live.services.test_cards import Clock, in_the_room, made, named

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Evening:
    return evenings.open_now()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def host_of(evening: Evening) -> Client:
    return signed_in(evenings.host(evening))


def phone_of(evening: Evening, row: SignUp) -> Phone:
    return evenings.phone(evening, sign_up=row)


def holding(phone: Phone) -> Client:
    client = Client()
    client.cookies["room"] = links.sign("room", str(phone.key), phone.evening.code)
    return client


def say(client: Client, evening: Evening, what: str, **detail: Any) -> dict[str, Any]:
    sent = json.dumps([{"id": str(uuid4()), "what": what, **detail}])
    answer = client.post(f"/l/{evening.code}/say/", sent, content_type="application/json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def own(phone: Phone) -> dict[str, Any]:
    return mine.mine_of(phone.evening, Phone.objects.select_related("sign_up__person__user").get(pk=phone.pk))


def own_html(phone: Phone) -> str:
    return str(own(phone)["html"]["cards"])


def pressed(phone: Phone) -> list[str]:
    return [key for key in own(phone)["pressed"] if not key.startswith("phone:")]


def part(name: str, evening: Evening, audience: Audience) -> str:
    evening.refresh_from_db()
    return str(regions.made(name, evening, audience, "da")["html"])


def make(client: Client, evening: Evening, **fields: Any) -> str:
    answer = client.post(f"/l/{evening.code}/cards/", fields, headers={"Accept": "application/json"})
    return str(answer.json()["told"])


# --- the host --------------------------------------------------------------------------------------------------------


def test_one_press_makes_the_cards(evening: Evening) -> None:
    in_the_room(evening, *named(6))
    client = host_of(evening)
    page = client.get(f"/l/{evening.code}/host/").content.decode()
    assert "6 er tjekket ind." in page
    assert make(client, evening, make="cards") == "Kortene er klar."
    assert Card.objects.count() == 9
    told = part("cards_host", evening, Audience.HOST)
    assert "Der er kort til de 6, der var her." in told
    assert "De kan ikke sættes bedre sammen." in told
    assert "Ingen har set deres endnu." in told


def test_without_a_script_the_press_leads_back_to_the_page(evening: Evening) -> None:
    in_the_room(evening, *named(3))
    answer = host_of(evening).post(f"/l/{evening.code}/cards/", {"make": "cards"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/l/{evening.code}/host/#cards")


def test_with_one_in_the_room_the_host_is_told_why_not(evening: Evening) -> None:
    in_the_room(evening, "Anna Holm")
    client = host_of(evening)
    assert make(client, evening, make="cards").startswith("Mindst to skal være tjekket ind")
    assert "Mindst to skal være tjekket ind først." in part("cards_host", evening, Audience.HOST)


def test_a_second_press_at_once_is_told_to_wait(evening: Evening) -> None:
    in_the_room(evening, *named(3))
    CardPlan.objects.create(evening=evening, working_since=timezone.now())
    assert make(host_of(evening), evening, make="cards") == "Det er ved at blive lavet. Kig igen om et øjeblik."


def test_the_host_sees_that_somebody_came_since(evening: Evening) -> None:
    in_the_room(evening, *named(4))
    made(evening)
    in_the_room(evening, "Sen Sørensen", "Sen Jensen")
    assert "Find navne til de 2, der er kommet siden" in part("cards_host", evening, Audience.HOST)
    make(host_of(evening), evening, make="again")
    assert "kommet siden" not in part("cards_host", evening, Audience.HOST)


def test_who_has_nobody_is_named_to_the_host_alone(evening: Evening) -> None:
    one, other = in_the_room(evening, "Anna Holm", "Bo Lind")
    choosing.keep_apart(one.person_id, other.person_id, at=timezone.now())  # type: ignore[arg-type]
    made(evening)
    told = part("cards_host", evening, Audience.HOST)
    assert "Anna Holm, Bo Lind" in told
    assert "Gå selv hen og præsentér" in told


def test_phones_and_guests_cannot_make_cards(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    for client in (Client(), holding(phone_of(evening, rows[0])), signed_in(rows[1].person.user)):  # type: ignore[union-attr]
        for where in ("cards/", "cards/print/", "tables/print/"):
            assert client.post(f"/l/{evening.code}/{where}", {"make": "cards"}).status_code == 404
    assert not Card.objects.exists()


def test_opening_a_page_hands_nothing_out(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    made(evening)
    for where in ("", "screen/", "mine/"):
        holding(phone_of(evening, rows[0]) if not Phone.objects.exists() else Phone.objects.get()).get(
            f"/l/{evening.code}/{where}"
        )
    for where in ("cards/", "cards/print/"):
        assert host_of(evening).get(f"/l/{evening.code}/{where}").status_code == 405
    assert not Card.objects.exclude(handed_out_at=None).exists()


def test_where_the_part_is_off_there_is_nothing(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    network_services.switch_parts(evening.meeting.network, on=KEYS - {"cards"})
    evening = Evening.objects.get(pk=evening.pk)
    client = host_of(evening)
    assert 'id="cards"' not in client.get(f"/l/{evening.code}/host/").content.decode()
    assert client.post(f"/l/{evening.code}/cards/", {"make": "cards"}).status_code == 404
    assert "cards" not in own(phone_of(evening, rows[0]))["html"]
    assert client.get(f"/c/{links.sign('cards', rows[0].pk)}/").status_code == 404
    assert signed_in(rows[0].person.user).get("/me/whom-to-meet/").status_code == 404  # type: ignore[union-attr]


# --- the phone -------------------------------------------------------------------------------------------------------


def test_the_phone_shows_the_names_when_they_are_opened_and_then_they_stay(evening: Evening) -> None:
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    phone = phone_of(evening, anna)
    assert "Når I skal netværke frit" in own_html(phone)
    made(evening)
    assert "Vi har fundet én" in own_html(phone)
    assert "Bo Lind" not in own_html(phone)
    say(holding(phone), evening, "cards_see")
    assert Card.objects.get().handed_out_at is not None
    choosing.tell_how_to_find(bo, "rød trøje")
    html = own_html(phone)
    for text in ("Bo Lind", "rød trøje", "Vi talte sammen"):
        assert text in html


def test_one_tap_says_that_they_talked_or_that_it_was_useful(evening: Evening) -> None:
    anna, _bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    made(evening)
    phone = phone_of(evening, anna)
    client, card = holding(phone), Card.objects.get().pk
    say(client, evening, "cards_see")
    say(client, evening, "card_answer", card=card, useful=True)
    assert pressed(phone) == [f"talked:{card}", f"useful:{card}"]
    say(client, evening, "card_answer", card=card, useful=True, take_back=True)
    assert pressed(phone) == [f"talked:{card}"]
    assert "1 ud af 1 par har talt sammen" in part("cards_host", evening, Audience.HOST)


def test_nobody_answers_for_the_cards_of_others(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    made(evening)
    foreign = Card.objects.get(first=rows[0], second=rows[1])
    answer = say(holding(phone_of(evening, rows[2])), evening, "card_answer", card=foreign.pk)
    assert [refused["why"] for refused in answer["refused"]] == ["Det kort er lavet om. Kig på dine navne én gang til."]
    assert not CardAnswer.objects.exists()


def test_rather_not_again_is_seen_by_nobody_else(evening: Evening) -> None:
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    made(evening)
    hers, his = phone_of(evening, anna), phone_of(evening, bo)
    card = Card.objects.get().pk
    for phone in (hers, his):
        say(holding(phone), evening, "cards_see")
    before = own(his), part("cards_host", evening, Audience.HOST)
    say(holding(hers), evening, "card_apart", card=card)
    assert Apart.objects.values_list("person", "other").get() == (anna.person_id, bo.person_id)
    assert (own(his), part("cards_host", evening, Audience.HOST)) == before
    assert f"apart:{card}" in own(hers)["pressed"]
    say(holding(hers), evening, "card_apart", card=card, take_back=True)
    assert not Apart.objects.exists()


def test_leave_me_out_and_take_me_in_again(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    phone = phone_of(evening, rows[0])
    say(holding(phone), evening, "cards_out")
    assert "Du er holdt udenfor i aften" in own_html(phone)
    say(holding(phone), evening, "cards_out", take_back=True)
    assert not LeftOut.objects.exists()


def test_how_the_others_find_you(evening: Evening) -> None:
    (anna,) = in_the_room(evening, "Anna Holm")
    phone = phone_of(evening, anna)
    say(holding(phone), evening, "cards_hint", hint="  rød   trøje ")
    assert CardHint.objects.get().text == "rød trøje"
    assert "rød trøje" in own_html(phone)
    say(holding(phone), evening, "cards_hint", hint="")
    assert not CardHint.objects.exists()


def test_who_came_in_by_a_name_can_take_part_with_one_tap(evening: Evening) -> None:
    in_the_room(evening, *named(3))
    made(evening)
    phone = evenings.phone(evening, "Gitte Gæst")
    assert "Skal vi også finde nogen til dig?" in own_html(phone)
    for _twice in range(2):
        say(holding(phone), evening, "cards_join")
    row = SignUp.objects.get(name="Gitte Gæst")
    assert (row.is_walk_in, row.checked_in_at is not None) == (True, True)
    assert "Navnene blev fundet, før du kom." in own_html(phone)


def test_who_typed_a_name_that_is_on_the_list_takes_that_place(evening: Evening) -> None:
    (row,) = evenings.coming(evening, "Anna Holm")
    made_for = in_the_room(evening, *named(2))
    assert made_for
    made(evening)
    say(holding(evenings.phone(evening, "anna holm")), evening, "cards_join")
    row.refresh_from_db()
    assert row.checked_in_at is not None
    assert SignUp.objects.count() == 3


def test_fewer_than_three_names_come_with_a_kind_reason(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    made(evening)
    phone = phone_of(evening, rows[0])
    say(holding(phone), evening, "cards_see")
    html = own_html(phone)
    assert "Der er kun 2 personer her, du ikke har mødt for nylig." in html
    assert "Gå hen til en, der står alene." in html


def test_a_card_reads_in_the_language_of_the_reader(evening: Evening) -> None:
    anna, _bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    made(evening)
    phone = phone_of(evening, anna)
    say(holding(phone), evening, "cards_see")
    with translation.override("en"):
        assert "ou have not met before." in own_html(phone)


def test_a_phone_asks_as_many_questions_in_a_large_room_as_in_a_small_one() -> None:
    counts = []
    for size in (3, 40):
        evening = evenings.open_now()
        rows = in_the_room(evening, *named(size))
        made(evening)
        services.hand_out(evening, at=timezone.now())
        phone = Phone.objects.select_related("sign_up__person").get(pk=phone_of(evening, rows[0]).pk)
        with CaptureQueriesContext(connection) as seen:
            mine.mine_of(evening, phone)
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- the screen and paper ----------------------------------------------------------------------------------------------


def test_the_screen_shows_everybody_by_name_when_the_host_says_so(evening: Evening) -> None:
    in_the_room(evening, "Åge Lund", "Anna Holm", "Bo Lind")
    made(evening)
    client = host_of(evening)
    assert "Anna Holm" not in part("cards", evening, Audience.SCREEN)
    say(client, evening, "cards_show", scene="cards")
    html = part("cards", evening, Audience.SCREEN)
    names = [html.index(f"<strong data-content>{name}</strong>") for name in ("Anna Holm", "Bo Lind", "Åge Lund")]
    assert names == sorted(names)
    assert not Card.objects.filter(handed_out_at=None).exists()
    say(client, evening, "cards_show", scene="")
    assert "Anna Holm" not in part("cards", evening, Audience.SCREEN)


def test_the_screen_asks_as_many_questions_for_300_as_for_3() -> None:
    counts = []
    for size in (3, 30):
        evening = evenings.open_now()
        in_the_room(evening, *named(size))
        made(evening)
        services.show_on_screen(evening, "cards", at=timezone.now())
        with CaptureQueriesContext(connection) as seen:
            pages = part("cards", evening, Audience.SCREEN).count("data-page ")
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert pages == 3


def test_in_a_timed_round_screen_and_phone_show_that_round(evening: Evening) -> None:
    in_the_room(evening, *named(4))
    client = host_of(evening)
    make(client, evening, make="rounds", round_minutes="4")
    say(client, evening, "cards_show", scene="cards")
    say(client, evening, "card_round", round=2)
    html = part("cards", evening, Audience.SCREEN)
    assert "Runde 2 af 3" in html
    assert html.count("meet-one") == 4
    assert 'data-round-now="2"' in part("cards", evening, Audience.PHONE)
    assert "Start runde 3" in part("cards_host", evening, Audience.HOST)


def test_tables_are_laid_shown_and_printed(evening: Evening) -> None:
    rows = in_the_room(evening, *named(9))
    client = host_of(evening)
    assert (
        make(client, evening, make="tables_anew", tables_of="3", table_rounds="3")
        == "Alle, der er her, har fået en plads."
    )
    say(client, evening, "cards_show", scene="tables")
    assert "runde 3: bord" in part("cards", evening, Audience.SCREEN)
    assert "Runde 2: <strong>bord" in own_html(phone_of(evening, rows[0]))
    printed = client.post(f"/l/{evening.code}/tables/print/")
    assert printed.content.startswith(b"%PDF")


def test_a_wrong_table_size_says_what_to_do(evening: Evening) -> None:
    in_the_room(evening, *named(4))
    told = make(host_of(evening), evening, make="tables_anew", tables_of="99")
    assert told == "Vælg, hvor mange der sidder ved et bord, og hvor mange runder I tager."
    assert not TablePlan.objects.exists()


def test_printed_cards_are_handed_out(evening: Evening) -> None:
    in_the_room(evening, *named(5))
    made(evening)
    answer = host_of(evening).post(f"/l/{evening.code}/cards/print/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert not Card.objects.filter(handed_out_at=None).exists()


# --- one's own pages ---------------------------------------------------------------------------------------------------


def test_the_link_in_the_mail_takes_the_same_taps(evening: Evening) -> None:
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    made(evening)
    services.hand_out(evening, at=timezone.now())
    client, where, card = Client(), f"/c/{links.sign('cards', anna.pk)}/", Card.objects.get().pk
    page = client.get(where).content.decode()
    assert "Bo Lind" in page
    assert not CardAnswer.objects.exists()  # opening it says nothing
    client.post(where, {"what": "useful", "card": card})
    assert CardAnswer.objects.values_list("sign_up", "talked", "useful").get() == (anna.pk, True, True)
    client.post(where, {"what": "talked", "card": card, "take_back": "1"})
    assert not CardAnswer.objects.exists()
    client.post(where, {"what": "apart", "card": card})
    assert Apart.objects.get().other_id == bo.person_id
    client.post(where, {"what": "out"})
    assert LeftOut.objects.get().person_id == anna.person_id


def test_the_link_answers_for_ones_own_cards_alone(evening: Evening) -> None:
    rows = in_the_room(evening, *named(3))
    made(evening)
    services.hand_out(evening, at=timezone.now())
    foreign = Card.objects.get(first=rows[0], second=rows[1])
    for sent in (str(foreign.pk), "x", ""):
        Client().post(f"/c/{links.sign('cards', rows[2].pk)}/", {"what": "talked", "card": sent})
    assert not CardAnswer.objects.exists()


@pytest.mark.parametrize("token", ["nonsens", links.sign("feedback", 1)], ids=["none", "other"])
def test_a_link_that_is_not_ours_is_not_found(token: str) -> None:
    assert Client().get(f"/c/{token}/").status_code == 404


def test_a_member_chooses_quietly_whom_not_to_meet(evening: Evening) -> None:
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    assert anna.person
    assert bo.person
    Person.objects.filter(pk=bo.person.pk).update(search_text=search_text("Bo Lind", bo.person.email))
    client = signed_in(anna.person.user)
    assert "Bo Lind" in client.get("/me/whom-to-meet/?q=bo").content.decode()
    client.post(f"/me/whom-to-meet/{bo.person.pk}/")
    page = client.get("/me/whom-to-meet/").content.decode()
    assert "Bo Lind" in page
    assert "Anna Holm" not in signed_in(bo.person.user).get("/me/whom-to-meet/").content.decode().partition("<main")[2]
    client.post(f"/me/whom-to-meet/{bo.person.pk}/", {"take_back": "1"})
    assert not Apart.objects.exists()


def test_an_address_is_no_way_to_find_somebody(evening: Evening) -> None:
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    assert bo.person
    Person.objects.filter(pk=bo.person.pk).update(search_text=search_text("Bo Lind", "bo@firma.example"))
    client = signed_in(anna.person.user)  # type: ignore[union-attr]
    assert "Bo Lind" not in client.get("/me/whom-to-meet/?q=firma").content.decode()


def test_somebody_of_another_network_cannot_be_set_apart(evening: Evening) -> None:
    (anna,) = in_the_room(evening, "Anna Holm")
    stranger = factories.member(factories.network(), "Fremmed")
    client = signed_in(anna.person.user)  # type: ignore[union-attr]
    assert client.post(f"/me/whom-to-meet/{stranger.pk}/").status_code == 404


def test_leave_me_out_from_now_on(evening: Evening) -> None:
    (anna,) = in_the_room(evening, "Anna Holm")
    client = signed_in(anna.person.user)  # type: ignore[union-attr]
    client.post("/me/whom-to-meet/part/")
    assert "Du får ingen navne" in client.get("/me/whom-to-meet/").content.decode()
    client.post("/me/whom-to-meet/part/", {"take_back": "1"})
    assert not LeftOut.objects.exists()


def test_late_comers_get_names_in_one_press_though_every_card_is_handed_out() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(60))
    services.make(evening, at=timezone.now(), clock=Clock())
    services.hand_out(evening, at=timezone.now())
    kept = set(Card.objects.values_list("pk", flat=True))
    in_the_room(evening, "Sen Sørensen", "Sen Jensen")
    assert make(host_of(evening), evening, make="again") == "Kortene er klar."
    assert kept <= set(Card.objects.values_list("pk", flat=True))


# --- what leads there ---------------------------------------------------------------------------------------------------


def after_it(evening: Evening) -> list[SignUp]:
    """The evening is over, everybody had their card, and the first says that it was useful."""
    rows = in_the_room(evening, "Anna Holm", "Bo Lind", "Carl Dam")
    made(evening)
    services.hand_out(evening, at=timezone.now())
    services.answer(Card.objects.filter(first=rows[0])[0], rows[0], useful=True, takes_back=False, at=timezone.now())
    begun = timezone.now() - timedelta(hours=4)
    Meeting.objects.filter(pk=evening.meeting_id).update(starts_at=begun, ends_at=begun + timedelta(hours=3))
    return rows


def test_the_coordinator_sees_how_many_talked_and_not_who(evening: Evening) -> None:
    after_it(evening)
    meeting = evening.meeting
    page = host_of(evening).get(f"/networks/{meeting.network.slug}/meetings/{meeting.pk}/evening/").content.decode()
    assert "1 ud af 3 par har talt sammen, og 1 af dem fik noget ud af det." in page
    assert "Anna Holm" not in page


def test_the_steering_report_holds_the_figure(evening: Evening) -> None:
    after_it(evening)
    found = [section for section in attached.report_sections(evening.meeting) if section.title == "Hvem mødtes"]
    assert [section.lines for section in found] == [
        ("1 ud af 3 par har talt sammen, og 1 af dem fik noget ud af det.",)
    ]


def test_the_recap_mail_asks_with_ones_own_link(evening: Evening) -> None:
    rows = after_it(evening)
    factories.sign_up(evening.meeting, factories.member(evening.meeting.network), checked_in_at=timezone.now())
    meeting = Meeting.objects.select_related("network").get(pk=evening.meeting_id)
    recap.publish(meeting, text="Vi var 4.", for_members="", by=evenings.host(evening), at=timezone.now())
    asked = {
        message.user_id: message.context["met"]["da"] if message.context["met"] else ""
        for message in Message.objects.filter(mailing__kind="live.recap")
    }
    had = {row.person.user.pk: services.link_for(row.pk) for row in rows if row.person}
    assert {user: text.rpartition(" ")[2] for user, text in asked.items() if text} == had
    assert len(asked) == 4


def test_export_holds_ones_own_choices_and_nobodys_about_one(evening: Evening) -> None:
    anna, bo, _carl = after_it(evening)
    choosing.keep_apart(anna.person_id, bo.person_id, at=timezone.now())  # type: ignore[arg-type]
    assert anna.person
    assert bo.person
    hers, his = (card_choices.export_of(row.person.user) for row in (anna, bo) if row.person)
    assert (hers["rather_not_with"], his["rather_not_with"]) == (["Bo Lind"], [])
    assert [each["useful"] for each in hers["talked"]] == [True]
    assert len(hers["whom_to_meet"]) == 2
