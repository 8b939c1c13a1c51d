"""The welcome of a new member has the dates of the next meetings."""

from datetime import timedelta

import pytest

from mikrovirk.directory import services as directory
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.networks.models import Network
from mikrovirk.programme import jobs_plan
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


def welcomed(place: Network) -> Mailing:
    directory.welcome(factories.member(place, "Lise Holm").memberships.get(), at=NOW)
    return Mailing.objects.get(kind="directory.welcome")


def text_of(mail: Mailing) -> str:
    message = mail.messages.select_related("user").get()
    return Composer().compose(message, mail, message.user).text


def test_the_next_meetings_are_in_it_and_stay_true_until_it_leaves(place: Network) -> None:
    for days, state in ((-3, "published"), (10, "published"), (20, "draft"), (40, "published")):
        factories.meeting(place, starts_at=NOW + timedelta(days=days), title=f"Aften {days}", state=state)
    welcome = welcomed(place)
    assert welcome.due_at == NOW + timedelta(minutes=2)  # the job below has run by then
    jobs_plan.run(now=NOW)
    welcome.refresh_from_db()
    assert [line.rpartition(": ")[2] for line in welcome.context["dates"]["da"].splitlines()] == [
        "Aften 10",
        "Aften 40",
    ]
    assert f"Vi mødes næste gang:\n{welcome.context['dates']['da']}" in text_of(welcome)
    assert "Se alle møder:\nhttp://localhost:8000/networks/mikrovirk/" in text_of(welcome)

    Meeting.objects.filter(title="Aften 10").update(title="Aften med suppe")
    jobs_plan.run(now=NOW + timedelta(minutes=1))
    welcome.refresh_from_db()
    assert "Aften med suppe" in welcome.context["dates"]["da"]
    assert " kl. " in welcome.context["dates"]["da"]
    assert " at " in welcome.context["dates"]["en"]


def test_where_no_meeting_is_published_it_says_nothing_of_dates(place: Network) -> None:
    welcome = welcomed(place)
    jobs_plan.run(now=NOW)
    welcome.refresh_from_db()
    assert "Vi mødes næste gang" not in text_of(welcome)


def test_what_has_left_stays_as_it_was_sent(place: Network) -> None:
    welcome = welcomed(place)
    Message.objects.update(state="sent", sent_at=NOW)
    factories.meeting(place, starts_at=NOW + timedelta(days=10))
    jobs_plan.run(now=NOW)
    assert Mailing.objects.get(pk=welcome.pk).context["dates"] == ""


def test_the_coordinators_own_words_may_have_the_dates(place: Network) -> None:
    welcome = welcomed(place)
    mailing.edit(welcome, subject="Velkommen", body="Hej {first_name}\n\nKom snart: {dates}")
    factories.meeting(place, starts_at=NOW + timedelta(days=10), title="Moms")
    jobs_plan.run(now=NOW)
    welcome.refresh_from_db()
    assert "Moms" in text_of(welcome)
