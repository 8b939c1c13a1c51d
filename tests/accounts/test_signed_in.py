"""Where somebody is signed in: what the page says, ending one place or all others, and what ends them by itself."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts import devices, services
from mikrovirk.accounts.models import Session, Tally, TrailEntry, User
from mikrovirk.accounts.session_store import SIGNED_IN
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Role
from tests import factories

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0"

pytestmark = pytest.mark.django_db


@pytest.fixture
def lise() -> User:
    return User.objects.create_user("lise@holm.example", full_name="Lise Holm")


def signed_in(user: User, agent: str = "") -> Client:
    """A browser in which `user` signed in."""
    browser = Client(HTTP_USER_AGENT=agent)
    browser.force_login(user)
    session = browser.session
    Session.objects.filter(pk=session.session_key).update(device=devices.device_of(agent))
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("account_sessions")).status_code == 200


@pytest.mark.parametrize(
    ("agent", "kept", "said"),
    [
        (PHONE, "safari iphone", "Safari på iPhone"),
        (OFFICE, "firefox windows", "Firefox på Windows"),
        (EDGE, "edge windows", "Edge på Windows"),
        ("curl/8", "", "En enhed, vi ikke kender"),
        ("", "", "En enhed, vi ikke kender"),
    ],
)
def test_a_device_is_kept_in_two_words(agent: str, kept: str, said: str) -> None:
    assert devices.device_of(agent) == kept
    assert devices.in_words(kept) == said


def test_a_session_knows_whose_it_is_on_what_and_since_when(client: Client, lise: User) -> None:
    began = timezone.now()
    client.force_login(lise)
    found = Session.objects.get()
    assert (found.user, found.device) == (lise, "")
    assert began <= found.since_at <= found.seen_at <= timezone.now()


def test_the_page_names_every_place_this_one_first(lise: User) -> None:
    phone, office = signed_in(lise, PHONE), signed_in(lise, OFFICE)
    text = phone.get(reverse("account_sessions")).content.decode()
    assert text.index("Safari på iPhone") < text.index("Du er her") < text.index("Firefox på Windows")
    assert phone.session.session_key not in text
    assert office.session.session_key not in text
    assert Client().get(reverse("account_sessions")).status_code == 302


def test_alone_there_is_nothing_to_end(lise: User) -> None:
    text = signed_in(lise, PHONE).get(reverse("account_sessions")).content.decode()
    assert "Du er kun logget ind her." in text
    assert "Log ud alle andre steder" not in text


def test_one_place_is_ended_and_only_that(lise: User) -> None:
    phone, office, tablet = signed_in(lise, PHONE), signed_in(lise, OFFICE), signed_in(lise, EDGE)
    mark = marks_on(phone)["Firefox på Windows"]
    answer = phone.post(reverse("account_sessions_end", args=[mark]), follow=True)
    assert "Du er logget ud der: Firefox på Windows." in answer.content.decode()
    assert (is_in(phone), is_in(office), is_in(tablet)) == (True, False, True)
    again = phone.post(reverse("account_sessions_end", args=[mark]), follow=True)
    assert "Du er ikke logget ind der mere." in again.content.decode()


def marks_on(browser: Client) -> dict[str, str]:
    places = browser.get(reverse("account_sessions")).context["places"]
    return {place.device: place.mark for place in places}


def test_nobody_ends_anothers_session_or_their_own_by_the_list(lise: User) -> None:
    bo = signed_in(User.objects.create_user("bo@holm.example"), OFFICE)
    phone = signed_in(lise, PHONE)
    bo.post(reverse("account_sessions_end", args=[marks_on(phone)["Safari på iPhone"]]))
    assert is_in(phone)
    own = phone.post(reverse("account_sessions_end", args=[marks_on(phone)["Safari på iPhone"]]))
    assert own.status_code == 404


def test_everywhere_but_here(lise: User) -> None:
    phone, office = signed_in(lise, PHONE), signed_in(lise, OFFICE)
    answer = phone.post(reverse("account_sessions_end_others"), follow=True)
    assert "Du er logget ud ét andet sted." in answer.content.decode()
    assert (is_in(phone), is_in(office)) == (True, False)


def test_a_session_that_is_used_says_so_once_an_hour(lise: User) -> None:
    phone = signed_in(lise, PHONE)
    Session.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    assert is_in(phone)
    assert timezone.now() - Session.objects.get().seen_at < timedelta(minutes=1)
    with CaptureQueriesContext(connection) as asked:
        assert is_in(phone)
    assert [each["sql"] for each in asked if not each["sql"].startswith("SELECT")] == []


def test_a_session_in_use_stays_sixty_days_from_each_day_it_is_used(lise: User) -> None:
    phone, now = signed_in(lise, PHONE), timezone.now()
    Session.objects.update(seen_at=now - timedelta(days=20), expire_date=now + timedelta(days=40))
    answer = phone.get(reverse("account_sessions"))
    assert answer.status_code == 200
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == settings.SESSION_COOKIE_AGE
    session = Session.objects.get()
    assert session.expire_date - now > timedelta(days=59)
    assert session.user == lise
    lise.refresh_from_db()
    assert lise.last_login is not None
    assert lise.last_login >= now
    assert settings.SESSION_COOKIE_NAME not in phone.get(reverse("account_sessions")).cookies


def test_a_session_ends_a_year_after_signing_in_however_much_it_is_used(lise: User) -> None:
    phone, now = signed_in(lise, PHONE), timezone.now()
    session = phone.session
    session[SIGNED_IN] = {"device": "safari iphone", "since": (now - timedelta(days=360)).isoformat()}
    session.save()
    Session.objects.update(seen_at=now - timedelta(days=2))
    cookie = phone.get(reverse("account_sessions")).cookies[settings.SESSION_COOKIE_NAME]
    assert 4 < cookie["max-age"] / 86_400 <= 5
    assert timedelta(days=4) < Session.objects.get().expire_date - now <= timedelta(days=5)


def test_what_a_stranger_typed_is_forgotten_after_a_day(client: Client, lise: User) -> None:
    answer = client.post(reverse("account_login"), {"email": lise.email})
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 86_400
    assert Session.objects.get().expire_date - timezone.now() <= timedelta(days=1)


def test_an_answer_that_others_may_keep_carries_no_cookie(lise: User) -> None:
    phone, network = signed_in(lise, PHONE), factories.network("moen")
    Session.objects.update(seen_at=timezone.now() - timedelta(days=2))
    answer = phone.get(f"/networks/{network.slug}/meetings.ics")
    assert "public" in answer.headers["Cache-Control"]
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_another_address_ends_every_other_place(lise: User, client: Client) -> None:
    here, office = signed_in(lise, PHONE), signed_in(lise, OFFICE)
    services.change_address(lise, "lise@ny.example", keep=here.session.session_key)
    assert (is_in(here), is_in(office)) == (True, False)


def test_a_role_that_somebody_else_ends_signs_out(lise: User) -> None:
    network = factories.network()
    coordinator = factories.coordinator(network)
    at = timezone.now()
    role = Role.objects.create(user=lise, name="steering", network=network, since_date=at.date())
    phone, office = signed_in(lise, PHONE), signed_in(coordinator, OFFICE)
    network_services.end_role(role, by=coordinator, at=at)
    assert (is_in(phone), is_in(office)) == (False, True)


def test_who_gives_a_role_back_stays_signed_in(lise: User) -> None:
    at = timezone.now()
    role = Role.objects.create(user=lise, name="steering", network=factories.network(), since_date=at.date())
    phone = signed_in(lise, PHONE)
    network_services.end_role(role, by=lise, at=at)
    assert is_in(phone)


def test_what_has_run_out_is_forgotten(lise: User) -> None:
    now = timezone.now()
    old, new = signed_in(lise, PHONE), signed_in(lise, OFFICE)
    Session.objects.filter(pk=old.session.session_key).update(expire_date=now - timedelta(days=1))
    Tally.objects.create(key="over", count=3, ends_at=now - timedelta(minutes=1))
    Tally.objects.create(key="runs", count=3, ends_at=now + timedelta(minutes=1))
    for days in (400, 3):
        TrailEntry.objects.create(by=lise, what="members", at=now - timedelta(days=days))
    services.forget(now)
    assert [each.pk for each in Session.objects.all()] == [new.session.session_key]
    assert [each.key for each in Tally.objects.all()] == ["runs"]
    assert TrailEntry.objects.get().at == now - timedelta(days=3)


def test_the_moment_of_signing_in_stays(lise: User) -> None:
    phone = signed_in(lise, PHONE)
    since: datetime = Session.objects.get().since_at
    session = phone.session
    session["anything"] = 1
    session.save()
    assert Session.objects.get().since_at == since
