"""Members apply for the hot seat or the brag spot; the coordinator chooses, undoes and asks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting
from mikrovirk.programme.services import hot_seat as services
from tests import factories
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db
FILLED = {"kind": "hot_seat", "title": "Flere kunder om vinteren", "brief": "Jeg har prøvet alt.", "openness": "room"}


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


@pytest.fixture
def meeting(place: Network) -> Meeting:
    return rows.with_seat(place, starts_at=timezone.now() + timedelta(days=14))


@pytest.fixture
def member(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


def apply_link(place: Network, person: Person) -> str:
    return reverse("programme:hot_seat_link", args=[links.sign("hotseat", place.pk, person.user.pk)])


def titles() -> list[tuple[str, str, str]]:
    return [(row.told.title, row.openness, row.state) for row in HotSeatApplication.objects.all()]


# --- the member ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["signed in", "from a mail"])
def test_a_member_applies_changes_and_withdraws(client: Client, place: Network, member: Person, way: str) -> None:
    url = apply_link(place, member)
    if way == "signed in":
        client.force_login(member.user)
        url = reverse("programme:hot_seat_apply", args=[place.slug])
    page = client.get(url).content.decode()
    assert "Kun dem i salen. Der står intet på forhånd" in page
    page = client.post(url, FILLED, follow=True).content.decode()
    assert "Du hører fra os, når det er din tur" in page
    assert titles() == [("Flere kunder om vinteren", "room", "waiting")]
    own = HotSeatApplication.objects.get()
    assert "Jeg har prøvet alt." in client.get(f"{url}?edit={own.pk}").content.decode()
    client.post(url, FILLED | {"edit": own.pk, "openness": "open"})
    assert titles() == [("Flere kunder om vinteren", "open", "waiting")]
    client.post(url, {"withdraw": own.pk})
    assert titles() == [("Flere kunder om vinteren", "open", "withdrawn")]


def test_what_was_typed_is_kept_on_errors(client: Client, place: Network, member: Person) -> None:
    page = client.post(
        apply_link(place, member), FILLED | {"title": "", "brief": "Mit nummer er 010170-1234"}
    ).content.decode()
    assert "CPR-nummer" in page
    assert "Mit nummer er" in page
    assert titles() == []


def test_nobody_changes_what_another_wrote(client: Client, place: Network, member: Person) -> None:
    others = rows.application(place, factories.member(place), "En andens")
    url = apply_link(place, member)
    assert "En andens" not in client.get(f"{url}?edit={others.pk}").content.decode()
    client.post(url, {"withdraw": others.pk})
    client.post(url, FILLED | {"edit": others.pk})
    assert sorted(titles()) == [("En andens", "members", "waiting"), ("Flere kunder om vinteren", "room", "waiting")]


def test_a_personal_ask_is_answered_on_the_same_page(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    services.ask(meeting, member, words="Vil du?", by=factories.coordinator(place), at=timezone.now())
    url = apply_link(place, member)
    assert "Du er spurgt til" in client.get(url).content.decode()
    assert HotSeatAsk.objects.get().declined_at is None
    page = client.post(url, {"decline": "1"}, follow=True).content.decode()
    assert "Tak for svaret. Det er helt i orden." in page
    assert HotSeatAsk.objects.get().declined_at is not None
    client.post(url, {"again": "yes"})
    assert HotSeatAsk.objects.get().ask_again is True


@pytest.mark.parametrize("why", ["no member", "part off", "another purpose"])
def test_nobody_else_applies(client: Client, place: Network, member: Person, why: str) -> None:
    url = apply_link(place, member)
    if why == "no member":
        url = apply_link(place, factories.person("Gæst"))
    if why == "part off":
        place.parts = []
        place.save()
    if why == "another purpose":
        url = reverse("programme:hot_seat_link", args=[links.sign("tasks", place.pk, member.user.pk)])
    assert client.post(url, FILLED).status_code == 404
    client.force_login(factories.member(factories.network("et-andet")).user)
    assert client.post(reverse("programme:hot_seat_apply", args=[place.slug]), FILLED).status_code == 404
    assert titles() == []


# --- the coordinator -------------------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(client: Client, place: Network) -> User:
    user = factories.coordinator(place)
    client.force_login(user)
    return user


@pytest.mark.usefixtures("coordinator")
def test_one_press_chooses_and_one_undoes(client: Client, place: Network, meeting: Meeting, member: Person) -> None:
    wanted = rows.application(place, member, "Valgt")
    rows.application(place, factories.member(place, "Karen Bæk"), "Venter")
    url = reverse("programme:hot_seat", args=[place.slug])
    assert "2 ansøgninger venter." in client.get(url).content.decode()
    choose = reverse("programme:hot_seat_choose", args=[place.slug, wanted.pk])
    page = client.post(choose, {"meeting": meeting.pk}, follow=True).content.decode()
    assert "Lise Holm er valgt til" in page
    assert page.count("venter på, at du siger ja") == 2
    assert sorted(Message.objects.values_list("kind", "user__full_name", "state")) == [
        ("programme.hot_seat_chosen", "Lise Holm", "draft"),
        ("programme.hot_seat_later", "Karen Bæk", "draft"),
    ]
    page = client.post(reverse("programme:hot_seat_undo", args=[place.slug, wanted.pk]), follow=True).content.decode()
    assert "Valget er fortrudt" in page
    assert sorted(state for _title, _openness, state in titles()) == ["waiting", "waiting"]


@pytest.mark.usefixtures("coordinator")
def test_choosing_from_the_weekly_page_leads_back_there(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    application = rows.application(place, member)
    week = reverse("home:week", args=[place.slug])
    choose = reverse("programme:hot_seat_choose", args=[place.slug, application.pk])
    assert client.post(choose, {"meeting": meeting.pk, "next": week}).headers["Location"] == week
    other = client.post(choose, {"meeting": meeting.pk, "next": "https://ondt.example/"})
    assert other.headers["Location"] == reverse("programme:hot_seat", args=[place.slug])


def test_where_nobody_applied_three_can_be_asked_in_own_words(
    client: Client, place: Network, meeting: Meeting, member: Person, coordinator: User
) -> None:
    url = reverse("programme:hot_seat", args=[place.slug])
    page = client.get(url).content.decode()
    assert "vi har ikke hørt din historie endnu" in page
    ask = reverse("programme:hot_seat_ask", args=[place.slug, meeting.pk])
    refused = client.post(ask, {"person": member.pk, "words": "Ring på 010170-1234"}).content.decode()
    assert "Ring på 010170-1234" in refused
    assert HotSeatAsk.objects.count() == 0
    client.post(ask, {"person": member.pk, "words": "Kære Lise, vil du?"})
    message = Message.objects.get(kind="programme.hot_seat_ask")
    assert (message.user, message.context["words"], message.state) == (member.user, "Kære Lise, vil du?", "queued")
    assert message.mailing.approved_by == coordinator
    page = client.get(url).content.decode()
    assert "Har ikke svaret" in page
    client.post(reverse("programme:hot_seat_unask", args=[place.slug, HotSeatAsk.objects.get().pk]))
    assert (HotSeatAsk.objects.count(), Message.objects.count()) == (0, 0)


def test_only_the_coordinator_chooses(client: Client, place: Network, meeting: Meeting, member: Person) -> None:
    application = rows.application(place, member)
    client.force_login(member.user)
    answers = [
        client.get(reverse("programme:hot_seat", args=[place.slug])),
        client.post(reverse("programme:hot_seat_choose", args=[place.slug, application.pk]), {"meeting": meeting.pk}),
        client.post(
            reverse("programme:hot_seat_ask", args=[place.slug, meeting.pk]), {"person": member.pk, "words": "x"}
        ),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert titles() == [("Flere kunder om vinteren", "members", "waiting")]


@pytest.mark.usefixtures("coordinator")
def test_nothing_of_another_network_can_be_chosen(client: Client, place: Network, meeting: Meeting) -> None:
    elsewhere = factories.network("et-andet")
    theirs = rows.application(elsewhere, factories.member(elsewhere))
    choose = reverse("programme:hot_seat_choose", args=[place.slug, theirs.pk])
    assert client.post(choose, {"meeting": meeting.pk}).status_code == 404


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_however_many_apply(
    client: Client, place: Network, meeting: Meeting, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        rows.application(place, factories.member(place), f"Nummer {number}")
    for days in range(1, min(count, 5)):
        rows.with_seat(place, starts_at=meeting.starts_at + timedelta(days=days))
    url = reverse("programme:hot_seat", args=[place.slug])
    client.get(url)
    with django_assert_num_queries(19):
        client.get(url)


# --- the meeting's page ----------------------------------------------------------------------------------------------


def test_the_meetings_page_shows_the_chosen_one_only_as_openly_as_they_wish(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    application = rows.application(place, member, openness="open")
    services.choose(application, meeting, at=timezone.now())
    url = reverse("programme:meeting", args=[place.slug, meeting.pk])
    assert "Flere kunder om vinteren" in client.get(url).content.decode()
    HotSeatApplication.objects.update(openness="room")
    assert "Den varme stol</h2>" not in client.get(url).content.decode()
    client.force_login(factories.member(place).user)
    page = client.get(url).content.decode()
    assert ("Den varme stol</h2>" in page, "Flere kunder om vinteren" in page) == (True, False)


@pytest.mark.usefixtures("coordinator")
def test_the_coordinator_writes_for_a_member_they_talked_with(client: Client, place: Network, member: Person) -> None:
    url = reverse("programme:hot_seat_write", args=[place.slug])
    factories.member(place, "Karen Bæk")
    page = client.get(url, {"q": "lise"}).content.decode()
    assert ("Lise Holm" in page, "Karen Bæk" in page) == (True, False)
    page = client.post(f"{url}?person={member.pk}", FILLED | {"title": ""}).content.decode()
    assert "Jeg har prøvet alt." in page
    client.post(f"{url}?person={member.pk}", FILLED)
    assert [(row.person_id, row.told.title) for row in HotSeatApplication.objects.all()] == [
        (member.pk, "Flere kunder om vinteren")
    ]
    stranger = factories.person("Gæst")
    assert client.post(f"{url}?person={stranger.pk}", FILLED).status_code == 404
    client.force_login(member.user)
    assert client.get(url).status_code == 404
