"""The pot is divided in the office, and the result is read by everybody when every case is decided."""

import pytest
from django.test import Client

from mikrovirk.fund.models import Call, Division
from mikrovirk.fund.services import deciding, vote_counting
from tests import factories
from tests.fund import voting_rows
from tests.fund.case_rows import LATER, Office, office
from tests.fund.views.test_cases import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(monkeypatch) -> Office:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    return office()


def path(place: Office, rest: str = "") -> str:
    return place.url(f"calls/{place.call.pk}/division/{rest}")


def test_from_ready_cases_to_a_public_result(place: Office) -> None:
    best = place.ready(place.case(title="Fælles julemarked", amount=40_000_00), 5, 5)
    second = place.ready(place.case(title="Åbne døre", amount=40_000_00), 4, 4)
    last = place.ready(place.case(title="Fælles hjemmeside", amount=30_000_00), 2, 2)
    failed = place.checked(place.case(title="Ny bil"), is_met=False)
    client = place.client(place.caseworker)
    assert "Sagerne er klar" in text_of(client.get(path(place)))
    assert client.post(path(place, "publish/")).headers["Location"] == path(place)
    client.post(path(place, "divide/"))
    client.post(path(place, "divide/"))
    assert Division.objects.get().funded == [str(best.pk), str(second.pk)]
    page = text_of(client.get(path(place)))
    assert "3 sager venter på deres afgørelse" in page
    public = Client()
    address = f"/fund/ideer/calls/{place.call.pk}/result/"
    assert public.get(address).status_code == 404
    place.decided(best)
    place.decided(second, "refused", deviation_reason="Ansøgeren har fået penge andetsteds")
    place.decided(last, deviation_reason="Den er næste på listen")
    place.decided(failed, "not_eligible")
    assert "Alle sager er afgjort" in text_of(client.get(path(place)))
    assert client.post(path(place, "publish/")).headers["Location"] == address
    assert Call.objects.get(pk=place.call.pk).state == "decided"
    page = text_of(public.get(address))
    for words in (
        "70.000 kr.",
        "Den er næste på listen",
        "Ansøgeren har fået penge andetsteds",
        "Én ansøgning opfyldte ikke rundens betingelser",
        "så der manglede 10.000 kr.",
        "bedst vurderet",
    ):
        assert words in page
    assert "Karen Holm" not in page


def test_who_has_an_interest_sees_the_project_but_not_the_case(place: Office) -> None:
    own = factories.Person.objects.create(user=place.decider)
    case = place.ready(place.case(applicant=own, title="Mit eget"), 4, 4)
    place.divided()
    page = place.client(place.decider).get(path(place))
    assert "Mit eget" in text_of(page)
    assert f"cases/{case.pk}/" not in page.content.decode()
    assert "Du er inhabil" in text_of(page)


def test_the_office_page_is_for_the_funds_people_alone(place: Office) -> None:
    assert place.client(factories.user()).get(path(place)).status_code == 404
    assert place.client(place.assessor).post(path(place, "divide/")).status_code == 404
    assert "Ikke fordelt endnu" in text_of(place.client(place.caseworker).get(path(place)))


def test_the_result_asks_as_much_for_one_project_as_for_three(django_assert_num_queries, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    for count in (1, 3):
        place = office(slug=f"pulje-{count}")
        for _each in range(count):
            case = place.ready(place.case(), 4, 4)
        place.divided()
        for case in place.call.applications.all():
            place.decided(case)
        Call.objects.filter(pk=place.call.pk).update(state="decided", decided_at=LATER)
        with django_assert_num_queries(8):
            Client().get(f"/fund/{place.fund.slug}/calls/{place.call.pk}/result/")


def test_deciders_decide_all_as_the_rule_gives_on_one_page(place: Office) -> None:
    cases = [place.ready(place.case(amount=40_000_00), points, points) for points in (5, 4, 3)]
    place.divided()
    client, address = place.client(place.decider), path(place, "decide/")
    assert place.client(place.caseworker).get(address).status_code == 404
    assert "Afgør alle efter reglen" in text_of(client.get(path(place)))
    assert "Her mangler et svar" in text_of(client.post(address, {"reason": ""}))
    page = text_of(client.post(address, {"reason": "Udvalget følger bedømmelsen."}, follow=True))
    assert "3 sager er afgjort." in page
    assert [place.call.applications.get(pk=case.pk).state for case in cases] == ["granted", "granted", "refused"]
    assert client.get(address).headers["Location"] == path(place)
    assert "Afgør alle efter reglen" not in text_of(client.get(path(place)))


def test_of_a_vote_everybody_reads_who_paid_what_it_lacked_and_what_other_rules_would_have_given(monkeypatch) -> None:
    vote = voting_rows.make_vote(voters=5)
    first, second, third = cases = voting_rows.cases_of(vote)
    voting_rows.cast_all(vote, [(1, 0, 1), (1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 1, 0)])
    caseworker, decider = voting_rows.caseworker(vote.call.fund), voting_rows.caseworker(vote.call.fund, "decider")
    monkeypatch.setattr("django.utils.timezone.now", lambda: voting_rows.AFTER)
    office_page, client = f"/fund/{vote.call.fund.slug}/office/calls/{vote.call_id}/division/", Client()
    client.force_login(caseworker)
    assert "Ikke fordelt endnu" in text_of(client.get(office_page))
    vote_counting.count(vote, by=caseworker, at=voting_rows.AFTER)
    client.post(f"{office_page}divide/")
    assert set(Division.objects.get().funded) == {str(first.pk), str(second.pk)}
    deciding.decide_as_divided(cases, reason="Stemmerne tæller.", reason_en="", by=decider, at=voting_rows.AFTER)
    client.post(f"{office_page}publish/")
    page = Client().get(f"/fund/{vote.call.fund.slug}/calls/{vote.call_id}/result/")
    text = text_of(page)
    for words in (
        "kunne betale 40.000 kr. af deres andele",
        "stemte",
        "Projekt 3 · intet",
        "alle stemmesedler uden navne",
    ):
        assert words in text
    assert f"/votes/{vote.pk}/ballots.pb" in page.content.decode()
    assert third.decision.amount == 0
