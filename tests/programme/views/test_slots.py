"""The page behind an offer of three minutes, the question 90 days after, and the coordinator's page."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer
from mikrovirk.programme.services import sign_ups
from mikrovirk.programme.services import slots as services
from tests import factories
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db
TEXTS = {
    "texts": "1",
    "business": "Jeg syr gardiner",
    "contribution": "Låner min bod ud",
    "expectation": "En at dele stand med",
}


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


@pytest.fixture
def meeting(place: Network) -> Meeting:
    return rows.introductions(place, starts_at=timezone.now() + timedelta(days=12), venue=factories.venue(place))


@pytest.fixture
def offer(place: Network, meeting: Meeting) -> SlotOffer:
    firm = factories.business("Systuen", about="Jeg syr.")
    return rows.offer(meeting, factories.member(place, "Lise Holm", firm=firm))


def link(offer: SlotOffer, purpose: str = "slot") -> str:
    return reverse(f"programme:{'slot_answer' if purpose == 'slot' else purpose}", args=[links.sign(purpose, offer.pk)])


def now(offer: SlotOffer) -> SlotOffer:
    offer.refresh_from_db()
    return offer


# --- the member ------------------------------------------------------------------------------------------------------


def test_opening_the_link_changes_nothing(client: Client, offer: SlotOffer) -> None:
    page = client.get(link(offer)).content.decode()
    assert "Vil du have tre minutter?" in page
    assert "Møn Bibliotek" in page
    assert "Du svarer som" in page
    assert client.head(link(offer)).status_code == 200
    assert (now(offer).state, SignUp.objects.count()) == ("offered", 0)


def test_two_taps_say_yes_and_the_page_then_asks_for_the_texts(client: Client, offer: SlotOffer) -> None:
    page = client.post(link(offer), {"answer": "yes"}, follow=True).content.decode()
    assert now(offer).state == "accepted"
    assert "Tre minutter er dine" in page
    assert ">Jeg syr.</textarea>" in page.replace("\n", "")


def test_the_texts_can_be_changed_from_the_same_link(client: Client, offer: SlotOffer) -> None:
    client.post(link(offer), {"answer": "yes"})
    client.post(link(offer), TEXTS)
    page = client.post(link(offer), TEXTS | {"business": "Noget andet"}, follow=True).content.decode()
    assert "Dine tekster er gemt" in page
    assert (now(offer).business_text, offer.expectation_text) == ("Noget andet", "En at dele stand med")
    assert offer.texts_at is not None


def test_what_was_typed_is_kept_when_a_text_is_refused(client: Client, offer: SlotOffer) -> None:
    client.post(link(offer), {"answer": "yes"})
    page = client.post(link(offer), TEXTS | {"expectation": "Ring på 010170-1234"}).content.decode()
    assert "CPR-nummer" in page
    assert "Jeg syr gardiner" in page
    assert now(offer).expectation_text == ""


def test_no_and_then_yes_after_all(client: Client, offer: SlotOffer) -> None:
    page = client.post(link(offer), {"answer": "no"}, follow=True).content.decode()
    assert "Vi spørger dig igen til et senere møde" in page
    client.post(link(offer), {"answer": "yes"})
    assert now(offer).state == "accepted"


def test_who_says_no_twice_may_ask_to_be_asked_again(client: Client, place: Network, offer: SlotOffer) -> None:
    before = rows.introductions(place, starts_at=timezone.now() - timedelta(days=30))
    rows.offer(before, offer.person, "declined")
    page = client.post(link(offer), {"answer": "no"}, follow=True).content.decode()
    assert "så vi spørger ikke igen" in page
    page = client.post(link(offer), {"again": "yes"}, follow=True).content.decode()
    assert "Spørg mig ikke igen" in page
    assert now(offer).ask_again is True


def test_who_never_answered_can_still_ask_for_it_and_the_coordinator_sees_that_they_are_left_in_peace(
    client: Client, place: Network, meeting: Meeting
) -> None:
    person = factories.member(place, "Stille Sørensen")
    held = [rows.introductions(place, starts_at=timezone.now() - timedelta(days=days)) for days in (60, 30)]
    offers = [rows.offer(each, person, offered_at=each.starts_at - timedelta(days=20)) for each in held]
    for each in held:
        mailing.draft(
            kind=services.OFFER,
            occasion=services.offers_occasion(each, 0),
            recipients=[mailing.Recipient(person.user)],
            at=each.starts_at,
            due_at=each.starts_at,
            network=place,
        )
    Message.objects.update(state="sent", sent_at=timezone.now())
    coordinator = factories.coordinator(place)
    client.force_login(coordinator)
    address = reverse("programme:slots", args=[place.slug, meeting.pk])
    assert "Har ikke svaret to gange: spørges ikke" in client.get(address).content.decode()
    client.logout()
    assert "Vil du stadig gerne have tre minutter?" in client.get(link(offers[0])).content.decode()
    page = client.post(link(offers[0]), {"again": "yes"}, follow=True).content.decode()
    assert "Du får tilbudt tre minutter igen til et senere møde" in page
    assert now(offers[1]).ask_again is True
    client.force_login(coordinator)
    assert "Har ikke svaret to gange" not in client.get(address).content.decode()


def test_when_every_place_is_taken_one_is_told_kindly(
    client: Client, place: Network, meeting: Meeting, offer: SlotOffer
) -> None:
    for person in rows.newcomers(place, "A", "B", "C"):
        rows.offer(meeting, person, "accepted")
    assert "Alle pladser er taget denne gang" in client.get(link(offer)).content.decode()
    page = client.post(link(offer), {"answer": "yes"}, follow=True).content.decode()
    assert "Du står først næste gang" in page
    assert (now(offer).state, offer.answered_at is not None) == ("closed", True)


def test_who_gets_no_place_in_the_room_is_told_and_the_coordinator_sees_it(
    client: Client, place: Network, meeting: Meeting, offer: SlotOffer
) -> None:
    Meeting.objects.update(capacity=1)
    meeting.refresh_from_db()
    sign_ups.sign_up(meeting, factories.member(place), at=timezone.now(), via="page")
    page = client.post(link(offer), {"answer": "yes"}, follow=True).content.decode()
    assert "koordinatoren finder en plads til dig" in page
    client.force_login(factories.coordinator(place))
    page = client.get(reverse("programme:slots", args=[place.slug, meeting.pk])).content.decode()
    assert "På ventelisten: find en plads" in page


def test_a_held_or_cancelled_meeting_says_so(client: Client, meeting: Meeting, offer: SlotOffer) -> None:
    Meeting.objects.update(state="cancelled", cancelled_why="Vi har ingen varme.")
    page = client.get(link(offer)).content.decode()
    assert "Vi har ingen varme." in page
    client.post(link(offer), {"answer": "yes"})
    assert now(offer).state == "offered"


@pytest.mark.parametrize("why", ["another purpose", "cut in two", "gone", "part off", "left the network"])
def test_a_link_that_leads_nowhere(client: Client, place: Network, offer: SlotOffer, why: str) -> None:
    url = link(offer)
    if why == "another purpose":
        url = reverse("programme:slot_answer", args=[links.sign("expectation", offer.pk)])
    if why == "cut in two":
        url = url[:-6] + "/"
    if why == "gone":
        offer.delete()
    if why == "part off":
        place.parts = ["tasks"]
        place.save()
    if why == "left the network":
        Membership.objects.update(left_date=timezone.localdate())
    answer = client.post(url, {"answer": "yes"})
    assert answer.status_code == 404
    assert "Linket virker ikke" in answer.content.decode() or "The link does not work" in answer.content.decode()
    assert SignUp.objects.count() == 0


# --- ninety days after -----------------------------------------------------------------------------------------------


def test_the_expectation_is_answered_and_can_be_changed(client: Client, place: Network) -> None:
    held = rows.introductions(place, starts_at=timezone.now() - timedelta(days=91))
    offer = rows.offer(held, factories.member(place, "Lise"), "accepted", expectation_text="En at dele stand med")
    url = link(offer, "expectation")
    assert "En at dele stand med" in client.get(url).content.decode()
    page = client.post(url, {"met": "partly", "note": "Jeg mødte Karen"}, follow=True).content.decode()
    assert "Ret mit svar" in page
    client.post(url, {"met": "yes", "note": ""})
    assert (now(offer).expectation_met, offer.expectation_note) == ("yes", "")


def test_an_answer_needs_a_choice_and_takes_no_cpr_number(client: Client, place: Network) -> None:
    held = rows.introductions(place, starts_at=timezone.now() - timedelta(days=91))
    offer = rows.offer(held, factories.member(place), "accepted", expectation_text="Noget")
    page = client.post(link(offer, "expectation"), {"note": "010170-1234"}).content.decode()
    assert "010170-1234" in page
    assert (now(offer).expectation_met, offer.expectation_note) == ("", "")


@pytest.mark.parametrize("who", ["coordinator", "member"])
def test_only_the_coordinator_notes_that_it_is_seen_to(client: Client, place: Network, who: str) -> None:
    held = rows.introductions(place, starts_at=timezone.now() - timedelta(days=91))
    offer = rows.offer(held, factories.member(place), "accepted", expectation_text="Noget", expectation_met="no")
    client.force_login(factories.coordinator(place) if who == "coordinator" else offer.person.user)
    week = reverse("home:week", args=[place.slug])
    answer = client.post(reverse("programme:expectation_seen", args=[place.slug, offer.pk]), {"next": week})
    assert (answer.status_code, now(offer).expectation_seen_at is not None) == (
        (302, True) if who == "coordinator" else (404, False)
    )


# --- the coordinator -------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(client: Client, place: Network) -> User:
    user = factories.coordinator(place)
    client.force_login(user)
    return user


@pytest.mark.usefixtures("coordinator")
def test_the_coordinator_sees_who_was_asked_and_puts_somebody_in(
    client: Client, place: Network, meeting: Meeting, offer: SlotOffer
) -> None:
    said_no = rows.offer(meeting, factories.member(place, "Sagde Nej"), "declined")
    new = factories.member(place, "Ringede Selv")
    url = reverse("programme:slots", args=[place.slug, meeting.pk])
    page = client.get(url).content.decode()
    assert "0 af 3 pladser er taget" in page
    assert [name in page for name in ("Lise Holm", "Sagde Nej", "Ringede Selv")] == [True, True, True]
    page = client.post(f"{url}put-in/", {"person": new.pk}, follow=True).content.decode()
    assert "1 af 3 pladser er taget" in page
    put_in = SlotOffer.objects.get(person=new)
    client.post(f"{url}{put_in.pk}/take-out/")
    assert (now(put_in).state, now(said_no).state) == ("dropped", "declined")


@pytest.mark.usefixtures("coordinator")
def test_a_name_is_found_among_many(client: Client, place: Network, meeting: Meeting) -> None:
    for number in range(14):
        factories.member(place, f"Medlem {number}")
    factories.member(place, "Åge Ørsted")
    page = client.get(reverse("programme:slots", args=[place.slug, meeting.pk]), {"q": "ørsted"}).content.decode()
    assert ("Åge Ørsted" in page, "Medlem 3" in page) == (True, False)


@pytest.mark.usefixtures("coordinator")
def test_who_was_there_without_check_in_is_noted_by_hand(client: Client, place: Network) -> None:
    held = rows.introductions(place, starts_at=timezone.now() - timedelta(days=1))
    offer = rows.offer(held, factories.member(place, "Lise"), "accepted")
    client.post(reverse("programme:slot_introduced", args=[place.slug, held.pk, offer.pk]))
    day = timezone.localtime(held.starts_at).date()
    assert Membership.objects.get(person=offer.person).introduced_date == day


@pytest.mark.usefixtures("coordinator")
def test_the_cards_are_printed_with_the_texts(
    client: Client, place: Network, meeting: Meeting, offer: SlotOffer
) -> None:
    SlotOffer.objects.update(state="accepted", answered_at=timezone.now(), business_text="Jeg syr gardiner")
    answer = client.get(reverse("programme:slot_cards", args=[place.slug, meeting.pk]))
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert [words in text for words in ("Lise Holm", "Systuen", "Jeg syr gardiner")] == [True, True, True]


@pytest.mark.parametrize("who", ["member", "coordinator elsewhere", "part off"])
def test_others_see_nothing(client: Client, place: Network, meeting: Meeting, offer: SlotOffer, who: str) -> None:
    if who == "part off":
        place.parts = []
        place.save()
    elsewhere = factories.network("et-andet")
    user = {"member": lambda: offer.person.user, "part off": lambda: factories.coordinator(place)}.get(
        who, lambda: factories.coordinator(elsewhere)
    )()
    client.force_login(user)
    url = reverse("programme:slots", args=[place.slug, meeting.pk])
    answers = [
        client.get(url),
        client.post(f"{url}put-in/", {"person": offer.person.pk}),
        client.post(f"{url}{offer.pk}/take-out/"),
        client.get(f"{url}cards.pdf"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_page_costs_the_same_however_many_there_are(
    client: Client, place: Network, meeting: Meeting, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, person in enumerate(rows.newcomers(place, *[f"Medlem {n}" for n in range(count)])):
        if number % 2 == 0:
            rows.offer(meeting, person, "declined")
    url = reverse("programme:slots", args=[place.slug, meeting.pk])
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)
