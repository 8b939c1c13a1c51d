"""Calls are written, opened, closed and called off on the office's pages."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mikrovirk.fund.models import Call, Fund, FundRole, Share
from mikrovirk.fund.queries import ledger as balances
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call
from tests.fund.office_rows import TYPED, fund_with_money, open_call, worker

pytestmark = pytest.mark.django_db
Name = FundRole.Name


@pytest.fixture
def fund() -> Fund:
    return fund_with_money()


@pytest.fixture
def caseworker(client: Client, fund: Fund) -> Client:
    with time_machine.travel(NOW, tick=False):
        client.force_login(worker(fund))
    return client


@time_machine.travel(NOW, tick=False)
def test_a_call_is_written_and_opened(caseworker: Client, fund: Fund) -> None:
    page = caseworker.get("/fund/ideer/office/calls/new/").content.decode()
    assert "criteria0-name" in page
    answer = caseworker.post("/fund/ideer/office/calls/new/", {**TYPED, "do": "save"})
    call = Call.objects.get()
    assert answer["Location"] == f"/fund/ideer/office/calls/{call.pk}/"
    assert (call.pot, call.smallest, call.largest, call.small_up_to) == (100_000_00, 1_000_00, 40_000_00, 5_000_00)
    assert list(call.shares.values_list("key", "amount")) == [("0376", 40_000_00), ("0390", 60_000_00)]
    assert list(call.criteria.values_list("name", "weight")) == [("Gavner flere netværk", 2)]
    assert [each["key"] for each in call.questions] == ["hvad-vil-i-goere", "hvor"]
    assert call.questions[1]["choices"] == ["Ude", "Inde"]
    assert timezone.localtime(call.deadline_at).isoformat() == "2027-03-31T23:59:00+02:00"
    assert "Alt er på plads" in caseworker.get(answer["Location"]).content.decode()
    caseworker.post(f"/fund/ideer/office/calls/{call.pk}/open/")
    call.refresh_from_db()
    assert call.state == Call.State.OPEN
    assert balances.balances(call).available == 100_000_00
    again = caseworker.get(f"/fund/ideer/office/calls/{call.pk}/edit/")
    assert again["Location"] == f"/fund/ideer/office/calls/{call.pk}/"


@time_machine.travel(NOW, tick=False)
def test_what_is_missing_is_said_before_opening(caseworker: Client, fund: Fund) -> None:
    call = make_call(fund, state=Call.State.DRAFT, opened_at=None, deadline_at=None, decides="", pot=500_000_00)
    page = caseworker.get(f"/fund/ideer/office/calls/{call.pk}/").content.decode()
    for words in ("ingen frist", "hvem der afgør", "ikke så mange penge"):
        assert words in page, words
    answer = caseworker.post(f"/fund/ideer/office/calls/{call.pk}/open/", follow=True)
    assert "ingen frist" in answer.content.decode()
    call.refresh_from_db()
    assert call.state == Call.State.DRAFT


@time_machine.travel(NOW, tick=False)
def test_what_was_written_stands_there_again(caseworker: Client, fund: Fund) -> None:
    caseworker.post("/fund/ideer/office/calls/new/", {**TYPED, "do": "save"})
    call = Call.objects.get()
    address = f"/fund/ideer/office/calls/{call.pk}/edit/"
    page = caseworker.get(address).content.decode()
    for words in ('value="100000"', 'value="Vordingborg"', "Gavner flere netværk", "Den finder sted i 2027.", "Inde"):
        assert words in page, words
    keys = {"questions0-key": "hvad-vil-i-goere", "questions1-key": "hvor", "questions1-label": "Hvor henne?"}
    caseworker.post(address, {**TYPED, **keys, "title": "Efteråret", "do": "save"})
    call.refresh_from_db()
    assert call.title == "Efteråret"
    assert [(each["key"], each["label"]) for each in call.questions] == [
        ("hvad-vil-i-goere", "Hvad vil I gøre?"),
        ("hvor", "Hvor henne?"),
    ]


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"largest": "200.000"}, "Det største beløb er større end puljen"),
        ({"smallest": "50.000"}, "Det mindste beløb er større end det største"),
        ({"pot": "mange"}, "12.500"),
        ({"quick_up_to": "5.000"}, "hvem der afgør"),
        ({"deadline": "2026-01-01"}, "forbi"),
        ({"opens": "2027-04-01"}, "før ansøgningsrunden åbner"),
        ({"shares0-key": "Andeby"}, "ingen kommune"),
        ({"shares0-key": "Guldborgsund"}, "to gange"),
        ({"shares0-amount": "90.000"}, "mere end puljen"),
        ({"shares0-kind": "year"}, "fire cifre"),
        ({"questions1-choices": "Ude"}, "mindst to"),
        ({"criteria0-weight": "0"}, "1"),
        ({"title": "010190-1234"}, "CPR"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(caseworker: Client, change: dict[str, str], words: str) -> None:
    page = caseworker.post("/fund/ideer/office/calls/new/", {**TYPED, **change, "do": "save"}).content.decode()
    assert words in page
    assert "Hvad vil I gøre?" in page
    assert not Call.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_a_purpose_puts_its_question_in_the_form(caseworker: Client) -> None:
    typed = {**TYPED, "shares0-kind": "purpose", "shares0-key": "Unge", "do": "save"}
    caseworker.post("/fund/ideer/office/calls/new/", typed)
    call = Call.objects.get()
    assert call.questions[0]["key"] == "purpose"
    assert call.questions[0]["choices"] == ["Unge"]
    page = caseworker.get(f"/fund/ideer/office/calls/{call.pk}/edit/").content.decode()
    assert 'name="questions-count" value="2"' in page


@pytest.mark.parametrize(
    ("do", "counts"),
    [("criteria:add", (3, 2)), ("questions:remove-0", (2, 1)), ("criteria:up-1", (2, 2)), ("shares:down-9", (2, 2))],
)
def test_rows_come_go_and_move_without_a_word_lost(caseworker: Client, do: str, counts: tuple[int, int]) -> None:
    page = caseworker.post("/fund/ideer/office/calls/new/", {**TYPED, "do": do}).content.decode()
    assert f'name="criteria-count" value="{counts[0]}"' in page
    assert f'name="questions-count" value="{counts[1]}"' in page
    assert 'value="100.000"' in page
    assert not Call.objects.exists()


def test_a_moved_row_is_where_it_was_moved_to(caseworker: Client) -> None:
    page = caseworker.post("/fund/ideer/office/calls/new/", {**TYPED, "do": "questions:down-0"}).content.decode()
    assert page.index("Hvor?") < page.index("Hvad vil I gøre?")


def test_more_time_but_never_less(caseworker: Client, fund: Fund) -> None:
    call = open_call(fund)
    address, before = f"/fund/ideer/office/calls/{call.pk}/more-time/", call.deadline_at
    earlier = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert "aldrig kortere" in caseworker.post(address, {"deadline": earlier}).content.decode()
    later = timezone.localdate() + timedelta(days=60)
    caseworker.post(address, {"deadline": later.isoformat()})
    call.refresh_from_db()
    assert before < call.deadline_at
    assert timezone.localtime(call.deadline_at).date() == later


def test_a_call_is_called_off_with_a_reason(caseworker: Client, fund: Fund) -> None:
    call = open_call(fund)
    address = f"/fund/ideer/office/calls/{call.pk}/call-off/"
    caseworker.post(address, {"because": ""})
    call.refresh_from_db()
    assert call.state == Call.State.OPEN
    caseworker.post(address, {"because": "Byrådet har flyttet pengene."})
    call.refresh_from_db()
    assert (call.state, call.cancelled_because) == (Call.State.CANCELLED, "Byrådet har flyttet pengene.")
    assert "kan ikke aflyses" in caseworker.post(address, {"because": "Igen"}, follow=True).content.decode()


def test_a_call_is_closed_when_the_deadline_is_over(caseworker: Client, fund: Fund) -> None:
    call = open_call(fund)
    address = f"/fund/ideer/office/calls/{call.pk}/"
    assert "er ikke udløbet" in caseworker.post(f"{address}close/", follow=True).content.decode()
    Call.objects.update(deadline_at=timezone.now() - timedelta(minutes=1))
    assert "Begynd bedømmelsen" in caseworker.get(address).content.decode()
    caseworker.post(f"{address}close/")
    call.refresh_from_db()
    assert call.state == Call.State.ASSESSING


def test_a_call_is_copied_and_the_draft_thrown_away(caseworker: Client, fund: Fund) -> None:
    call = open_call(fund, title="Foråret")
    answer = caseworker.post(f"/fund/ideer/office/calls/{call.pk}/copy/")
    copy = Call.objects.get(state=Call.State.DRAFT)
    assert (copy.title, answer["Location"]) == ("Kopi af Foråret", f"/fund/ideer/office/calls/{copy.pk}/edit/")
    caseworker.post(f"/fund/ideer/office/calls/{copy.pk}/throw-away/")
    caseworker.post(f"/fund/ideer/office/calls/{call.pk}/throw-away/")
    assert list(Call.objects.all()) == [call]


def test_kept_money_is_for_all_once_somebody_says_why(caseworker: Client, fund: Fund, client: Client) -> None:
    call = open_call(fund)
    share = Share.objects.create(call=call, kind="municipality", key="0376", amount=30_000_00)
    address = f"/fund/ideer/office/calls/{call.pk}/shares/{share.pk}/lift/"
    caseworker.post(address, {"because": ""})
    share.refresh_from_db()
    assert share.lifted_at is None
    caseworker.post(address, {"because": "Ingen søgte derfra."})
    assert "Ingen søgte derfra." in client.get(f"/fund/ideer/calls/{call.pk}/").content.decode()


def test_the_list_shows_where_the_money_is(caseworker: Client, fund: Fund, django_assert_num_queries: Any) -> None:
    def page() -> str:
        return caseworker.get("/fund/ideer/office/calls/").content.decode().replace("\xa0", " ")

    make_application(open_call(fund, title="Foråret"))
    page()
    with django_assert_num_queries(11) as captured:
        shown = page()
    assert "Foråret" in shown
    assert "100.000 kr." in shown
    for number in range(2):
        make_application(open_call(fund, title=f"Opslag {number}"))
    with django_assert_num_queries(len(captured)):
        page()


POSTS = ["open", "close", "more-time", "call-off", "copy", "throw-away", "shares/1/lift"]


@pytest.mark.parametrize("name", [None, Name.ASSESSOR, Name.DECIDER, Name.BOOKKEEPER, "elsewhere"])
def test_only_caseworkers_of_the_fund_write_calls(client: Client, fund: Fund, name: str | None) -> None:
    call = make_call(fund, state=Call.State.DRAFT, opened_at=None)
    if name == "elsewhere":
        client.force_login(worker(fund_with_money(slug="anden")))
    else:
        client.force_login(worker(fund, name) if name else factories.user())
    here = f"/fund/ideer/office/calls/{call.pk}/"
    for address in ("/fund/ideer/office/calls/new/", f"{here}edit/"):
        assert client.get(address).status_code == 404, address
        assert client.post(address, TYPED).status_code == 404, address
    for word in POSTS:
        assert client.post(f"{here}{word}/").status_code == 404, word
        assert client.get(f"{here}{word}/").status_code == 405, word
    sees = 200 if name in {Name.ASSESSOR, Name.DECIDER, Name.BOOKKEEPER} else 404
    assert client.get(here).status_code == sees
    assert client.get("/fund/ideer/office/calls/").status_code == sees
