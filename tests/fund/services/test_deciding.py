"""A case is decided once, by who may, with a reason; money is booked and everybody it is about is told."""

from datetime import timedelta

import pytest

from mikrovirk.fund.models import Application, CoApplicant, Decision, Deviation
from mikrovirk.fund.queries import ledger as balances
from mikrovirk.fund.queries.deciding import Hindrance
from mikrovirk.fund.services import de_minimis, deciding, ledger
from mikrovirk.fund.services.deciding import AlreadyDecided, DeviationNeedsReason, NotReady
from mikrovirk.fund.services.interests import LockedOut
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories import NOW
from tests.fund.case_rows import LATER, Office, declare, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def ready(place: Office, *points: int, **fields: object) -> Application:
    return place.ready(place.case(**fields), *(points or (4, 4)))


def test_a_grant_is_booked_agreed_on_and_told_to_everybody_it_is_about(place: Office) -> None:
    case = ready(place)
    other = factories.user("Bo Lind", language="en")
    CoApplicant.objects.create(application=case, name="Bo", email=other.email, user=other, accepted_at=NOW)
    CoApplicant.objects.create(application=case, name="Ib", email="ib@firma.example")
    place.divided()
    decision = place.decided(case)
    case.refresh_from_db()
    assert (case.state, decision.amount, decision.asked, decision.is_part) == ("granted", 10_000_00, 10_000_00, False)
    assert balances.of_application(case).granted == 10_000_00
    assert case.agreement.amount == 10_000_00
    told = Message.objects.filter(kind="fund.decision_granted").values_list("user", flat=True)
    assert case.applicant is not None
    assert set(told) == {case.applicant.user_id, other.pk}
    assert case.log.last().kind == "decided"


def test_it_is_decided_once(place: Office) -> None:
    case = ready(place)
    place.divided()
    place.decided(case)
    for outcome in ("granted", "refused"):
        with pytest.raises(AlreadyDecided):
            place.decided(case, outcome)
    with pytest.raises(AlreadyDecided):
        deciding.recommend(case, outcome="refused", reason="Nej", by=place.caseworker, at=LATER)
    assert Decision.objects.count() == 1
    assert balances.balances(place.call).available == 90_000_00


def test_whoever_has_an_interest_decides_nothing_and_the_log_says_who_was_away(place: Office) -> None:
    own = place.person_with("assessor")
    case = place.case(applicant=factories.Person.objects.create(user=own))
    declare(case, place.decider)
    place.scored(place.checked(case), 4, 4)
    place.divided()
    with pytest.raises(LockedOut):
        place.decided(case)
    place.decided(case, by=place.person_with("decider", "Dorte Dal"))
    kept_away = case.log.filter(kind__in=["interest", "locked_out"])
    assert list(kept_away.values_list("about", "note")) == [(place.decider.pk, "family"), (own.pk, "applicant")]


@pytest.mark.parametrize(
    ("prepare", "outcome", "amount", "at", "why"),
    [
        ("none", "granted", None, LATER, Hindrance.NOT_CHECKED),
        ("none", "refused", None, LATER, Hindrance.NOT_CHECKED),
        ("failed", "granted", None, LATER, Hindrance.NOT_ELIGIBLE),
        ("failed", "refused", None, LATER, Hindrance.NOT_ELIGIBLE),
        ("ready", "not_eligible", None, LATER, Hindrance.IS_ELIGIBLE),
        ("ready", "granted", None, NOW, Hindrance.STILL_OPEN),
        ("ready", "granted", None, LATER, Hindrance.NOT_DIVIDED),
        ("divided", "granted", 10_000_01, LATER, Hindrance.TOO_MUCH),
        ("divided", "granted", 0, LATER, Hindrance.NOTHING),
        ("withdrawn", "refused", None, LATER, Hindrance.NOT_WAITING),
    ],
)
def test_what_keeps_a_case_from_being_decided(place: Office, prepare, outcome, amount, at, why) -> None:
    case = place.case()
    if prepare in ("ready", "divided"):
        place.ready(case, 4, 4)
    if prepare == "divided":
        place.divided()
    if prepare == "failed":
        place.checked(case, is_met=False)
    if prepare == "withdrawn":
        Application.objects.filter(pk=case.pk).update(state="withdrawn")
    with pytest.raises(NotReady) as refused:
        place.decided(case, outcome, amount, at=at)
    assert refused.value.why == why
    assert not Decision.objects.exists()
    assert balances.balances(place.call).available == 100_000_00


def test_what_does_not_meet_a_condition_is_refused_before_the_pot_is_divided(place: Office) -> None:
    case = place.checked(place.case(), is_met=False)
    decision = place.decided(case, "not_eligible")
    case.refresh_from_db()
    assert (case.state, decision.amount) == ("not_eligible", 0)
    assert Message.objects.get(kind="fund.decision_refused").user == case.applicant.user


def test_another_way_than_the_division_takes_a_public_reason(place: Office) -> None:
    best, next_best = (ready(place, *points, amount=40_000_00) for points in ((5, 5), (4, 4)))
    last = ready(place, 3, 3, amount=30_000_00)
    place.divided()
    assert place.call.division.funded == [str(best.pk), str(next_best.pk)]
    with pytest.raises(DeviationNeedsReason) as refused:
        place.decided(best, "refused")
    assert refused.value.proposed == 40_000_00
    place.decided(best, "refused", deviation_reason="Pladsen er lejet ud")
    place.decided(last, "granted", deviation_reason="Den er næste på listen")
    place.decided(next_best)
    rows = Deviation.objects.order_by("pk").values_list("decision__application", "proposed", "reason")
    assert list(rows) == [
        (best.pk, 40_000_00, "Pladsen er lejet ud"),
        (last.pk, 0, "Den er næste på listen"),
    ]
    assert balances.balances(place.call).available == 30_000_00


def test_a_part_is_a_deviation_too(place: Office) -> None:
    case = ready(place)
    place.divided()
    with pytest.raises(DeviationNeedsReason):
        place.decided(case, amount=4_000_00)
    assert place.decided(case, amount=4_000_00, deviation_reason="Lyset kan lånes").is_part


def test_the_pot_is_never_overdrawn(place: Office) -> None:
    cases = [ready(place, 4, 4, amount=40_000_00) for _each in range(3)]
    place.divided()
    for case in cases[:2]:
        place.decided(case)
    with pytest.raises(ledger.NotEnough):
        place.decided(cases[2], deviation_reason="Alle skal med")
    cases[2].refresh_from_db()
    assert cases[2].state == "sent"
    assert Decision.objects.count() == 2


def test_what_is_not_found_to_be_no_aid_is_not_granted(place: Office) -> None:
    case = place.checked(place.case(cvr="25313763"))
    place.divided()
    with pytest.raises(de_minimis.MayNotGrant):
        place.decided(case, deviation_reason="Uden point")
    assert not Decision.objects.exists()


def test_a_small_one_is_decided_at_once_by_whom_the_call_names() -> None:
    place = office(quick_up_to=10_000_00)
    decider = factories.user("Hanne Hurtig")
    place.call.quick_decider = decider
    place.call.save()
    case = place.ready(place.case(amount=5_000_00, quick_by=NOW + timedelta(days=7)))
    decision = place.decided(case, by=decider, at=NOW + timedelta(days=2))
    assert (decision.is_quick, decision.decides) == (True, "Hanne Hurtig")
    assert balances.balances(place.call).granted == 5_000_00


def test_help_in_kind_alone_is_granted_without_money(place: Office) -> None:
    case = ready(place, amount=0)
    place.divided()
    decision = place.decided(case, amount=0)
    assert (decision.outcome, decision.amount) == ("granted", 0)
    assert balances.balances(place.call).granted == 0


def test_the_last_recommendation_counts_and_the_log_keeps_both(place: Office) -> None:
    case = ready(place)
    told = {"by": place.caseworker, "at": NOW}
    deciding.recommend(case, outcome="granted", amount=8_000_00, reason="God", **told)
    made = deciding.recommend(case, outcome="refused", amount=8_000_00, reason="Lokalet er væk", **told)
    assert (made.outcome, made.amount) == ("refused", 0)
    assert case.log.filter(kind="recommended").count() == 2


def test_all_are_decided_as_the_rule_gives_each_with_its_own_reason(place: Office) -> None:
    first, second, third = (ready(place, points, points, amount=40_000_00) for points in (5, 4, 3))
    aid = place.checked(place.case(amount=1_000_00, cvr="25313763"))
    place.divided()
    declare(second, place.decider)
    told = {"reason": "Udvalget følger bedømmelsen.", "reason_en": "", "by": place.decider, "at": LATER}
    assert deciding.decide_as_divided([first, second, third, aid], **told) == [second]
    outcomes = Decision.objects.order_by("application").values_list("application", "outcome", "amount")
    assert list(outcomes) == [
        (first.pk, "granted", 40_000_00),
        (third.pk, "refused", 0),
        (aid.pk, "refused", 0),
    ]
    texts = {row.application_id: row.texts["da"]["sections"][1]["text"] for row in Decision.objects.all()}
    assert "Efter rundens regel: Får pengene, fordi det var bedst vurderet" in texts[first.pk]
    assert "så der manglede 20.000 kr." in texts[third.pk]
    assert all("Udvalget følger bedømmelsen." in text for text in texts.values())
