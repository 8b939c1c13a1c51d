"""The list of cases and the page of one: who sees what, whose turn it is, and that an interest locks one out."""

import re
from typing import Any

import pytest

from mikrovirk.fund.models import Application
from tests import factories
from tests.factories import NOW
from tests.fund.case_rows import Office, declare, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def text_of(answer: Any) -> str:
    page = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def opened(place: Office, case: Application, user: Any) -> Any:
    return place.client(user).get(place.url(f"cases/{case.pk}/"))


def test_the_list_says_what_each_case_waits_for(place: Office) -> None:
    client = place.client(place.caseworker)
    assert "Ingen ansøgninger endnu" in text_of(client.get(place.url("cases/")))
    place.case("Karen Holm")
    place.checked(place.case("Bo Lind", title="Åbent hus"))
    place.checked(place.case("Ida Vig", title="Egen hjemmeside"), is_met=False)
    page = text_of(client.get(place.url("cases/")))
    for words in ("Betingelser at tage stilling til", "Venter på point", "skal afvises", "10.000 kr.", "Ida Vig"):
        assert words in page
    found = text_of(client.get(place.url("cases/"), {"q": "Åbent"}))
    assert "Bo Lind" in found
    assert "Karen Holm" not in found
    assert "Ingen sag passer" in text_of(client.get(place.url("cases/"), {"q": "findes ikke"}))


def test_the_list_asks_as_much_for_one_as_for_three(place: Office, django_assert_num_queries) -> None:
    client = place.client(place.caseworker)
    client.get(place.url("cases/"))  # the first look is written down
    for count in (1, 2):
        for _each in range(count):
            place.checked(place.case())
        with django_assert_num_queries(24):
            client.get(place.url("cases/"))


def test_strangers_find_nothing(place: Office) -> None:
    case = place.case()
    stranger = place.client(factories.user())
    for path in ("cases/", f"cases/{case.pk}/", f"cases/{case.pk}/decide/", f"cases/{case.pk}/points/"):
        assert stranger.get(place.url(path)).status_code == 404
    assert stranger.post(place.url(f"cases/{case.pk}/interest/"), {"ground": "own"}).status_code == 404


def test_an_interest_locks_out_of_every_page_and_shows_only_the_number(place: Office) -> None:
    case = place.case("Karen Holm")
    client = place.client(place.caseworker)
    assert "Jeg er inhabil" in text_of(client.get(place.url(f"cases/{case.pk}/")))
    answer = client.post(place.url(f"cases/{case.pk}/interest/"), {"ground": "family", "note": "Min søster"})
    assert answer.headers["Location"] == place.url("cases/")
    page = text_of(client.get(place.url("cases/")))
    assert "Sager, du holdes ude af" in page
    assert "Karen Holm" not in page
    for path in ("", "conditions/", "assessors/", "recommend/", "decide/", "summary.pdf", "points/", "interest/"):
        assert client.get(place.url(f"cases/{case.pk}/{path}")).status_code == 404, path
    assert "Karen" not in text_of(client.get(place.url(f"calls/{place.call.pk}/summaries/")))
    seen = text_of(opened(place, case, place.decider))
    assert "Signe Sagsbehandler" in seen
    assert "Min søster" in seen


def test_a_caseworker_finds_that_an_interest_is_none(place: Office) -> None:
    case = place.case()
    declared = declare(case, place.assessor)
    path = place.url(f"cases/{case.pk}/interest/{declared.pk}/lift/")
    assert place.client(place.decider).get(path).status_code == 404
    client = place.client(place.caseworker)
    assert "Her mangler et svar" in text_of(client.post(path, {"because": ""}))
    client.post(path, {"because": "De kender ikke hinanden"})
    assert opened(place, case, place.assessor).status_code == 200


def test_conditions_are_ticked_with_a_reason(place: Office) -> None:
    case = place.case()
    benefit, local = place.call.conditions.all()
    client, path = place.client(place.caseworker), place.url(f"cases/{case.pk}/conditions/")
    page = text_of(client.post(path, {f"met-{benefit.pk}": "yes"}))
    assert "Skriv hvorfor" in page
    assert not case.checks.exists()
    client.post(path, {f"met-{benefit.pk}": "yes", f"reason-{benefit.pk}": "Åben for alle"})
    page = text_of(opened(place, case, place.decider))
    assert "Åben for alle" in page
    assert "Ikke vurderet endnu" in page
    assert place.client(place.decider).get(path).status_code == 404
    assert local.pk


def test_an_assessor_first_says_they_are_impartial_then_gives_points_then_sees_others(place: Office) -> None:
    case = place.checked(place.case("Karen Holm", summary="Et marked med lys i alle vinduer."))
    client = place.client(place.caseworker)
    chosen = {"assessors": [place.assessor.pk, place.other_assessor.pk]}
    client.post(place.url(f"cases/{case.pk}/assessors/"), chosen)
    mine, path = place.client(place.assessor), place.url(f"cases/{case.pk}/")
    first = text_of(mine.get(path))
    assert "Er du inhabil?" in first
    assert "lys i alle vinduer" not in first
    assert mine.get(f"{path}points/").status_code == 404
    assert "lys i alle vinduer" not in text_of(mine.get(place.url(f"calls/{place.call.pk}/summaries/")))
    mine.post(f"{path}impartial/")
    assert "lys i alle vinduer" in text_of(mine.get(path))
    benefit, doable = place.call.criteria.all()
    half = {f"points-{benefit.pk}": "4", f"note-{benefit.pk}": "Tre netværk", "keep": "1"}
    mine.post(f"{path}points/", half)
    assert "Tre netværk" in mine.get(f"{path}points/").content.decode()
    assert "Giv point fra 0 til 5" in text_of(mine.post(f"{path}points/", half | {"hand_in": "1"}))
    other = case.assignments.get(assessor=place.other_assessor)
    type(other).objects.filter(pk=other.pk).update(impartial_at=NOW)
    place.scored(case, 1, 1, by=place.other_assessor)
    assert "af 5" not in text_of(mine.get(path))
    mine.post(f"{path}points/", half | {f"points-{doable.pk}": "3", "words": "God", "hand_in": "1"})
    page = text_of(mine.get(path))
    assert "2,3" in page
    assert "Tre netværk" in page
    assert mine.get(f"{path}points/").status_code == 404
