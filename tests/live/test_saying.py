"""What pages send: who may say what, what is sent twice, what makes no sense, and what nobody foresaw."""

import json
from datetime import UTC, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from mikrovirk.live import saying
from mikrovirk.live.models import Evening, HostAction, Phone, Poll, Question
from mikrovirk.live.saying import Refused, Said
from mikrovirk.live.services import room
from mikrovirk.live.views.lines import SAID_AT_MOST, moment_of
from tests.live import evenings

pytestmark = pytest.mark.django_db
HOST_KINDS = sorted(set(saying._registered.host) - set(saying._registered.room))
EVERY_KIND = sorted({*saying._registered.host, *saying._registered.room})
NONSENSE: list[Any] = [None, "", "\x00", "\ud800", -1, 2**70, 1.5, float("inf"), True, [], [[]], {}, "x" * 10_000]
KEYS = (
    "text kind turn question poll choice choices state scene seconds other who sign_up person phone group input title card "
    "round hand answer named take_back shown hidden position agreed pk"
).split()


@pytest.fixture
def evening() -> Evening:
    return evenings.open_now()


@pytest.fixture
def phone(client: Client, evening: Evening) -> Client:
    """The test's client has come in."""
    assert client.post(f"/l/{evening.code}/join/", {"name": "Mie"}).status_code == 302
    return client


def send(client: Client, evening: Evening, *things: Any) -> dict[str, Any]:
    answer = client.post(f"/l/{evening.code}/say/", json.dumps(things), content_type="application/json")
    assert answer.status_code == 200, answer.content[:300]
    return dict(answer.json())


def thing(what: str, **detail: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "what": what, **detail}


@pytest.mark.parametrize("what", HOST_KINDS)
def test_what_is_the_hosts_is_refused_from_a_phone(phone: Client, evening: Evening, what: str) -> None:
    sent = thing(what, kind="go", turn=evening.programme[0]["key"], question="Hvad?", choices=["a", "b"], scene="join")
    answer = send(phone, evening, sent)
    assert answer == {"stored": [], "refused": [{"id": sent["id"], "why": "Det kan ikke gøres fra denne telefon."}]}
    assert (HostAction.objects.count(), Poll.objects.count()) == (0, 0)


def test_a_stranger_says_nothing(client: Client, evening: Evening) -> None:
    sent = json.dumps([thing("question", text="Hej")])
    assert client.post(f"/l/{evening.code}/say/", sent, content_type="application/json").status_code == 404
    client.force_login(evenings.host(evenings.open_now()))  # runs another network's evening
    assert client.post(f"/l/{evening.code}/say/", sent, content_type="application/json").status_code == 404
    assert Question.objects.count() == 0


def test_the_token_of_the_page_is_needed(evening: Evening) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(evenings.host(evening))
    sent = json.dumps([thing("press", kind="go", turn=evening.programme[0]["key"])])
    assert strict.post(f"/l/{evening.code}/say/", sent, content_type="application/json").status_code == 403


def test_the_same_thing_twice_is_one(phone: Client, evening: Evening) -> None:
    sent = thing("question", text="Er der kaffe?")
    assert send(phone, evening, sent, sent) == {"stored": [sent["id"]] * 2, "refused": []}
    assert send(phone, evening, sent)["stored"] == [sent["id"]]
    assert list(Question.objects.values_list("text", flat=True)) == ["Er der kaffe?"]


def test_a_press_twice_is_one(client: Client, evening: Evening) -> None:
    client.force_login(evenings.host(evening))
    sent = thing("press", kind="add", turn=evening.programme[0]["key"], seconds=60)
    send(client, evening, sent)
    send(client, evening, sent)
    assert HostAction.objects.count() == 1


def test_one_that_is_refused_holds_no_other_up(phone: Client, evening: Evening) -> None:
    first, empty, last = thing("question", text="Et"), thing("question", text="  "), thing("question", text="To")
    answer = send(phone, evening, first, empty, last)
    assert answer == {
        "stored": [first["id"], last["id"]],
        "refused": [{"id": empty["id"], "why": "Skriv noget først."}],
    }


@pytest.mark.parametrize("what", EVERY_KIND)
def test_nonsense_is_stored_or_refused_and_never_breaks(client: Client, evening: Evening, what: str) -> None:
    """From the host, who may say everything; each value in every place where a value may stand."""
    client.force_login(evenings.host(evening))
    client.post(f"/l/{evening.code}/join/", {"name": "Mona"})
    things = [thing(what, **dict.fromkeys(KEYS, value)) for value in NONSENSE] + [thing(what)]
    answer = send(client, evening, *things)
    settled = answer["stored"] + [each["id"] for each in answer["refused"]]
    assert sorted(settled) == sorted(each["id"] for each in things)
    for path in ("", "host/", "screen/", "now/?as=host&since=0"):
        assert client.get(f"/l/{evening.code}/{path}").status_code == 200


@pytest.mark.parametrize(
    "body", ["", "{", "{}", "[1]", "[null]", '[{"id": 5}]', '[{"id": "x", "what": "question"}]', '"[]"']
)
def test_what_is_no_list_of_things_is_a_mistake_and_nothing_is_stored(
    phone: Client, evening: Evening, body: str
) -> None:
    answer = phone.post(f"/l/{evening.code}/say/", body, content_type="application/json")
    assert answer.status_code in (200, 400)
    assert answer.json() == {"stored": [], "refused": []}


def test_more_than_can_be_taken_at_once_is_left_for_the_next_time(phone: Client, evening: Evening) -> None:
    things = [thing("question", text=f"Nummer {number}") for number in range(SAID_AT_MOST + 1)]
    assert len(send(phone, evening, *things)["stored"]) == SAID_AT_MOST


def test_what_nobody_foresaw_is_said_and_the_rest_goes_on(
    phone: Client, evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(said: Said) -> None:
        Question.objects.create(evening=evening, text="halvt", at=said.at)
        raise ZeroDivisionError

    monkeypatch.setitem(saying._registered.room, "breaks", breaks)
    bad, good = thing("breaks"), thing("question", text="Et")
    answer = send(phone, evening, bad, good)
    assert answer == {
        "stored": [good["id"]],
        "refused": [{"id": bad["id"], "why": "Det kom ikke med. Prøv en gang til."}],
    }
    assert list(Question.objects.values_list("text", flat=True)) == ["Et"]
    assert "breaks could not be taken" in caplog.text


def test_with_trouble_in_the_database_nothing_is_said_to_be_stored(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(said: Said) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setitem(saying._registered.room, "fails", fails)
    phone = evenings.phone(evening)
    said = [said_by(phone, "question", text="Et"), said_by(phone, "fails")]
    with pytest.raises(OperationalError):
        room.take_all(said, is_host=False)
    assert Question.objects.count() == 0


def said_by(phone: Phone, what: str, **detail: Any) -> Said:
    return Said(phone.evening, uuid4(), what, detail, timezone.now(), phone)


def test_texts_are_tidied_and_cut(evening: Evening) -> None:
    said = said_by(
        evenings.phone(evening), "x", text="  Æble\u200d\x00\ud800 \n på\tbordet  ", long="a" * 20, none=None
    )
    assert said.text("text", at_most=50) == "Æble\u200d på bordet"
    assert said.text("long", at_most=5) == "aaaaa"
    for key in ("none", "missing"):
        with pytest.raises(Refused):
            said.text(key, at_most=5)


def test_a_moment_is_in_the_evening_and_not_in_the_future(evening: Evening) -> None:
    now = evening.opened_at + timedelta(hours=1)
    earlier = evening.opened_at + timedelta(minutes=10)
    assert moment_of(earlier.timestamp() * 1000, evening, now) == earlier.astimezone(UTC)
    assert moment_of(earlier.isoformat(), evening, now) == earlier
    assert moment_of((now + timedelta(hours=1)).timestamp() * 1000, evening, now) == now
    assert moment_of(0, evening, now) == evening.opened_at
    for nonsense in (None, "", "i morgen", float("nan"), float("inf"), 10**30, [], "2027-01-25T17:00"):
        assert moment_of(nonsense, evening, now) == now
