"""What becomes of grants in the story's fund: one to accept, one being paid and reported, one lapsed; and a call not divided yet."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund import mails_agreements as mails
from mikrovirk.fund.models import Agreement, Application, Call, Claim, Condition, Criterion, Outcome
from mikrovirk.fund.services import agreements, assessing, claims, deciding, dividing, ledger, reminding, reports
from tests.factories.fund import make_application, make_call
from tests.fund.story import Told

CALL, LATER = "Sommerens aktiviteter", "Næste års aktiviteter"
TITLES = (
    "Bålaften for nye",
    "Skattejagt i gaden",
    "Kør selv-kort",
    "Fælles skilte",
    "Smagsdag",
    "Vinterbadning",
    "Sankthansbål",
)
REASON, RECEIPT, UNREADABLE, MORE, HAPPENED = (
    *("Den når de nye.", "Brænde og lygter", "Kvitteringen kan ikke læses."),
    *("Skriv, hvor mange der kom.", "Vi var fyrre om bålet."),
)
WORDS = (CALL, LATER, *TITLES, REASON, RECEIPT, UNREADABLE, MORE, HAPPENED)  # what people wrote
ACCOUNT = "4700 0012345678"


def run(told: Told, people: list[Person], caseworker: User, *, at: datetime) -> None:
    """The newest of the network has two grants of their own; `caseworker`, who has every role in the fund, does the rest."""
    call = made_call(told, CALL, caseworker, at=at)
    newest, other = people[-1], people[4]
    granted(call, newest, TITLES[0], caseworker, at=at)  # to be accepted
    own = accepted(granted(call, newest, TITLES[1], caseworker, at=at), at=at)
    claims.refuse(claimed(own, at=at), because=UNREADABLE, by=caseworker, at=at)
    put_in(own, at=at)
    reports.ask_again(reported(own, at=at), by=caseworker, at=at, why=MORE)
    theirs = accepted(granted(call, other, TITLES[2], caseworker, at=at), at=at)
    paid = claimed(theirs, at=at)
    claims.approve(paid, by=caseworker, at=at)
    claims.pay(paid, by=caseworker, at=at)
    claimed(theirs, at=at)
    reported(theirs, at=at)
    over = accepted(granted(call, other, TITLES[6], caseworker, at=at), at=at)
    reports.approve(reported(over, at=at), by=caseworker, at=at)
    agreements.end(over, by=caseworker, at=at)
    reminding.lapse_unaccepted(granted(call, other, TITLES[3], caseworker, at=at), at=at)
    for what, kind in (("accept", mails.ACCEPT_SOON), ("report", mails.REPORT_SOON), ("late", mails.REPORT_LATE)):
        theirs.refresh_from_db()
        reminding.note(theirs, what, kind, at=at)
    one_to_score_and_one_to_decide(told, people, caseworker, at=at)


def made_call(told: Told, title: str, caseworker: User, *, at: datetime) -> Call:
    """A call whose deadline is over, with its money."""
    begun = at - timedelta(days=40)
    call = make_call(
        told.fund, title=title, state=Call.State.ASSESSING, pot=60_000_00, opened_at=begun, opens_at=begun,
        deadline_at=at - timedelta(days=1), quick_up_to=20_000_00, quick_decider=caseworker,
    )  # fmt: skip
    ledger.appropriate(told.fund, call.pot, by=caseworker, at=at, text=title)
    ledger.allot(call, call.pot, by=caseworker, at=at)
    return call


def granted(call: Call, who: Person, title: str, caseworker: User, *, at: datetime) -> Agreement:
    """Granted on the quick track, where nothing is divided."""
    case = make_application(call, who, title=title, amount=9_000_00, sent_at=at)
    Application.objects.filter(pk=case.pk).update(quick_by=at + timedelta(days=2))
    case.refresh_from_db()
    deciding.decide(case, outcome=Outcome.GRANTED, amount=case.amount, reason=REASON, by=caseworker, at=at)
    return Agreement.objects.get(application=case)


def accepted(agreement: Agreement, *, at: datetime) -> Agreement:
    return agreements.accept(agreement, by=applicant(agreement), at=at)


def applicant(agreement: Agreement) -> User:
    assert agreement.application.applicant is not None
    return agreement.application.applicant.user


def put_in(agreement: Agreement, *, at: datetime) -> None:
    file = ContentFile(b"%PDF-1.4", name="kvittering.pdf")
    claims.add_receipt(agreement, file, text=RECEIPT, amount=1_500_00, name="kvittering.pdf", is_picture=False, at=at)


def claimed(agreement: Agreement, *, at: datetime) -> Claim:
    put_in(agreement, at=at)
    return claims.send_receipts(agreement, account=ACCOUNT, by=applicant(agreement), at=at)


def reported(agreement: Agreement, *, at: datetime) -> reports.Report:
    told = {"happened": HAPPENED, "came_of_it": REASON, "people": 40}
    report = reports.save(agreement.application, told, at=at)
    return reports.send(report, by=applicant(agreement), at=at)


def one_to_score_and_one_to_decide(told: Told, people: list[Person], caseworker: User, *, at: datetime) -> None:
    """Two calls more: in one the caseworker is asked for points, in the other the pot is divided and nothing decided."""
    for title, name, is_divided in ((LATER, TITLES[4], False), (LATER, TITLES[5], True)):
        call = made_call(told, title, caseworker, at=at)
        Condition.objects.create(call=call, position=0, text=REASON, is_general_benefit=True)
        criterion = Criterion.objects.create(call=call, position=1, name=REASON)
        case = make_application(call, people[3], title=name, amount=9_000_00, sent_at=at)
        answers = dict.fromkeys(call.conditions.all(), (True, REASON))
        assessing.check_conditions(case, answers, by=caseworker, at=at)
        (row,) = assessing.assign(case, [caseworker], by=caseworker, at=at)
        assessing.say_impartial(row, at=at)
        if is_divided:
            row.refresh_from_db()
            assessing.score(row, {criterion: assessing.Given(4)}, words=REASON, hand_in=True, at=at)
            dividing.divide(call, by=caseworker, at=at)
