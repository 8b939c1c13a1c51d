"""Whoever has an interest in a case is kept away from it: for each ground both questions, who and which, agree."""

import pytest

from mikrovirk.fund.models import Application, CoApplicant
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import habilitet
from mikrovirk.fund.queries.habilitet import Ground
from mikrovirk.fund.services import interests
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_fund_role
from tests.fund.case_rows import Office, colleague_of, declare, office

pytestmark = pytest.mark.django_db
P = FundPermission


@pytest.fixture
def place() -> Office:
    return office()


def seen(user: object, needs: FundPermission = P.SEE_CASES) -> list[Application]:
    return list(habilitet.cases_for(user, needs=needs).order_by("pk"))


def test_staff_see_what_was_sent_and_strangers_nothing(place: Office) -> None:
    first, second = place.case(), place.case()
    place.case(state="draft")
    assert seen(place.caseworker) == [first, second]
    assert seen(place.decider, P.HANDLE_CASES) == []
    assert seen(factories.user()) == []
    assert habilitet.locked_out_of(first) == []


def applies_themselves(place: Office) -> tuple[Application, str]:
    return place.case(applicant=factories.Person.objects.create(user=place.assessor)), Ground.APPLICANT


def applies_with_others(place: Office) -> tuple[Application, str]:
    case = place.case()
    CoApplicant.objects.create(application=case, name="Anders", email=place.assessor.email.upper())
    return case, Ground.CO_APPLICANT


def declared_it(place: Office) -> tuple[Application, str]:
    case = place.case()
    declare(case, place.assessor)
    return case, Ground.DECLARED


def same_number_typed(place: Office) -> tuple[Application, str]:
    member = factories.member(factories.network(), firm=factories.business("Holms Hus", cvr="25313763"))
    make_fund_role(place.fund, member.user, "assessor")
    place.__dict__["assessor"] = member.user
    return place.case(cvr="25313763"), Ground.SAME_CVR


def same_number_of_a_co_applicant(place: Office) -> tuple[Application, str]:
    case, _ground = same_number_typed(place)
    Application.objects.filter(pk=case.pk).update(cvr="")
    CoApplicant.objects.create(application=case, name="Bo", email="bo@firma.example", cvr="25313763")
    return Application.objects.get(pk=case.pk), Ground.SAME_CVR


def colleague(place: Office) -> tuple[Application, str]:
    case = place.case()
    assert case.applicant is not None
    user = colleague_of(case.applicant)
    make_fund_role(place.fund, user, "assessor")
    place.__dict__["assessor"] = user
    return case, Ground.SAME_CVR


def applied_with_the_number_before(place: Office) -> tuple[Application, str]:
    make_application(place.call, factories.Person.objects.create(user=place.assessor), cvr="10403782")
    return place.case(cvr="10403782"), Ground.SAME_CVR


@pytest.mark.parametrize(
    "ground",
    [
        applies_themselves,
        applies_with_others,
        declared_it,
        same_number_typed,
        same_number_of_a_co_applicant,
        colleague,
        applied_with_the_number_before,
    ],
)
def test_each_ground_keeps_the_assessor_out_and_nobody_else(place: Office, ground) -> None:
    case, expected = ground(place)
    assert case not in seen(place.assessor)
    assert case in habilitet.cases_locked_for(place.assessor, place.fund)
    assert habilitet.is_locked_out(place.assessor, case)
    assert [(row.user, row.ground) for row in habilitet.locked_out_of(case)] == [(place.assessor, expected)]
    assert case in seen(place.caseworker)


def test_whom_others_only_named_is_free_again_when_they_say_no(place: Office) -> None:
    case = place.case()
    named = CoApplicant.objects.create(application=case, name="Anders", email=place.assessor.email, cvr="25313763")
    assert habilitet.is_locked_out(place.assessor, case)
    CoApplicant.objects.filter(pk=named.pk).update(declined_at=NOW)
    assert not habilitet.is_locked_out(place.assessor, case)
    assert [row.user for row in habilitet.locked_out_of(case)] == []


def test_lifted_by_somebody_else_they_take_part_again(place: Office) -> None:
    case = place.case()
    declared = declare(case, place.assessor)
    with pytest.raises(interests.NotByThemselves):
        interests.lift(declared, by=place.assessor, at=NOW, because="Nej")
    interests.lift(declared, by=place.caseworker, at=NOW, because="De kender ikke hinanden")
    assert seen(place.assessor) == [case]
    assert list(case.log.values_list("kind", "note")) == [
        ("interest", "family"),
        ("lifted", "De kender ikke hinanden"),
    ]


def test_who_decides_small_ones_sees_those_alone(place: Office) -> None:
    decider = factories.user()
    place.call.quick_decider = decider
    place.call.save()
    small, _large = place.case(quick_by=NOW), place.case()
    assert seen(decider) == [small]
    assert seen(decider, P.DECIDE) == [small]
    assert seen(decider, P.HANDLE_CASES) == []
    declare(small, decider)
    assert seen(decider) == []
    assert [row.user for row in habilitet.locked_out_of(small)] == [decider]


def test_who_is_kept_away_is_found_in_as_many_questions_for_ten_as_for_one(
    place: Office, django_assert_num_queries
) -> None:
    case = place.case(cvr="25313763")
    for count in (1, 9):
        for _each in range(count):
            declare(case, place.person_with("assessor"))
        found = Application.objects.select_related("call__fund", "applicant", "business").get(pk=case.pk)
        with django_assert_num_queries(6):
            habilitet.locked_out_of(found)
