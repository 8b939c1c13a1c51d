"""Conditions and points: who may give them, when they are seen, and that they stand."""

import pytest

from mikrovirk.fund.models import Application, CaseEntry
from mikrovirk.fund.queries import assessing as queries
from mikrovirk.fund.services import assessing, erasing
from mikrovirk.fund.services.assessing import Given
from mikrovirk.fund.services.interests import LockedOut
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_fund_role
from tests.fund.case_rows import Office, declare, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def log(case: Application) -> list[str]:
    return list(case.log.values_list("kind", flat=True))


def test_a_case_is_eligible_when_every_condition_is_met(place: Office) -> None:
    case = place.case()
    benefit, local = place.call.conditions.all()
    for answers, expected in (
        ({benefit: (True, "Åben for alle")}, None),
        ({local: (False, "Den foregår i Næstved")}, False),
        ({local: (True, "Den er flyttet til Stege")}, True),
    ):
        assessing.check_conditions(case, answers, by=place.caseworker, at=NOW)
        assert queries.is_eligible(queries.conditions_of(case)) is expected
    assert [entry.note for entry in case.log.all()] == [
        "✓ Aktiviteten er til almen nytte og ikke til fordel for én ejer · Åben for alle",
        "✗ Den foregår i kommunen · Den foregår i Næstved",
        "✓ Den foregår i kommunen · Den er flyttet til Stege",
    ]
    assessing.check_conditions(case, {local: (True, "Den er flyttet til Stege")}, by=place.caseworker, at=NOW)
    assert case.log.count() == 3


def test_whoever_has_an_interest_neither_ticks_nor_asks_nor_scores(place: Office) -> None:
    case = place.case()
    (asked,) = place.asked(case)
    for user in (place.caseworker, place.assessor):
        declare(case, user)
    condition = place.call.conditions.first()
    with pytest.raises(LockedOut):
        assessing.check_conditions(case, {condition: (True, "Ja")}, by=place.caseworker, at=NOW)
    with pytest.raises(LockedOut):
        assessing.assign(case, [place.other_assessor], by=place.caseworker, at=NOW)
    assert not case.assignments.exists()
    assert asked.pk


def test_the_log_shows_who_was_kept_away_without_saying_so(place: Office) -> None:
    case = place.case(applicant=factories.Person.objects.create(user=place.assessor))
    place.checked(case)
    place.checked(case, is_met=False)
    kept = case.log.filter(kind=CaseEntry.Kind.LOCKED_OUT)
    assert list(kept.values_list("about", "by", "note")) == [(place.assessor.pk, None, "applicant")]


def test_assessors_are_asked_by_mail_and_first_say_they_are_impartial(place: Office) -> None:
    case = place.case()
    (row,) = assessing.assign(case, [place.assessor], by=place.caseworker, at=NOW)
    assert list(Message.objects.values_list("user", "kind")) == [(place.assessor.pk, "fund.assess")]
    with pytest.raises(assessing.NotImpartialYet):
        assessing.score(row, {}, words="", hand_in=False, at=NOW)
    assessing.say_impartial(row, at=NOW)
    assessing.say_impartial(row, at=NOW)
    assert log(case) == ["assigned", "impartial"]
    with pytest.raises(assessing.CannotAssess):
        assessing.assign(case, [place.assessor], by=place.caseworker, at=NOW)
    with pytest.raises(assessing.CannotAssess):
        assessing.assign(case, [place.decider], by=place.caseworker, at=NOW)


def test_points_are_kept_then_handed_in_and_stand(place: Office) -> None:
    case = place.case()
    (row,) = place.asked(case)
    benefit, doable = place.call.criteria.all()
    assessing.score(row, {benefit: Given(4, "Tre netværk")}, words="", hand_in=False, at=NOW)
    assert queries.score_of(case, queries.assignments_of(case)) is None
    with pytest.raises(assessing.PointsMissing):
        assessing.score(row, {benefit: Given(4)}, words="", hand_in=True, at=NOW)
    assessing.score(row, {benefit: Given(4), doable: Given(1)}, words="God", hand_in=True, at=NOW)
    with pytest.raises(assessing.HandedIn):
        assessing.score(row, {benefit: Given(5), doable: Given(5)}, words="", hand_in=True, at=NOW)
    result = queries.score_of(case, queries.assignments_of(case))
    assert result is not None
    assert result.total == 3
    with pytest.raises(assessing.HandedIn):
        assessing.unassign(row, by=place.caseworker, at=NOW)


def sees(place: Office, case: Application) -> list[str]:
    people = {
        "first": place.assessor,
        "second": place.other_assessor,
        "third": place.__dict__.setdefault("third", place.person_with("assessor")),
        "caseworker": place.caseworker,
        "decider": place.decider,
    }
    there = queries.assignments_of(case)
    return [name for name, user in people.items() if queries.sees_scores(user, case, there)]


def test_nobody_sees_points_before_their_own_are_in_nor_staff_before_all_are(place: Office) -> None:
    case = place.case()
    place.asked(case, place.assessor, place.other_assessor)
    assert sees(place, case) == []
    place.scored(case, 5, 5)
    assert sees(place, case) == ["first"]
    place.scored(case, 1, 1, by=place.other_assessor)
    assert sees(place, case) == ["first", "second", "caseworker", "decider"]


def test_who_may_have_seen_the_points_is_not_asked_for_more(place: Office) -> None:
    case = place.case()
    make_fund_role(place.fund, place.decider, "assessor")
    fresh = place.person_with("assessor")
    place.scored(case, 5, 5)
    with pytest.raises(assessing.SawTheScores):
        assessing.assign(case, [place.decider], by=place.caseworker, at=NOW)
    (row,) = assessing.assign(case, [fresh], by=place.caseworker, at=NOW)
    assert row.assessor == fresh


def test_what_is_over_takes_no_more_points(place: Office) -> None:
    case = place.case()
    (row,) = place.asked(case)
    Application.objects.filter(pk=case.pk).update(state=Application.State.WITHDRAWN)
    for act in (
        lambda: assessing.score(row, {}, words="", hand_in=False, at=NOW),
        lambda: place.checked(case),
        lambda: assessing.unassign(row, by=place.caseworker, at=NOW),
    ):
        with pytest.raises(assessing.NoLongerWaits):
            act()


def test_an_assessor_who_declares_an_interest_leaves_no_points(place: Office) -> None:
    case = place.case()
    place.scored(case, 5, 5)
    declare(case, place.assessor)
    assert queries.assignments_of(case) == []
    assert log(case) == ["assigned", "impartial", "scored", "interest"]


def test_points_that_were_given_stay_when_the_assessor_is_erased(place: Office) -> None:
    case = place.case()
    place.asked(case, place.assessor, place.other_assessor)
    place.scored(case, 5, 5)
    for user in (place.assessor, place.other_assessor):
        erasing.erase(user, at=NOW)
        user.delete()
    (row,) = queries.assignments_of(case)
    assert row.assessor is None
    result = queries.score_of(case, [row])
    assert result is not None
    assert result.total == 5
    with pytest.raises(assessing.NoLongerWaits):
        assessing.score(row, {}, words="", hand_in=True, at=NOW)


def test_points_count_no_more_when_the_pot_is_divided(place: Office) -> None:
    place.ready(place.case(), 4, 4)
    case = place.checked(place.case())
    (row,) = place.asked(case)
    assert queries.to_assess(place.assessor) == [row]
    place.divided()
    assert queries.to_assess(place.assessor) == []
    given = {criterion: Given(5) for criterion in place.call.criteria.all()}
    with pytest.raises(assessing.NoLongerWaits):
        assessing.score(row, given, words="", hand_in=True, at=NOW)
    with pytest.raises(assessing.NoLongerWaits):
        assessing.assign(case, [place.other_assessor], by=place.caseworker, at=NOW)
    small = place.case(quick_by=NOW)
    assert place.asked(small, place.other_assessor)
