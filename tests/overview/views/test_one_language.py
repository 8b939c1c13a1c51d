"""What the overview's pages say stands in one language: theirs. The long walk over the site reads few of their states."""

import pytest
from django.conf import settings
from django.utils import translation

from tests import language
from tests.language import Known
from tests.overview.pages import officer, signed_in, with_made_figures

pytestmark = [pytest.mark.django_db, pytest.mark.words]
PAGES = [
    *["/overview/", "/overview/0390/", "/overview/0390/?postcode=4780&with_holdings=1&span=3&on=nu"],
    *["/overview/0390/compare/", "/overview/0390/compare/?with=0376", "/overview/definitions/", "/open-data/"],
]


@pytest.mark.parametrize("tongue", ["da", "en"])
def test_every_word_is_in_the_readers_language(monkeypatch: pytest.MonkeyPatch, tongue: str) -> None:
    with_made_figures(monkeypatch)
    client = signed_in(officer())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = tongue
    loose: dict[str, str] = {}
    foreign: dict[str, str] = {}
    with language.marking(), translation.override(tongue):
        known = Known(tongue, ["MikroVirk", "nu"])
        for address in PAGES:
            answer = client.get(address)
            assert answer.status_code == 200, address
            for piece in language.read_page(answer.content.decode(), tongue):
                loose |= {text: address for text in piece.loose if not known.is_written(text)}
                if language.sounds(known.rest(piece.text)) not in ("", tongue):
                    foreign[piece.text] = address
    assert loose == {}
    assert foreign == {}
