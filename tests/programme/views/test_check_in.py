"""The list at the door: without scripts, from a phone that was offline, and on paper."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.services import check_in
from mikrovirk.ui import paper
from tests import factories
from tests.programme.evenings import coming_meeting, in_full, states, taken
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def tonight(place: Network) -> Meeting:
    now = timezone.now()
    return factories.meeting(place, starts_at=now + timezone.timedelta(hours=1), capacity=3)


@pytest.fixture
def door(client: Client, place: Network) -> Client:
    """A browser in which the coordinator is signed in."""
    client.force_login(factories.coordinator(place))
    return client


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/networks/mikrovirk/meetings/{meeting.pk}/{rest or 'check-in/'}"


def row_of(meeting: Meeting, name: str) -> SignUp:
    return SignUp.objects.get(meeting=meeting, person=factories.member(meeting.network, name), state="coming")


def coming(meeting: Meeting, *names: str) -> list[SignUp]:
    rows = [factories.sign_up(meeting, factories.member(meeting.network, name)) for name in names]
    Meeting.objects.filter(pk=meeting.pk).update(places_taken=len(rows))
    return rows


def tap(door: Client, meeting: Meeting, *taps: dict[str, Any]) -> dict[str, Any]:
    answer = door.post(address(meeting, "check-in/taps/"), json.dumps({"taps": taps}), content_type="application/json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def now() -> str:
    return timezone.now().isoformat()


# --- without scripts -------------------------------------------------------------------------------------------------


def test_the_list_is_by_name_as_a_dane_sorts(door: Client, tonight: Meeting) -> None:
    coming(tonight, "Åse Ærø", "Bo Jensen", "Anna Kær", "Aage Aa", "Øjvind Ørsted", "Ærlig Talt")
    text = text_of(get(door, address(tonight)))
    order = [text.index(name) for name in ("Anna", "Bo", "Ærlig", "Øjvind", "Aage", "Åse")]
    assert order == sorted(order)
    assert "0 er her · 6 mangler · 0 kom uanmeldt" in text


def test_one_tap_in_and_one_tap_out(door: Client, tonight: Meeting) -> None:
    anna, _bo = coming(tonight, "Anna", "Bo")
    answer = door.post(address(tonight, f"check-in/{anna.pk}/"), {"came": "1", "q": "an na"})
    assert answer["Location"] == f"{address(tonight)}?q=an+na#p{anna.pk}"
    assert "1 er her · 1 mangler" in text_of(get(door, address(tonight)))
    anna.refresh_from_db()
    first = anna.checked_in_at
    door.post(address(tonight, f"check-in/{anna.pk}/"), {"came": "1"})
    anna.refresh_from_db()
    assert (first is not None, anna.checked_in_at) == (True, first)

    door.post(address(tonight, f"check-in/{anna.pk}/"), {"came": "0"})
    anna.refresh_from_db()
    assert anna.checked_in_at is None


def test_search_without_scripts_narrows_the_list(door: Client, tonight: Meeting) -> None:
    coming(tonight, "Anna Kær", "Bo Jensen")
    text = text_of(get(door, f"{address(tonight)}?q=jens"))
    assert ("Bo Jensen" in text, "Anna" in text) == (True, False)
    assert "Ingen på listen hedder" in text_of(get(door, f"{address(tonight)}?q=xyz"))


def test_a_walk_in_in_one_line_and_taken_back(door: Client, tonight: Meeting) -> None:
    coming(tonight, "Anna", "Bo", "Carl")  # every place is taken: nobody is turned away
    page = door.post(address(tonight, "check-in/add/"), {"name": "Dorte", "email": ""}, follow=True).content.decode()
    assert "Dorte er tjekket ind." in page
    row = SignUp.objects.get(name="Dorte")
    assert (row.is_walk_in, row.as_guest, row.state, taken(tonight)) == (True, True, "coming", 4)

    door.post(address(tonight, f"check-in/{row.pk}/"), {"came": "0"})
    assert (SignUp.objects.filter(name="Dorte").exists(), taken(tonight)) == (False, 3)


def test_a_walk_in_s_mistake_keeps_what_was_typed(door: Client, tonight: Meeting) -> None:
    page = door.post(address(tonight, "check-in/add/"), {"name": "Dorte", "email": "dorte@"}).content.decode()
    assert 'value="Dorte"' in page
    assert "Det er ikke en mailadresse." in page
    page = door.post(address(tonight, "check-in/add/"), {"name": "Dorte 010170-1234", "email": ""}).content.decode()
    assert "CPR-nummer" in page
    assert SignUp.objects.count() == 0


def test_a_walk_in_whose_address_is_on_the_list_is_checked_in(door: Client, tonight: Meeting) -> None:
    anna, _bo = coming(tonight, "Anna", "Bo")
    assert anna.person is not None
    door.post(address(tonight, "check-in/add/"), {"name": "Anna K.", "email": anna.person.email})
    anna.refresh_from_db()
    assert (anna.checked_in_at is not None, SignUp.objects.count()) == (True, 2)


def test_who_waited_or_had_cancelled_gets_a_place_at_the_door(tonight: Meeting, place: Network) -> None:
    waiting = factories.sign_up(tonight, factories.member(place, "Anna"), state="waiting")
    gone = factories.sign_up(tonight, factories.member(place, "Bo"), state="cancelled", cancelled_at=timezone.now())
    for row in (waiting, gone):
        check_in.mark(tonight, row.pk, came=True, at=timezone.now())
    assert states(tonight) == [("Anna", "coming"), ("Bo", "coming")]
    assert taken(tonight) == 2


def test_long_before_the_evening_people_are_put_on_the_list_not_checked_in(door: Client, place: Network) -> None:
    later = coming_meeting(place)
    assert "Skriv en på listen" in get(door, address(later))
    door.post(address(later, "check-in/add/"), {"name": "Dorte", "email": "dorte@firma.example"})
    door.post(address(later, "check-in/add/"), {"name": "Erik", "email": ""})
    rows = SignUp.objects.filter(meeting=later).order_by("pk")
    assert [(row.checked_in_at, row.is_walk_in) for row in rows] == [(None, False), (None, False)]
    assert taken(later) == 2


def test_badges_say_who_is_new_and_whom_to_ask(door: Client, tonight: Meeting, place: Network) -> None:
    guest = factories.person("Gitte Gæst")
    for days in (-60, -30):
        held = coming_meeting(place, days=days)
        factories.sign_up(held, guest, as_guest=True, checked_in_at=held.starts_at)
    factories.sign_up(tonight, guest, as_guest=True)
    coming(tonight, "Ny")
    text = text_of(get(door, address(tonight)))
    assert "Gitte Gæst Tredje gang: spørg om medlemskab" in text
    assert text.count("Første gang") == 1


def test_only_those_who_may_check_in_see_the_list(client: Client, tonight: Meeting, place: Network) -> None:
    row = coming(tonight, "Anna")[0]
    other = factories.coordinator(factories.network("andet"))
    for user in (factories.member(place).user, other, factories.role(Role.Name.HOST, place)):
        client.force_login(user)
        assert client.get(address(tonight)).status_code == 404
        assert client.post(address(tonight, f"check-in/{row.pk}/"), {"came": "1"}).status_code == 404
        assert client.post(address(tonight, "check-in/taps/"), "{}", content_type="application/json").status_code == 404
        assert client.get(address(tonight, "list.pdf")).status_code == 404
    client.force_login(factories.role(Role.Name.STEERING, place))
    assert "Anna" in get(client, address(tonight))


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_list_asks_the_same_however_many_come(
    door: Client, tonight: Meeting, count: int, django_assert_num_queries: Any
) -> None:
    users = User.objects.bulk_create(User(email=f"a{n}@mange.example", full_name=f"Nr. {n}") for n in range(count))
    people = Person.objects.bulk_create(Person(user=user) for user in users)
    SignUp.objects.bulk_create(SignUp(meeting=tonight, person=person, state="coming") for person in people)
    get(door, address(tonight))
    with django_assert_num_queries(5):  # session, user, meeting, list, menu
        page = get(door, address(tonight))
    assert page.count('<p class="row-title" data-content>Nr. ') == count


# --- taps from a phone -----------------------------------------------------------------------------------------------


def test_taps_kept_on_a_phone_count_once_however_often_they_arrive(door: Client, tonight: Meeting) -> None:
    anna, bo = coming(tonight, "Anna", "Bo")
    made_at = (timezone.now() - timezone.timedelta(minutes=20)).replace(microsecond=0)
    taps = (
        {"id": "t1", "at": made_at.isoformat(), "sign_up": anna.pk, "came": True},
        {"id": "t2", "at": now(), "sign_up": bo.pk, "came": True},
        {"id": "t3", "at": now(), "sign_up": bo.pk, "came": False},
        {"id": "t4", "at": now(), "name": "Dorte", "email": ""},
    )
    told = tap(door, tonight, *taps)
    again = tap(door, tonight, *taps)

    dorte = SignUp.objects.get(name="Dorte")
    assert told == {
        "done": ["t1", "t2", "t3", "t4"],
        "refused": [],
        "added": {"t4": dorte.pk},
        "came": [anna.pk, dorte.pk],
    }
    assert again == told
    anna.refresh_from_db()
    assert anna.checked_in_at == made_at
    assert taken(tonight) == 3


def test_a_tap_that_cannot_be_done_is_told_and_the_others_are(door: Client, tonight: Meeting) -> None:
    (anna,) = coming(tonight, "Anna")
    told = tap(
        door,
        tonight,
        {"id": "t1", "at": now(), "sign_up": 987654, "came": True},
        {"id": "t2", "at": now(), "name": "Dorte 010170-1234"},
        {"id": "t3", "at": "2999-01-01T00:00:00+00:00", "sign_up": anna.pk, "came": True},
    )
    assert told["done"] == ["t3"]
    assert [refusal["id"] for refusal in told["refused"]] == ["t1", "t2"]
    assert "CPR-nummer" in told["refused"][1]["why"]
    anna.refresh_from_db()
    assert anna.checked_in_at is not None
    assert anna.checked_in_at <= timezone.now()


def test_what_is_no_list_of_taps_is_refused(door: Client, tonight: Meeting) -> None:
    for body in ("", "[]", '{"taps": [{}]}', '{"taps": [{"id": 1, "at": 5}]}'):
        answer = door.post(address(tonight, "check-in/taps/"), body, content_type="application/json")
        assert answer.status_code == 400


@pytest.mark.django_db(transaction=True)
def test_the_phone_keeps_taps_while_the_net_is_gone(page: Page, live_server: LiveServer) -> None:
    place = factories.network("mikrovirk", name="MikroVirk")
    tonight = factories.meeting(place, starts_at=timezone.now() + timezone.timedelta(hours=1))
    anna, bo = coming(tonight, "Anna Kær", "Bo Jensen")
    client = Client()
    client.force_login(factories.coordinator(place))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url + address(tonight))

    page.get_by_label("Find et navn").fill("jens")
    expect(page.get_by_text("Anna Kær", exact=True)).to_be_hidden()
    page.get_by_label("Find et navn").fill("")

    page.context.set_offline(True)
    page.get_by_role("button", name=re.compile("Er her.*Anna Kær")).click()
    expect(page.get_by_role("button", name=re.compile("Fortryd.*Anna Kær"))).to_be_visible()
    page.get_by_label("Navn", exact=True).fill("Dorte Uanmeldt")
    page.get_by_role("button", name="Tjek ind").click()
    expect(page.locator(".door-list")).to_contain_text("Dorte Uanmeldt")
    expect(page.get_by_text("Gemt på telefonen. Det bliver sendt, når der er net.")).to_be_visible()
    expect(page.locator(".door-counts")).to_contain_text("2 er her · 1 mangler · 1 kom uanmeldt")
    assert SignUp.objects.filter(checked_in_at__isnull=False).count() == 0

    page.context.set_offline(False)
    expect(page.get_by_text("Gemt på telefonen.")).to_be_hidden(timeout=15_000)
    anna.refresh_from_db()
    bo.refresh_from_db()
    assert (anna.checked_in_at is not None, bo.checked_in_at) == (True, None)
    assert SignUp.objects.get(name="Dorte Uanmeldt").is_walk_in
    page.get_by_role("button", name="Fortryd").first.click()  # the walk-in, on top of the list
    expect(page.locator(".door-list")).not_to_contain_text("Dorte Uanmeldt")
    page.wait_for_function("() => !localStorage.length")
    assert not SignUp.objects.filter(name="Dorte Uanmeldt").exists()


@pytest.mark.django_db(transaction=True)
def test_who_was_signed_out_is_told_and_loses_no_tap(page: Page, live_server: LiveServer) -> None:
    place = factories.network("mikrovirk", name="MikroVirk")
    tonight = factories.meeting(place, starts_at=timezone.now() + timezone.timedelta(hours=1))
    (anna,) = coming(tonight, "Anna Kær")
    coordinator = factories.coordinator(place)

    def sign_in() -> None:
        client = Client()
        client.force_login(coordinator)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    sign_in()
    page.goto(live_server.url + address(tonight))
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=re.compile("Er her.*Anna Kær")).click()
    expect(page.get_by_text("Du er blevet logget ud.")).to_be_visible()
    sign_in()
    page.goto(live_server.url + address(tonight))
    expect(page.get_by_role("button", name=re.compile("Fortryd.*Anna Kær"))).to_be_visible()
    page.wait_for_function("() => !localStorage.length")
    anna.refresh_from_db()
    assert anna.checked_in_at is not None


# --- on paper --------------------------------------------------------------------------------------------------------


def test_the_list_and_the_name_tags_as_pdf(door: Client, tonight: Meeting) -> None:
    coming(tonight, "Anna Kær", "Bo Jensen")
    for name, words in (
        ("list.pdf", ("Anna Kær", "Bo Jensen", "2 er tilmeldt", "Kom uanmeldt", "Første gang")),
        ("name-tags.pdf", ("Anna Kær", "Bo Jensen", "MikroVirk")),
    ):
        answer = door.get(address(tonight, name))
        assert answer["Content-Type"] == "application/pdf"
        reader = PdfReader(BytesIO(answer.content))
        text = " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)
        assert [word for word in words if word not in text] == []
        assert len(reader.pages) == 1


def test_without_pdf_libraries_the_page_to_print_says_so(
    door: Client, tonight: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(html: str, **_more: Any) -> bytes:
        raise paper.PaperUnavailableError("sudo apt-get install libpango-1.0-0")

    monkeypatch.setattr(paper, "pdf", unavailable)
    coming(tonight, "Anna Kær")
    page = get(door, address(tonight, "list.pdf"))
    assert "Anna Kær" in page
    assert "Denne maskine kan ikke lave PDF-filer" in page
    assert "libpango" in page


def test_the_office_may_not_sign_people_up_for_a_draft(door: Client, place: Network) -> None:
    draft = in_full(coming_meeting(place, state="draft"))
    page = door.post(address(draft, "check-in/add/"), {"name": "Dorte", "email": "d@firma.example"}, follow=True)
    assert "Mødet er ikke offentliggjort" in page.content.decode()
    assert SignUp.objects.count() == 0
