"""Taking over: who may when, what it gives, who is told, and what it costs to undo."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.home import jobs
from mikrovirk.home.handover import takeover, watch
from mikrovirk.mailing.models import Message
from mikrovirk.networks import queries, services
from mikrovirk.networks.models import Network, Role, RoleChange, WatchCase
from mikrovirk.networks.permissions import Permission
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/networks/moen/handover/"
TAKE_OVER = f"{PAGE}take-over/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="MikroVirk Møn", host=factories.organisation())


def bo_lind(role: str, place: Network) -> User:
    user = factories.role(role, place, email="bo@firma.example")
    user.full_name = "Bo Lind"
    user.save()
    return user


@pytest.fixture
def bo(moen: Network) -> User:
    return bo_lind(Role.Name.STEERING, moen)


@pytest.fixture
def his(client: Client, bo: User) -> Client:
    client.force_login(bo)
    return client


def until() -> str:
    return (timezone.localdate() + takeover.FOR_AS_LONG).isoformat()


def call(network: Network) -> None:
    """The watch has looked, and told."""
    watch.keep_watch(network, timezone.now())


def told(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("user__email", flat=True))


def test_without_a_call_nobody_takes_over(his: Client, moen: Network, bo: User) -> None:
    factories.coordinator(moen)
    assert his.get(TAKE_OVER).status_code == 404
    assert his.post(TAKE_OVER, {"who": bo.pk, "until_date": until()}).status_code == 404
    assert "Jeg tager over" not in his.get(PAGE).content.decode()


def test_one_press_and_the_steering_group_member_runs_the_meetings(his: Client, moen: Network, bo: User) -> None:
    karen = factories.coordinator(moen, is_active=False)
    call(moen)
    assert "Jeg tager over indtil" in his.get(PAGE).content.decode()
    answer = his.post(TAKE_OVER, {"who": bo.pk, "until_date": until()}, follow=True)
    assert "Du driver nu netværket" in answer.content.decode()
    assert list(queries.running(moen)) == [bo]
    assert not queries.may(bo, Permission.EDIT_MEMBERS, moen)
    assert not queries.may(bo, Permission.EDIT_NETWORK, moen)
    assert WatchCase.objects.get().closed_at is not None
    change = RoleChange.objects.get()
    assert (change.user, change.by, change.role, change.what) == (bo, bo, "substitute", "given")
    assert his.get(TAKE_OVER).status_code == 404  # somebody runs it now
    assert karen.roles.exists()


def test_somebody_else_is_named_told_and_the_coordinator_learns_why(his: Client, moen: Network) -> None:
    karen = factories.coordinator(moen, email="karen@erhverv.example")
    Role.objects.filter(user=karen).update(since_date="2020-01-01")
    User.objects.filter(pk=karen.pk).update(last_login=timezone.now() - timedelta(days=40))
    call(moen)
    words = {"who": "else", "full_name": "Lis Krag", "email": "lis@ny.example", "until_date": until(), "why": "Sygdom"}
    answer = his.post(TAKE_OVER, words, follow=True)
    assert "Lis Krag driver nu netværket og får besked på mail." in answer.content.decode()
    jobs.run(now=timezone.now())
    assert told("home.role_given") == ["lis@ny.example"]
    assert told("home.substitute_appointed") == ["karen@erhverv.example"]
    context = Message.objects.get(kind="home.substitute_appointed").mailing.context
    assert (context["who"], context["by"], context["why"]) == ("Lis Krag", "Bo Lind", "Sygdom")
    page = his.get(PAGE).content.decode()
    assert "Sygdom" in page


def test_the_host_may_only_when_the_host_was_told(moen: Network, client: Client, bo: User) -> None:
    henny = factories.user("Henny Dahl")
    Role.objects.create(user=henny, name="host", organisation=moen.host, since_date=factories.TODAY)
    client.force_login(henny)
    call(moen)
    assert client.get(TAKE_OVER).status_code == 404
    watch.keep_watch(moen, timezone.now() + timedelta(days=7))
    assert client.get(TAKE_OVER).status_code == 200
    client.post(TAKE_OVER, {"who": bo.pk, "until_date": until()})
    assert list(queries.running(moen)) == [bo]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"until_date": ""}, "Til og med"),
        ({"until_date": "2020-01-01"}, "Den sidste dag er forbi"),
        ({"until_date": "2099-01-01"}, "Højst et halvt år"),
        ({"who": "else"}, "Skriv navnet."),
        ({"who": "else", "full_name": "Lis", "email": "off@ny.example"}, "konto er slået fra"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays(
    his: Client, moen: Network, bo: User, wrong: dict[str, str], words: str
) -> None:
    factories.user(email="off@ny.example", is_active=False)
    call(moen)
    answer = his.post(TAKE_OVER, {"who": bo.pk, "until_date": until(), "why": "Sygdom", **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Sygdom" in answer.content.decode()
    assert not queries.running(moen).exists()


def test_whoever_presses_when_somebody_else_was_quicker_finds_nothing(
    his: Client, moen: Network, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(moen)

    def too_late(*_args: object, **_words: object) -> None:
        raise takeover.NotAsked

    monkeypatch.setattr(takeover, "appoint_substitute", too_late)
    assert his.post(TAKE_OVER, {"who": bo.pk, "until_date": until()}).status_code == 404


def test_who_is_not_told_may_not_even_with_the_address(moen: Network, client: Client) -> None:
    call(moen)
    for somebody in (factories.member(moen).user, factories.user(is_administrator=True)):
        client.force_login(somebody)
        assert client.post(TAKE_OVER, {"who": somebody.pk, "until_date": until()}).status_code == 404


# --- the contact ---------------------------------------------------------------------------------------------------------


def test_the_contact_moves_with_one_press_and_back_with_another(moen: Network, client: Client) -> None:
    services.give_contact_back(moen, services.Contact("Karen Bæk", "karen@erhverv.example", "55 36 00 00"))
    client.force_login(bo_lind(Role.Name.SUBSTITUTE, moen))
    assert "Bliv kontaktperson" in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}contact/", follow=True)
    page = answer.content.decode()
    assert "Før var det" in page
    moen.refresh_from_db()
    assert (moen.contact_name, moen.contact_email, moen.contact_phone) == ("Bo Lind", "bo@firma.example", "")
    client.post(f"{PAGE}contact/back/", {"before": answer.context["was_contact"]["token"]})
    moen.refresh_from_db()
    assert (moen.contact_name, moen.contact_phone) == ("Karen Bæk", "55 36 00 00")
    assert client.post(f"{PAGE}contact/back/", {"before": "forged"}).status_code == 404


# --- roles told of -------------------------------------------------------------------------------------------------------


def test_who_is_given_a_role_is_told_once_and_not_if_it_was_taken_back(moen: Network) -> None:
    karen, now = factories.coordinator(moen), timezone.now()
    words = {"network": moen, "on": now.date(), "by": karen, "at": now}
    services.appoint("ny@a.example", Role.Name.COORDINATOR, full_name="Ny", **words)  # type: ignore[arg-type]
    gone = services.appoint("gone@a.example", Role.Name.STEERING, full_name="Gone", **words)  # type: ignore[arg-type]
    services.end_role(gone, by=karen, at=now)
    assert takeover.tell_of_roles(now) == 2
    assert takeover.tell_of_roles(now) == 0
    assert told("home.role_given") == ["ny@a.example"]
