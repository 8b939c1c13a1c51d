"""A second call of the story's fund, whose deadline is over: cases at every step, a divided pot, and each kind of decision."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Call, Condition, Criterion, Interest, Outcome
from mikrovirk.fund.services import assessing, de_minimis, deciding, decision_mails, dividing, interests, ledger
from mikrovirk.fund.services.assessing import Given
from tests.factories.fund import make_application, make_call, make_fund_role
from tests.fund.aid import NO_AID
from tests.fund.story import Told

CALL, MARKET, DOORS, CAR, COURSE, SMALL, BOOK = (
    *("Vinterens aktiviteter", "Lysfest i Stege", "Åbne værksteder", "Ny varevogn", "Kursus i regnskab"),
    *("Kaffe til alle", "En bog om egnen"),
)
BENEFIT, CRITERION, OPEN_TO_ALL = "Den er til almen nytte.", "Gavner andre netværk", "Åben for alle."
ONLY_OWN, GOOD, AWAY, SISTER, BODY = (
    *("Den er kun for én ejer.", "Den samler tre netværk.", "Lokalet er lejet ud."),
    *("Min søster søger.", "Udvalget for Vækst"),
)
WORDS = (  # what people wrote
    *(
        CALL,
        MARKET,
        DOORS,
        CAR,
        COURSE,
        SMALL,
        BOOK,
        BENEFIT,
        CRITERION,
        OPEN_TO_ALL,
        ONLY_OWN,
        GOOD,
        AWAY,
        SISTER,
        BODY,
    ),
)


def run(told: Told, people: list[Person], caseworker: User, *, at: datetime) -> Call:
    """`caseworker` has every role in the fund; a second assessor is asked and another decider has an interest."""
    call = made_call(told, caseworker, at=at)
    second, kin = people[1].user, people[2].user
    make_fund_role(told.fund, second, "assessor")
    make_fund_role(told.fund, kin, "decider")
    market, doors, car, course, small, book = (
        make_application(call, people[3 + number % 3], title=title, amount=amount, sent_at=at - timedelta(days=9))
        for number, (title, amount) in enumerate(
            (
                *((MARKET, 30_000_00), (DOORS, 20_000_00), (CAR, 10_000_00), (COURSE, 8_000_00)),
                *((SMALL, 2_000_00), (BOOK, 9_000_00)),
            )
        )
    )
    interests.declare(market, user=kin, ground=Interest.Ground.FAMILY, note_text=SISTER, at=at)
    for case, points in ((market, 5), (doors, 3)):
        checked(case, caseworker, at=at)
        scored(case, caseworker, points, at=at)
    check(car, caseworker, is_met=False, reason=ONLY_OWN, at=at)
    checked(course, caseworker, at=at)
    assessing.assign(course, [second, caseworker], by=caseworker, at=at)
    Application.objects.filter(pk=small.pk).update(quick_by=at + timedelta(days=2))
    small.refresh_from_db()
    checked(small, caseworker, at=at)
    decision_mails.ask_to_decide(small, at=at)
    deciding.recommend(market, outcome=Outcome.GRANTED, amount=market.amount, reason=GOOD, by=caseworker, at=at)
    dividing.divide(call, by=caseworker, at=at)
    decide = {"by": caseworker, "at": at}
    deciding.decide(market, outcome=Outcome.GRANTED, amount=market.amount, reason=GOOD, **decide)
    deciding.decide(doors, outcome=Outcome.REFUSED, reason=AWAY, deviation_reason=AWAY, **decide)
    deciding.decide(car, outcome=Outcome.NOT_ELIGIBLE, reason=ONLY_OWN, **decide)
    assert book.state == Application.State.SENT  # nobody has looked at it yet
    return call


def made_call(told: Told, caseworker: User, *, at: datetime) -> Call:
    call = make_call(
        told.fund,
        title=CALL,
        state=Call.State.ASSESSING,
        pot=50_000_00,
        largest=30_000_00,
        opened_at=at - timedelta(days=40),
        opens_at=at - timedelta(days=40),
        deadline_at=at - timedelta(days=1),
        quick_up_to=2_000_00,
        quick_decider=caseworker,
        decides=BODY,
    )
    Condition.objects.create(call=call, position=0, text=BENEFIT, is_general_benefit=True)
    Criterion.objects.create(call=call, position=1, name=CRITERION)
    ledger.allot(call, call.pot, by=caseworker, at=at)
    return call


def check(case: Application, by: User, *, is_met: bool, reason: str, at: datetime) -> None:
    answers = dict.fromkeys(case.call.conditions.all(), (is_met, reason))
    assessing.check_conditions(case, answers, by=by, at=at)


def checked(case: Application, by: User, *, at: datetime) -> None:
    check(case, by, is_met=True, reason=OPEN_TO_ALL, at=at)
    de_minimis.assess(case, NO_AID, reason=OPEN_TO_ALL, by=by, at=at)


def scored(case: Application, assessor: User, points: int, *, at: datetime) -> None:
    (row,) = assessing.assign(case, [assessor], by=assessor, at=at)
    assessing.say_impartial(row, at=at)
    row.refresh_from_db()
    given = {criterion: Given(points) for criterion in case.call.criteria.all()}
    assessing.score(row, given, words=GOOD, hand_in=True, at=at)
