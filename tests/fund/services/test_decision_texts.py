"""What a citizen is told: in the fund's own words where it has some, in both languages, and with the rules it rests on."""

from typing import Any

import pytest
from django.utils import translation

from mikrovirk.fund.forms.funds import FundForm
from mikrovirk.fund.models import Fund
from mikrovirk.fund.services import decision_texts
from mikrovirk.networks.models import Organisation
from tests.fund.case_rows import Office, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def told(place: Office, **decision: Any) -> dict[str, str]:
    """The decision in each language as one text."""
    case = place.ready(place.case(amount=12_500_00), 4, 3)
    place.divided()
    texts = place.decided(case, **decision).texts
    return {
        language: "\n".join(f"{section['heading']}\n{section['text']}" for section in text["sections"])
        for language, text in texts.items()
    }


def test_every_text_exists_in_danish_and_english_with_why_and_how_to_complain(place: Office) -> None:
    texts = told(
        place, amount=8_000_00, deviation_reason="Lyset kan lånes", reason_en="It brings three networks together"
    )
    assert set(texts) == {"da", "en"}
    for words in (
        "Du får 8.000 kr.",
        "12.500 kr.",
        "Den samler tre netværk",
        "Lyset kan lånes",
        "3,7",
        "Ankestyrelsen",
    ):
        assert words in texts["da"].replace("\xa0", " ")
    for words in ("DKK 8,000", "DKK 12,500", "It brings three networks together", "3.7", "Ankestyrelsen", "Ombudsmand"):
        assert words in texts["en"].replace("\xa0", " ")
    assert "Udvalget for Vækst" in texts["da"]
    assert "kommunalfuldmagten" in texts["da"]
    assert "forvaltningslovens § 9" in texts["da"]


def test_where_nobody_wrote_english_the_reason_stands_as_it_was_written(place: Office) -> None:
    assert "Den samler tre netværk" in told(place)["en"]


def test_a_fund_complains_in_its_own_words_in_both_languages(place: Office) -> None:
    Fund.objects.update(complaint_text="Skriv til borgmesteren.", complaint_text_en="Write to the mayor.")
    place.fund.refresh_from_db()
    place.call.refresh_from_db()
    texts = told(place)
    assert "Skriv til borgmesteren." in texts["da"]
    assert "Write to the mayor." in texts["en"]
    assert "Ankestyrelsen" not in texts["da"] + texts["en"]


def test_what_is_no_municipality_is_not_under_its_supervision(place: Office) -> None:
    Organisation.objects.update(kind=Organisation.Kind.BUSINESS_COUNCIL)
    fund = Fund.objects.get()
    with translation.override("da"):
        text = decision_texts.complaint(fund)
    assert "puljen@kommune.example" in text
    assert "Ankestyrelsen" not in text


@pytest.mark.parametrize(
    ("danish", "english", "wrong"),
    [("", "", []), ("Skriv", "Write", []), ("Skriv", "", ["complaint_text_en"]), ("", "Write", ["complaint_text"])],
)
def test_own_words_come_in_both_languages_or_not_at_all(place: Office, danish, english, wrong) -> None:
    form = FundForm(
        {"name": "Idépuljen", "two_approve_over": "10.000", "complaint_text": danish, "complaint_text_en": english},
        instance=place.fund,
    )
    assert list(form.errors) == wrong
