"""Tasks are taken and given back with one tap, signed in or from a mail; the coordinator hands them out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from mikrovirk.accounts import links
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, MeetingTask
from tests import factories
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


@pytest.fixture
def meeting(place: Network) -> Meeting:
    return factories.meeting(place, starts_at=timezone.now() + timedelta(days=5))


@pytest.fixture
def member(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


def mail_link(meeting: Meeting, person: Person) -> str:
    return reverse("programme:tasks_link", args=[links.sign("tasks", meeting.pk, person.user.pk)])


def page_of(meeting: Meeting) -> str:
    return reverse("programme:tasks", args=[meeting.network.slug, meeting.pk])


def taken() -> dict[str, str | None]:
    return dict(MeetingTask.objects.values_list("title", "taken_by__full_name"))


@pytest.mark.parametrize("way", ["signed in", "from a mail"])
def test_one_tap_takes_a_task_and_one_gives_it_back(client: Client, meeting: Meeting, member: Person, way: str) -> None:
    task = rows.task(meeting, "Stå i døren")
    url = mail_link(meeting, member)
    if way == "signed in":
        client.force_login(member.user)
        url = page_of(meeting)
    assert "Den tager jeg" in client.get(url).content.decode()
    assert taken() == {"Stå i døren": None}
    page = client.post(url, {"task": task.pk, "do": "take"}, follow=True).content.decode()
    assert "»Stå i døren« er din." in page
    assert taken() == {"Stå i døren": "Lise Holm"}
    client.post(url, {"task": task.pk, "do": "give_back"})
    assert taken() == {"Stå i døren": None}


def test_who_comes_second_is_told_who_was_faster(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    task = rows.task(meeting, taken_by=factories.member(place, "Karen Bæk").user, taken_at=timezone.now())
    page = client.post(mail_link(meeting, member), {"task": task.pk, "do": "take"}, follow=True).content.decode()
    assert "Karen Bæk var hurtigere." in page
    client.post(mail_link(meeting, member), {"task": task.pk, "do": "give_back"})
    assert taken() == {"Stå i døren": "Karen Bæk"}


def test_a_mail_link_hands_nothing_out(client: Client, place: Network, meeting: Meeting) -> None:
    task = rows.task(meeting)
    coordinator = factories.coordinator(place)
    url = reverse("programme:tasks_link", args=[links.sign("tasks", meeting.pk, coordinator.pk)])
    client.post(url, {"task": task.pk, "do": "remove"})
    client.post(url, {"title": "Ny"})
    assert taken() == {"Stå i døren": None}


@pytest.mark.parametrize("why", ["guest", "part off", "draft", "another purpose"])
def test_who_may_not(client: Client, place: Network, meeting: Meeting, member: Person, why: str) -> None:
    task = rows.task(meeting)
    person = factories.person("Gæst") if why == "guest" else member
    url = mail_link(meeting, person)
    if why == "part off":
        place.parts = []
        place.save()
    if why == "draft":
        Meeting.objects.update(state="draft")
    if why == "another purpose":
        url = reverse("programme:tasks_link", args=[links.sign("signup", meeting.pk, person.user.pk)])
    client.force_login(person.user)
    answers = [client.post(address, {"task": task.pk, "do": "take"}) for address in (url, page_of(meeting))]
    if why == "another purpose":
        answers = answers[:1]
        MeetingTask.objects.update(taken_by=None, taken_at=None)
    assert {answer.status_code for answer in answers} == {404}
    assert taken() == {"Stå i døren": None}


def test_a_task_of_another_meeting_is_not_found(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    other = rows.task(factories.meeting(place), "En anden aften")
    assert client.post(mail_link(meeting, member), {"task": other.pk, "do": "take"}).status_code == 404


def test_after_the_evening_nothing_is_taken(client: Client, place: Network, member: Person) -> None:
    held = factories.meeting(place, starts_at=timezone.now() - timedelta(days=1))
    task = rows.task(held)
    client.post(mail_link(held, member), {"task": task.pk, "do": "take"})
    assert taken() == {"Stå i døren": None}


def test_the_coordinator_hands_out_adds_and_removes(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    task = rows.task(meeting, "Stå i døren")
    factories.sign_up(meeting, member)
    factories.member(place, "Kommer Ikke")
    client.force_login(factories.coordinator(place))
    page = client.get(page_of(meeting)).content.decode()
    assert ("Lise Holm" in page, "Kommer Ikke" in page) == (True, False)
    assert "Kommer Ikke" in client.get(page_of(meeting), {"all": "1"}).content.decode()
    client.post(page_of(meeting), {"task": task.pk, "do": "assign", "to": member.user.pk})
    assert taken() == {"Stå i døren": "Lise Holm"}
    client.post(page_of(meeting), {"title": "Kaffe", "what": "Sæt den over kl. 17"})
    refused = client.post(page_of(meeting), {"title": "Ring 010170-1234", "what": "Nu"}).content.decode()
    assert "Ring 010170-1234" in refused
    client.post(page_of(meeting), {"task": task.pk, "do": "remove"})
    assert taken() == {"Kaffe": None}


def test_a_member_hands_nothing_out(client: Client, meeting: Meeting, member: Person) -> None:
    task = rows.task(meeting)
    client.force_login(member.user)
    client.post(page_of(meeting), {"task": task.pk, "do": "remove"})
    client.post(page_of(meeting), {"task": task.pk, "do": "assign", "to": member.user.pk})
    assert taken() == {"Stå i døren": None}


def test_one_press_drafts_the_mail_to_those_who_come(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    rows.task(meeting)
    factories.sign_up(meeting, member)
    url = reverse("programme:tasks_ask", args=[place.slug, meeting.pk])
    client.force_login(member.user)
    assert client.post(url).status_code == 404
    client.force_login(factories.coordinator(place))
    week = reverse("home:week", args=[place.slug])
    assert client.post(url, {"next": week}).headers["Location"] == week
    assert list(Message.objects.values_list("kind", "user__full_name", "state")) == [
        ("programme.tasks_ask", "Lise Holm", "draft")
    ]


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_page_costs_the_same_however_many_there_are(
    client: Client, meeting: Meeting, member: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        rows.task(meeting, f"Opgave {number}", taken_by=member.user, taken_at=timezone.now())
    client.force_login(member.user)
    client.get(page_of(meeting))
    with django_assert_num_queries(9):
        client.get(page_of(meeting))


def test_who_has_signed_up_is_shown_the_tasks_there_are(
    client: Client, place: Network, meeting: Meeting, member: Person
) -> None:
    factories.sign_up(meeting, member)
    guest = factories.person("Gæst")
    factories.sign_up(meeting, guest, as_guest=True)
    own, theirs = (f"/s/{links.sign('signup', meeting.pk, person.user.pk)}/" for person in (member, guest))
    assert mail_link(meeting, member) not in client.get(own).content.decode()
    rows.task(meeting)
    assert "/o/" in client.get(own).content.decode()
    assert "/o/" not in client.get(theirs).content.decode()
    place.parts = []
    place.save()
    assert "/o/" not in client.get(own).content.decode()
