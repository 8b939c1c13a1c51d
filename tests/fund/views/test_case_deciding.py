"""A case is recommended and decided on the pages, and its parties read why in both languages."""

import pytest
from django.test import Client

from mikrovirk.fund.models import CoApplicant, Decision, Deviation
from mikrovirk.mailing import rendering
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories import NOW
from tests.fund.case_rows import LATER, Office, office
from tests.fund.views.test_cases import opened, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(monkeypatch) -> Office:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    return office()


def test_from_recommendation_to_decision(place: Office) -> None:
    case = place.ready(place.case("Karen Holm"), 4, 4)
    path = place.url(f"cases/{case.pk}/")
    office_client, decider = place.client(place.caseworker), place.client(place.decider)
    page = text_of(office_client.post(f"{path}recommend/", {"outcome": "part", "amount": "", "reason": "God"}))
    assert "Skriv beløbet" in page
    office_client.post(f"{path}recommend/", {"outcome": "part", "amount": "8.000", "reason": "Lyset kan lånes"})
    assert "Fordel først puljen" in text_of(opened(place, case, place.decider))
    assert decider.get(f"{path}recommend/").status_code == 404
    place.divided()
    page = decider.get(f"{path}decide/")
    assert "Lyset kan lånes" in text_of(page)
    assert 'value="8000"' in page.content.decode()
    told = {"outcome": "part", "amount": "8.000", "reason": "Lyset kan lånes af kommunen"}
    assert "Efter reglen fordeles puljen anderledes" in text_of(decider.post(f"{path}decide/", told))
    answer = decider.post(f"{path}decide/", told | {"deviation_reason": "Kommunen låner lys ud"})
    assert answer.headers["Location"] == path
    assert list(Decision.objects.values_list("amount", "asked", "by")) == [(8_000_00, 10_000_00, place.decider.pk)]
    assert Deviation.objects.get().proposed == 10_000_00
    assert decider.get(f"{path}decide/").status_code == 404
    page = text_of(opened(place, case, place.caseworker))
    assert "Udvalget for Vækst har afgjort" in page
    assert "Kommunen låner lys ud" in page


def test_what_does_not_meet_a_condition_a_caseworker_refuses(place: Office) -> None:
    case = place.checked(place.case(), is_met=False)
    path = place.url(f"cases/{case.pk}/decide/")
    client = place.client(place.caseworker)
    assert "opfylder ikke betingelserne" in text_of(client.get(path))
    client.post(path, {"outcome": "not_eligible", "reason": "Den er kun for egne kunder"})
    assert Decision.objects.get().outcome == "not_eligible"
    ready = place.ready(place.case(), 4, 4)
    place.divided()
    assert client.get(place.url(f"cases/{ready.pk}/decide/")).status_code == 404


def test_what_stands_in_the_way_is_said_in_the_form(place: Office) -> None:
    cases = [place.ready(place.case(amount=40_000_00), 4, 4) for _each in range(3)]
    place.divided()
    for case in cases[:2]:
        place.decided(case)
    told = {"outcome": "all", "reason": "Alle skal med", "deviation_reason": "Alle skal med"}
    page = text_of(place.client(place.decider).post(place.url(f"cases/{cases[2].pk}/decide/"), told))
    assert "Der er for lidt tilbage i puljen: 20.000 kr." in page
    aid = place.checked(place.case(cvr="25313763", amount=5_000_00))
    page = text_of(place.client(place.decider).post(place.url(f"cases/{aid.pk}/decide/"), told))
    assert "støtte til en virksomhed" in page


def test_who_reads_english_gets_the_reason_in_english(place: Office) -> None:
    case = place.ready(place.case(applicant=factories.person("Jane Hill", language="en")), 4, 4)
    place.divided()
    path = place.url(f"cases/{case.pk}/decide/")
    client = place.client(place.decider)
    told = {"outcome": "all", "reason": "Den samler tre netværk"}
    assert "Her mangler et svar" in text_of(client.post(path, told))
    client.post(path, told | {"reason_en": "It brings three networks together"})
    message = Message.objects.get(kind="fund.decision_granted")
    assert case.applicant is not None
    mail = rendering.preview(message, message.mailing, message.user)
    assert "It brings three networks together" in mail.html
    assert "Ankestyrelsen" in mail.html


@pytest.mark.parametrize("outcome", ["granted", "refused", "not_eligible"])
def test_its_parties_read_what_was_decided_why_and_how_to_complain_in_both_languages(place: Office, outcome) -> None:
    case = place.case("Karen Holm")
    other = factories.user("Bo Lind")
    CoApplicant.objects.create(application=case, name="Bo", email=other.email, user=other, accepted_at=NOW)
    if outcome == "not_eligible":
        place.checked(case, is_met=False)
        place.decided(case, outcome)
    else:
        place.ready(case, 4, 3)
        place.divided()
        place.decided(case, outcome, deviation_reason="" if outcome == "granted" else "Lokalet er væk")
    path = f"/fund/ideer/applications/{case.pk}/decision/"
    assert case.applicant is not None
    for user in (case.applicant.user, other, place.caseworker):
        page = text_of(place.client(user).get(path))
        for words in ("Den samler tre netværk", "Sådan klager", "Ankestyrelsen", "Hvad der sker nu"):
            assert words in page
    assert place.client(factories.user()).get(path).status_code == 404
    assert Client().get(path).status_code == 302
    english = place.client(other)
    english.cookies.load({"django_language": "en"})
    page = text_of(english.get(path))
    for words in ("How to complain", "What happens now", "What is decided", "What the decision rests on"):
        assert words in page
    assert "[" not in page


def test_the_letter_and_the_page_for_deciders_come_as_pdf(place: Office) -> None:
    case = place.ready(place.case(), 4, 4)
    place.divided()
    summary = place.client(place.decider).get(place.url(f"cases/{case.pk}/summary.pdf"))
    assert summary.content.startswith(b"%PDF") or "Fælles julemarked" in summary.content.decode()
    everything = place.client(place.decider).get(place.url(f"calls/{place.call.pk}/summaries.pdf"))
    assert everything.status_code == 200
    place.decided(case)
    letter = place.client(case.applicant.user).get(f"/fund/ideer/applications/{case.pk}/decision.pdf")
    assert letter.status_code == 200


def test_all_pages_for_deciders_ask_as_much_for_one_as_for_three(place: Office, django_assert_num_queries) -> None:
    client, address = place.client(place.decider), place.url(f"calls/{place.call.pk}/summaries/")
    client.get(address)  # the first look is written down
    for count in (1, 2):
        for _each in range(count):
            place.ready(place.case(), 4, 4)
        with django_assert_num_queries(23):
            page = text_of(client.get(address))
    assert page.count("Nytte for andre netværk") == 3
