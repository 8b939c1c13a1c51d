"""What coverage, the list and the papers say stands in the reader's language, in our own words."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from mikrovirk.overview.models import ListedBusiness
from tests import factories, language
from tests.glossary import forbidden_in
from tests.language import Known
from tests.overview import nearby
from tests.overview.views.test_inviting import HERE

pytestmark = [pytest.mark.django_db, pytest.mark.words, pytest.mark.usefixtures("register_nearby")]
OF_THE_REGISTER = [
    "Stege",
    "Ulvshale",
    "Vordingborg",
    "Storegade",
    "Algade",
    "Tømrerarbejde",
    "Café",
    "Frisør",
    "Tømrer",
]


def said(client: Client) -> dict[str, str]:
    """Every page and paper by its name, with something in each of its places."""
    numbers = ["10000001", "20000000", "20000001", "30000002"]
    client.post(f"{HERE}choose/", {"unit": numbers})
    for number, state in zip(numbers[1:], ("coming", "declined", "later"), strict=True):
        ListedBusiness.objects.filter(unit_id=number).update(state=state)
    found = {"wrong": text(client.post(f"{HERE}list/print/", {"as": "letters", "purpose": ""}))}
    for kind in ("labels", "visits", "letters"):
        posted = {"as": kind, "purpose": "Brev", "text": "Kom."}
        found[kind] = text(client.post(f"{HERE}list/print/", posted))
    ListedBusiness.objects.create(
        network_id=ListedBusiness.objects.earliest("pk").network_id,
        unit_id="40000001",
        chosen_at=factories.NOW,
        changed_at=factories.NOW,
    )
    for where in ("", "?postcode=4760&new=1", "list/", "log/"):
        found[where] = text(client.get(HERE + where))
    return found | {"coverage": text(client.get("/overview/0390/coverage/"))}


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("tongue", ["da", "en"])
def test_every_word_is_in_the_readers_language(monkeypatch: pytest.MonkeyPatch, tongue: str) -> None:
    monkeypatch.setattr("mikrovirk.ui.paper.pdf", lambda html, **_: html.encode())
    client = Client()
    client.force_login(factories.coordinator(nearby.network()))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = tongue
    loose: dict[str, str] = {}
    foreign: dict[str, str] = {}
    forbidden: dict[str, object] = {}
    with language.marking(), translation.override(tongue):
        pages = said(client)
        known = Known(tongue, ["MikroVirk", "Kom.", "Brev", *OF_THE_REGISTER, *nearby_names()])
        for where, page in pages.items():
            pieces = language.read_page(page, tongue)
            for piece in pieces:
                loose |= {text: where for text in piece.loose if not known.is_written(text)}
                if language.sounds(known.rest(piece.text)) not in ("", tongue):
                    foreign[piece.text] = where
            if words := forbidden_in("\n".join(piece.text for piece in pieces), tongue):
                forbidden[where] = words
    assert loose == {}
    assert foreign == {}
    assert forbidden == {}


def nearby_names() -> list[str]:
    return [columns["name"] for rows in nearby.everybody() for table, columns in rows if table == "unit_name"]
