"""Those who run something are signed out of a browser that was not used for a month; members stay."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.accounts.models import Session, User
from mikrovirk.networks.away import STAFF_AWAY
from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db
MEMBERS = "/networks/moen/members/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


def last_here(user: User, ago: timedelta) -> Client:
    """A browser of theirs that was used so long ago."""
    browser = Client()
    browser.force_login(user)
    Session.objects.filter(user=user).update(seen_at=timezone.now() - ago)
    return browser


def test_a_coordinator_who_was_away_signs_in_again_and_is_told_why(moen: Network) -> None:
    browser = last_here(factories.coordinator(moen), STAFF_AWAY + timedelta(hours=1))
    answer = browser.get(MEMBERS, follow=True)
    assert answer.redirect_chain == [(f"/account/login/?next={MEMBERS}", 302)]
    assert "ikke været brugt i 30 dage" in answer.content.decode()
    assert not Session.objects.filter(user__isnull=False).exists()


def test_a_public_page_shows_them_nothing_of_the_coordinators_either(moen: Network) -> None:
    browser = last_here(factories.coordinator(moen), STAFF_AWAY + timedelta(hours=1))
    assert not browser.get("/networks/moen/").context["user"].is_authenticated


def test_who_comes_every_week_and_who_is_a_member_only_stay_signed_in(moen: Network) -> None:
    weekly = last_here(factories.coordinator(moen), STAFF_AWAY - timedelta(hours=1))
    assert weekly.get(MEMBERS).status_code == 200
    member = last_here(factories.member(moen).user, STAFF_AWAY * 2 - timedelta(days=1))
    assert member.get("/me/").status_code == 200


def test_the_administrator_is_among_them() -> None:
    browser = last_here(factories.user(is_administrator=True), STAFF_AWAY * 2)
    assert browser.get("/installation/").status_code == 302


def test_whose_browser_is_in_use_costs_nothing(moen: Network, client: Client) -> None:
    client.force_login(factories.member(moen).user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/account/sessions/").status_code == 200
    assert [each["sql"] for each in asked if "networks_role" in each["sql"] and "is_administrator" in each["sql"]] == []
