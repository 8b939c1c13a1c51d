"""Coming in with a phone: by code and name, what is refused, and codes that cannot be guessed."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.live import guessing
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.services import room
from mikrovirk.programme.models import SignUp
from tests import factories
from tests.live import evenings

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Evening:
    return evenings.open_now()


def come_in(client: Client, evening: Evening, **fields: object) -> None:
    answer = client.post(f"/l/{evening.code}/join/", fields)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/l/{evening.code}/")


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def test_the_code_is_typed_as_one_likes_and_leads_in(client: Client, evening: Evening) -> None:
    answer = client.post("/l/", {"code": f" {evening.code[:2].lower()} {evening.code[2:]} "})
    assert answer.headers["Location"] == f"/l/{evening.code}/"
    assert client.get(f"/l/{evening.code.lower()}/").headers["Location"] == f"/l/{evening.code}/"


def test_a_wrong_code_is_said_beside_the_field_and_what_was_typed_stays(client: Client) -> None:
    answer = client.post("/l/", {"code": "QQQQQ"})
    assert 'value="QQQQQ"' in text(answer)
    assert "Der er ingen aften med den kode" in text(answer)


def test_a_name_is_enough(client: Client, evening: Evening) -> None:
    come_in(client, evening, name="Frk. Jensen-Nødskov")
    assert list(Phone.objects.values_list("name", "sign_up", "is_host")) == [("Frk. Jensen-Nødskov", None, False)]
    assert "Du er her som" in text(client.get(f"/l/{evening.code}/"))


def test_whoever_comes_in_from_the_list_is_here(client: Client, evening: Evening) -> None:
    (row,) = evenings.coming(evening, "Grethe Bøgelund")
    come_in(client, evening, sign_up=row.pk)
    row.refresh_from_db()
    assert row.checked_in_at is not None
    assert Phone.objects.get().sign_up == row
    assert "Grethe Bøgelund" in text(client.get(f"/l/{evening.code}/"))


def test_neither_a_name_nor_a_place_is_said_so(client: Client, evening: Evening) -> None:
    answer = client.post(f"/l/{evening.code}/join/", {"name": "  "})
    assert answer.status_code == 200
    assert Phone.objects.count() == 0
    assert "Vælg dit navn på listen, eller skriv det." in text(answer)


def test_a_place_that_another_phone_has_is_taken(client: Client, evening: Evening) -> None:
    (row,) = evenings.coming(evening, "Grethe Bøgelund")
    come_in(client, evening, sign_up=row.pk)
    other = Client()
    answer = other.post(f"/l/{evening.code}/join/", {"sign_up": row.pk})
    assert answer.status_code == 200
    assert "En anden telefon er kommet ind med det navn" in text(answer)
    assert Phone.objects.count() == 1


def test_a_place_of_another_meeting_or_a_cancelled_one_is_none(client: Client, evening: Evening) -> None:
    (elsewhere,) = evenings.coming(evenings.open_now(), "Poul")
    (gone,) = evenings.coming(evening, "Kaj")
    SignUp.objects.filter(pk=gone.pk).update(state=SignUp.State.CANCELLED, cancelled_at=timezone.now())
    for row in (elsewhere, gone):
        assert client.post(f"/l/{evening.code}/join/", {"sign_up": row.pk}).status_code == 200
    assert Phone.objects.count() == 0


def test_coming_in_again_is_the_same_phone(client: Client, evening: Evening) -> None:
    (row,) = evenings.coming(evening, "Grethe Bøgelund")
    come_in(client, evening, name="Grethe")
    come_in(client, evening, sign_up=row.pk)
    assert list(Phone.objects.values_list("name", "sign_up")) == [("", row.pk)]


def test_the_cookie_of_another_evening_opens_nothing(client: Client, evening: Evening) -> None:
    other = evenings.open_now()
    key = str(evenings.phone(other).key)
    for value in (links.sign("room", key, other.code), links.sign("room", key, evening.code), "made up"):
        client.cookies["room"] = value
        assert "Hvem er du?" in text(client.get(f"/l/{evening.code}/"))
        assert client.get(f"/l/{evening.code}/mine/").status_code == 404
        assert client.post(f"/l/{evening.code}/say/", "[]", content_type="application/json").status_code == 404


def test_the_doors_close_a_day_after_the_end(client: Client) -> None:
    start = timezone.now() - timedelta(hours=2)
    evening = evenings.open_now(starts_at=start)
    come_in(client, evening, name="Mie")
    ends_at = evening.meeting.ends_at
    paths = ["", "screen/", "qr.svg", "mine/", "events/", "now/"]
    with time_machine.travel(ends_at + timedelta(hours=23, minutes=59)):
        assert [client.get(f"/l/{evening.code}/{path}").status_code for path in paths] == [200, 200, 200, 200, 204, 200]
    with time_machine.travel(ends_at + timedelta(hours=24, minutes=1)):
        assert [client.get(f"/l/{evening.code}/{path}").status_code for path in paths] == [404] * 6
        assert client.post(f"/l/{evening.code}/say/", "[]", content_type="application/json").status_code == 404


def test_an_evening_that_runs_late_stays_open_a_day_after_its_own_end(client: Client) -> None:
    evening = evenings.open_now()
    ended = evening.meeting.ends_at + timedelta(hours=1)
    for kind, turn, at in (("go", evening.programme[0]["key"], timezone.now()), ("end", "", ended)):
        room.press(evening, room.Press(kind), turn=turn, at=at)
    for hours, status in ((24.9, 200), (25.1, 404)):
        with time_machine.travel(evening.meeting.ends_at + timedelta(hours=hours)):
            assert client.get(f"/l/{evening.code}/").status_code == status


def test_the_host_page_is_for_hosts(client: Client, evening: Evening) -> None:
    come_in(client, evening, name="Mie")
    assert client.get(f"/l/{evening.code}/host/").status_code == 404
    assert client.get(f"/l/{evening.code}/events/?as=host").status_code == 404
    assert client.get(f"/l/{evening.code}/now/?as=host&since=0").status_code == 404
    token = links.sign("host", evening.pk)
    assert client.get(f"/l/{evening.code}/host/{token}/").status_code == 200
    assert client.get(f"/l/{evening.code}/host/").status_code == 404  # opening the link did nothing yet
    assert client.post(f"/l/{evening.code}/host/{token}/").status_code == 302
    assert client.get(f"/l/{evening.code}/host/").status_code == 200
    assert list(Phone.objects.values_list("name", "is_host")) == [("Mie", True)]


def test_a_link_to_run_another_evening_is_none_here(client: Client, evening: Evening) -> None:
    other = evenings.open_now()
    for token in (links.sign("host", other.pk), links.sign("room", evening.pk), "made-up"):
        assert client.post(f"/l/{evening.code}/host/{token}/").status_code == 404


# --- guessing --------------------------------------------------------------------------------------------------------


def wrong_codes(client: Client, count: int) -> list[int]:
    return [client.get(f"/l/{'ABCDEFGHJK'[each % 10] * 5}/").status_code for each in range(count)]


def test_wrong_codes_are_answered_so_often_and_then_no_code_is(client: Client, evening: Evening) -> None:
    assert wrong_codes(client, guessing.AT_MOST) == [404] * guessing.AT_MOST
    answer = client.get(f"/l/{evening.code}/")
    assert answer.status_code == 429
    assert "Vent et minut" in text(answer)
    assert client.post("/l/", {"code": evening.code}).status_code == 429
    assert client.get(f"/l/{evening.code}/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_codes_that_are_typed_wrong_count_too(client: Client, evening: Evening) -> None:
    for _each in range(guessing.AT_MOST):
        assert client.post("/l/", {"code": "QQQQQ"}).status_code == 200
    assert client.post("/l/", {"code": evening.code}).status_code == 429


def test_whoever_is_in_or_signed_in_is_not_held_up_by_somebody_else(client: Client, evening: Evening) -> None:
    come_in(client, evening, name="Mie")
    wrong_codes(Client(), guessing.AT_MOST)
    assert client.get(f"/l/{evening.code}/").status_code == 200
    assert (
        client.get(f"/l/{evenings.open_now().code}/").status_code == 429
    )  # being in one does not help to guess another
    member = Client()
    member.force_login(factories.member(evening.meeting.network).user)
    assert member.get(f"/l/{evening.code}/").status_code == 200


def test_a_hall_of_phones_behind_one_address_comes_in(evening: Evening) -> None:
    assert [Client().get(f"/l/{evening.code}/").status_code for _each in range(guessing.AT_MOST + 5)] == [200] * 35


def test_pages_left_open_after_the_evening_do_not_count(client: Client, evening: Evening) -> None:
    with time_machine.travel(evening.meeting.ends_at + timedelta(hours=25)):
        for _each in range(guessing.AT_MOST + 1):
            assert client.get(f"/l/{evening.code}/now/?as=screen&since=1").status_code == 404
        assert client.get("/l/").status_code == 200


def test_whoever_is_signed_in_comes_in_with_one_press_and_has_their_place_from_another_phone(evening: Evening) -> None:
    member = factories.member(evening.meeting.network, "Grethe Bøgelund")
    for number in (1, 2):  # their laptop, then their phone
        client = Client()
        client.force_login(member.user)
        assert "Jeg er Grethe Bøgelund" in text(client.get(f"/l/{evening.code}/"))
        come_in(client, evening, as_me="1")
        assert Phone.objects.count() == number
    row = SignUp.objects.get(person=member)
    assert row.checked_in_at is not None
    assert [phone.sign_up for phone in Phone.objects.order_by("pk")] == [None, row]


def test_a_stranger_is_nobody_in_particular(client: Client, evening: Evening) -> None:
    answer = client.post(f"/l/{evening.code}/join/", {"as_me": "1"})
    assert answer.status_code == 200
    assert not Phone.objects.exists()


def test_a_server_that_holds_no_line_open_says_so_and_the_page_asks_instead(client: Client, evening: Evening) -> None:
    come_in(client, evening, name="Mie")
    answer = client.get(f"/l/{evening.code}/events/?as=phone&since=0")
    assert (answer.status_code, answer.content) == (204, b"")
    asked = client.get(f"/l/{evening.code}/now/?as=phone&since=0").json()
    assert "run" in {name for name, _number, _payload in asked["regions"]}
