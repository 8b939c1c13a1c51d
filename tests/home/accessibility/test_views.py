"""The public statement, and the administrator's page where it is written."""

import json

import pytest
from django.test import Client

from mikrovirk.home.accessibility.facts import Gap, Why, of_plain
from mikrovirk.networks import queries
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, WRITE = "/accessibility/", "/installation/accessibility/"
TYPED = {
    "body": "Vordingborg Kommune",
    "is_public_body": "on",
    "status": "partly",
    "tested": "self",
    "tested_on": "2026-10-01",
    "contact_email": "web@kommune.example",
    "contact_phone": "55 36 36 36",
    "tool_url": "https://www.was.digst.dk/kommune-dk",
    "gap-TOTAL_FORMS": "3",
    "gap-INITIAL_FORMS": "2",
    "gap-0-key": "pdf",
    "gap-0-what": "Udskrevne lister og rapporter som PDF er ikke prøvet med en skærmlæser.",
    "gap-0-why": "not_yet",
    "gap-0-instead": "Det samme står på sider.",
    "gap-1-key": "aids",
    "gap-1-what": "",
    "gap-1-why": "not_yet",
    "gap-2-what": "Filmen fra messen har ingen undertekster.",
    "gap-2-why": "burden",
    "gap-2-instead": "Ring, så fortæller vi.",
}


@pytest.fixture
def her(client: Client) -> Client:
    """The administrator's browser."""
    client.force_login(factories.user(is_administrator=True))
    return client


def test_before_anybody_wrote_it_the_page_says_what_is_known_of_the_product(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert "Udskrevne lister og rapporter som PDF" in page
    assert "Digitaliseringsstyrelsen" in page
    assert "Skriv til koordinatoren i dit netværk" in page


def test_what_is_written_stands_on_the_public_page(her: Client) -> None:
    assert "Sig, hvem der står bag siden." in her.get(WRITE).content.decode()
    assert her.post(WRITE, TYPED).headers["Location"] == WRITE
    kept = of_plain(queries.installation().accessibility)
    assert kept.gaps == (
        Gap(key="pdf"),  # left as it was: shown in the reader's language
        Gap("Filmen fra messen har ingen undertekster.", Why.BURDEN, "Ring, så fortæller vi."),
    )
    page = Client().get(PAGE).content.decode()
    for words in (
        "Vordingborg Kommune",
        "web@kommune.example",
        "Filmen fra messen",
        "uforholdsmæssigt stor byrde",
        "1. oktober",
    ):
        assert words in page
    assert "Siderne er endnu ikke afprøvet" not in page
    assert "Mangler endnu" not in her.get(WRITE).content.decode()


def test_the_short_address_leads_to_the_registered_statement(her: Client) -> None:
    assert Client().get("/was/").headers["Location"] == PAGE
    her.post(WRITE, TYPED)
    assert Client().get("/was/").headers["Location"] == "https://www.was.digst.dk/kommune-dk"


def test_what_was_typed_stays_where_something_is_missing(her: Client) -> None:
    answer = her.post(WRITE, TYPED | {"contact_email": "", "contact_phone": "", "body": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Skriv en e-mailadresse eller et telefonnummer." in page
    assert "Filmen fra messen har ingen undertekster." in page
    assert queries.installation().accessibility == {}


def test_only_administrators_write_it(client: Client) -> None:
    client.force_login(factories.user())
    assert client.get(WRITE).status_code == 404
    assert client.post(WRITE, TYPED).status_code == 404
    assert json.dumps(queries.installation().accessibility) == "{}"
