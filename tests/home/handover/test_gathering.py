"""The handover page and its file: what stands there for whom, always current, and at what price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.home.handover import handover_of
from mikrovirk.home.handover.month import habits
from mikrovirk.mailing.models import Rule
from mikrovirk.networks import parts as network_parts
from mikrovirk.networks.models import KnowHow, Network, Role
from mikrovirk.programme.models import HotSeatApplication, Meeting, MeetingTask, Season, SlotOffer, Talk, TaskTemplate
from mikrovirk.programme.services.setup import prepare_network
from mikrovirk.voice.models import Decision, Input, InputRound, Source, Speaker
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/networks/moen/handover/"
PDF = f"{PAGE}handover.pdf"
MOST_QUERIES = 100  # half of them are those of Ugens ti minutter


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="MikroVirk Møn", host=factories.organisation())


@pytest.fixture
def her(client: Client, moen: Network) -> Client:
    """The coordinator's browser."""
    client.force_login(factories.coordinator(moen, email="karen@erhverv.example"))
    return client


def reader(role: str, place: Network) -> Client:
    browser = Client()
    if role == "host":
        user = factories.user()
        Role.objects.create(user=user, name=role, organisation=place.host, since_date=factories.TODAY)
    else:
        user = factories.role(role, place)
    browser.force_login(user)
    return browser


def full_of_life(place: Network) -> None:
    """One of everything that a successor must know of."""
    soon = timezone.now() + timedelta(days=20)
    meeting = factories.meeting(place, starts_at=soon, venue=factories.venue(place, capacity=40, parking="Bag huset"))
    Talk.objects.create(network=place, meeting=meeting, title="Moms", speaker_name="Tove Tal", state=Talk.State.ASKED)
    lise = factories.member(place, "Agnete Rask")
    SlotOffer.objects.create(meeting=meeting, person=lise)
    HotSeatApplication.objects.create(
        network=place, person=lise, kind="hot_seat", title="Hemmelig", told_later_at=timezone.now()
    )
    gone = factories.user("Ole Væk", is_active=False)
    MeetingTask.objects.create(meeting=meeting, title="Kaffe", taken_by=gone, taken_at=timezone.now())
    Decision.objects.create(network=place, title="Flere møder i Præstø", reason="Mange bor der", owner=gone)
    Input.objects.create(network=place, source=Source.OFFICE, text="Mere tid", author_name="Per")
    InputRound.objects.create(network=place, title="Før efteråret", subject="Hej", body="Hvad nu?", deadline_at=soon)
    KnowHow.objects.create(
        network=place, kind="agreement", subject="Nøglen", text="Hos biblioteket.", who="Rita, 12 34 56 78"
    )
    Speaker.objects.create(network=place, name="Ida Møller", speaks_from="Møllers", email="ida@oplaeg.example")
    TaskTemplate.objects.create(network=place, title="Døren", what="Kom før.")
    Rule.objects.get_or_create(network=place, kind="programme.slot_offer", defaults={"on_since": timezone.now()})
    Meeting.objects.filter(pk=meeting.pk).update(price_line="100 kr.", payment_url="https://betal.example/moen")


def test_all_a_successor_needs_stands_there(her: Client, moen: Network) -> None:
    full_of_life(moen)
    prepare_network(moen)
    page = her.get(PAGE).content.decode()
    for words in (
        *("Gør det her først", "Sådan kører netværket", "Hvem du kan ringe til", "karen@erhverv.example"),
        *(
            "Tove Tal",
            "Spurgt, har ikke svaret.",
            "Agnete Rask",
            "Har fået at vide: senere.",
            "Opgaver, som ingen længere har",
        ),
        *(
            "Ole Væk skulle tage sig af det, men kontoen er slået fra.",
            "Flere møder i Præstø",
            "Én ting, et medlem har sagt",
        ),
        *(
            "Før efteråret",
            "Nøglen",
            "Hos biblioteket.",
            "Rita, 12 34 56 78",
            "Ida Møller",
            "plads til 40",
            "Bag huset",
        ),
        *("Døren", "100 kr.", "https://betal.example/moen", "/account/login/", "Vordingborg Erhverv", "1.0"),
    ):
        assert words in page, words


def test_it_is_as_it_is_right_now(her: Client, moen: Network) -> None:
    full_of_life(moen)
    assert "Spurgt, har ikke svaret." in her.get(PAGE).content.decode()
    Talk.objects.update(state=Talk.State.ACCEPTED)
    SlotOffer.objects.update(state="accepted", answered_at=timezone.now())
    page = her.get(PAGE).content.decode()
    assert "Spurgt, har ikke svaret." not in page
    assert "Har sagt ja." in page


@pytest.mark.parametrize("role", ["coordinator", "substitute", "steering", "host"])
def test_those_who_look_after_the_network_read_it(moen: Network, role: str) -> None:
    full_of_life(moen)
    page = reader(role, moen).get(PAGE).content.decode()
    assert "Sådan kører netværket" in page
    assert ("Agnete Rask" in page) == (role != "host")  # the host reads that something is promised, not to whom
    assert "et medlem" in page if role == "host" else True
    assert ("Skriv noget ned" in page) == (role != "host")
    assert (f"/networks/{moen.slug}/plan/meetings/" in page) == (role in {"coordinator", "substitute"})
    assert "Hemmelig" not in page


@pytest.mark.parametrize("role", ["member", "municipality", ""])
def test_nobody_else_does(moen: Network, client: Client, role: str) -> None:
    client.force_login(factories.role(role, moen) if role else factories.user(is_administrator=True))
    assert [client.get(address).status_code for address in (PAGE, PDF)] == [404, 404]


@pytest.mark.parametrize("parts", [(), tuple(network_parts.KEYS), ("tasks",)])
def test_any_subset_of_parts_may_be_off(moen: Network, her: Client, parts: tuple[str, ...]) -> None:
    full_of_life(moen)
    Network.objects.update(parts=sorted(parts))
    page = her.get(PAGE).content.decode()
    assert ("Den varme stol og Pralepladsen" in page) == ("hot_seat" in parts)
    assert ("Besluttet og ikke gjort" in page) == ("steering_room" in parts)
    assert ("Opgaver, som ingen længere har" in page) == ("tasks" in parts)
    assert her.get(PDF).headers["content-type"] == "application/pdf"


def test_an_empty_network_says_so_kindly(moen: Network, her: Client) -> None:
    Network.objects.update(parts=[], host=None)
    page = her.get(PAGE).content.decode()
    for words in ("Der er ikke planlagt noget møde.", "Intet er åbent", "Der er ikke skrevet noget ned endnu."):
        assert words in page


def test_the_file_holds_the_same(moen: Network, her: Client) -> None:
    full_of_life(moen)
    answer = her.get(PDF)
    assert answer.headers["content-disposition"] == 'inline; filename="overdragelse-moen.pdf"'
    assert answer.content.startswith(b"%PDF")
    found = handover_of(moen, reader=None, now=timezone.now())
    assert found.promise_count == 7


def test_what_goes_by_itself_is_marked() -> None:
    steps = list(habits(frozenset({"introductions", "feedback"}), {"programme.slot_offer"}))
    marked = [step.what for step in steps if step.by_itself]
    assert marked == ["De nyeste medlemmer får hver tilbudt tre minutter.", "De, der kommer, bliver mindet om det."]
    assert len(steps) == 11


def test_the_rhythm_is_said_in_words(moen: Network, her: Client) -> None:
    plain = {"first_date": "2027-01-25", "rhythm": "monthly:last:0:1", "start_time": "17:30", "formats": ["1-0"]}
    Season.objects.create(network=moen, name="Forår", rhythm=plain)
    assert "Netværket mødes den sidste mandag i måneden." in her.get(PAGE).content.decode()


def test_the_page_costs_the_same_however_much_there_is(moen: Network, her: Client) -> None:
    prepare_network(moen)
    her.get(PAGE)  # the first look is written down
    counts = []
    for _ in range(3):
        full_of_life(moen)
        factories.role(Role.Name.STEERING, moen)
        with CaptureQueriesContext(connection) as asked:
            her.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2] < MOST_QUERIES
