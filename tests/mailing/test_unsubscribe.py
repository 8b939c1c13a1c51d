"""The way out of a mail: opening it changes nothing, one press does."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import services
from mikrovirk.mailing.models import Unsubscription
from mikrovirk.mailing.rendering import unsubscribe_token
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.mailing.kinds import INVITATION, TASK

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn")


@pytest.fixture
def anna() -> User:
    return factories.user("Anna Bæk", email="anna@firma.example")


def url(user: User, network: Network | None, kind: str = TASK) -> str:
    return f"/mail/unsubscribe/{unsubscribe_token(user, network.pk if network else None, kind)}/"


def wants(user: User) -> tuple[str, list[str]]:
    user.refresh_from_db()
    return user.mail_choice, list(user.unsubscriptions.values_list("kind", flat=True))


def test_opening_the_page_changes_nothing_and_says_why_one_got_the_mail(
    client: Client, network: Network, anna: User
) -> None:
    for _ in range(2):
        text = client.get(url(anna, network)).content.decode()
        client.head(url(anna, network))
    assert "Du fik mailen på anna@firma.example, fordi du er med i Møn" in text
    assert "Opgaver til mødet" in text
    assert wants(anna) == ("all", [])


@pytest.mark.parametrize(
    ("press", "after", "undo"),
    [
        ("stop", ("all", [TASK]), "start"),
        ("monthly", ("monthly", []), "all"),
        ("none", ("none", []), "all"),
    ],
)
def test_each_choice_is_one_press_and_can_be_undone(
    client: Client, network: Network, anna: User, press: str, after: Any, undo: str
) -> None:
    answer = client.post(url(anna, network), {"do": press}, follow=True)
    assert wants(anna) == after
    text = answer.content.decode()
    assert "Fortryd" in text
    assert f'value="{undo}"' in text
    client.post(url(anna, network), {"do": undo})
    assert wants(anna) == ("all", [])


def test_a_mail_program_unsubscribes_with_one_post_without_cookies(network: Network, anna: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(url(anna, network), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    strict.post(url(anna, network), {"List-Unsubscribe": "One-Click"})
    assert wants(anna) == ("all", [TASK])


def test_unsubscribing_stops_what_waits_from_that_network_only(client: Client, network: Network, anna: User) -> None:
    other = factories.network()
    made = [
        services.draft(
            kind=TASK,
            occasion=f"m:{place.pk}",
            network=place,
            recipients=[services.Recipient(anna)],
            at=NOW,
            due_at=NOW,
        )
        for place in (network, other)
    ]
    client.post(url(anna, network), {"do": "stop"})
    assert [mailing.messages.get().state for mailing in made] == ["stopped", "draft"]


def test_a_mail_without_a_network_can_be_stopped_too(client: Client, anna: User) -> None:
    client.post(url(anna, None, INVITATION), {"do": "stop"})
    assert list(Unsubscription.objects.values_list("network", "kind")) == [(None, INVITATION)]


def test_a_link_that_was_changed_or_is_for_something_else_does_nothing(
    client: Client, network: Network, anna: User
) -> None:
    from mikrovirk.accounts import links

    for token in (unsubscribe_token(anna, 1, TASK)[:-1], links.sign("signup", anna.pk, 1, TASK), "x"):
        assert client.get(f"/mail/unsubscribe/{token}/").status_code == 404
        assert client.post(f"/mail/unsubscribe/{token}/", {"do": "none"}).status_code == 404
    assert wants(anna) == ("all", [])


def test_reads_in_the_language_of_the_reader(client: Client, network: Network) -> None:
    ann = factories.user("Ann Bell", language="en")
    assert "Which mails do you want?" in client.get(url(ann, network)).content.decode()


def test_choosing_something_there_is_not_changes_nothing(client: Client, network: Network, anna: User) -> None:
    assert client.post(url(anna, network), {"do": "everything"}).status_code == 302
    assert wants(anna) == (MailChoice.ALL, [])


@pytest.mark.django_db(transaction=True)
def test_a_scanner_with_javascript_changes_nothing_and_a_person_does(
    page: Page, live_server: Any, network: Network, anna: User
) -> None:
    page.goto(live_server.url + url(anna, network))
    page.wait_for_load_state("networkidle")
    for link in page.locator("main a").all():
        link.click()
    assert wants(anna) == ("all", [])
    page.goto(live_server.url + url(anna, network))
    page.get_by_role("button", name="Kun den månedlige").click()
    page.get_by_text("Du får kun den månedlige mail.").wait_for()
    assert wants(anna) == ("monthly", [])
