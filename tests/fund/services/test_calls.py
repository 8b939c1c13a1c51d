"""A call from the first word to its end."""

from datetime import timedelta

import pytest

from mikrovirk.fund.domain.calls import Kept, Obstacle
from mikrovirk.fund.models import Application, Call, Share
from mikrovirk.fund.queries import calls as queries
from mikrovirk.fund.queries import ledger as balances
from mikrovirk.fund.services import calls as services
from mikrovirk.fund.services import ledger
from mikrovirk.fund.services.calls import CallWords, Weighted
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call
from tests.fund.office_rows import fund_with_money, open_call

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)
FIELDS = {
    "title": "Foråret",
    "purpose": "Ideer",
    "pot": 100_000_00,
    "largest": 40_000_00,
    "decides": "Udvalget",
    "deadline_at": LATER,
}
WORDS = CallWords(
    FIELDS,
    "Til gavn for flere",
    kept=[Kept("municipality", "0390", 60_000_00), Kept("municipality", "0376", 30_000_00)],
    criteria=[Weighted("Gavn", "Mange får noget ud af det", 2)],
    conditions=["I 2027"],
    questions=[{"key": "what", "label": "Hvad?", "kind": "long", "required": True, "small": True}],
)


def written() -> Call:
    return services.write_call(fund_with_money(), WORDS, by=factories.user())


def test_a_call_is_written_with_its_rows() -> None:
    call = written()
    assert call.state == Call.State.DRAFT
    assert list(call.shares.values_list("kind", "key", "amount")) == [
        ("municipality", "0376", 30_000_00),
        ("municipality", "0390", 60_000_00),
    ]
    assert list(call.criteria.values_list("name", "help", "weight")) == [("Gavn", "Mange får noget ud af det", 2)]
    assert list(call.conditions.values_list("text", "is_general_benefit")) == [
        ("Til gavn for flere", True),
        ("I 2027", False),
    ]


def test_it_can_be_written_again_until_it_opens() -> None:
    call = written()
    services.write_call(call.fund, CallWords({**FIELDS, "title": "Efteråret"}, "Gavn"), by=None, call=call)
    call.refresh_from_db()
    assert (call.title, call.shares.count(), call.criteria.count(), call.conditions.count()) == ("Efteråret", 0, 0, 1)
    services.write_call(call.fund, WORDS, by=None, call=call)
    services.open_call(call, by=None, at=NOW)
    with pytest.raises(services.RulesStand):
        services.write_call(call.fund, WORDS, by=None, call=call)
    with pytest.raises(services.RulesStand):
        services.open_call(call, by=None, at=NOW)
    with pytest.raises(services.RulesStand):
        services.throw_away(call)


def test_opening_sets_the_pot_aside() -> None:
    call = services.open_call(written(), by=None, at=NOW)
    assert (call.state, call.opened_at, call.opens_at) == (Call.State.OPEN, NOW, NOW)
    assert balances.balances(call).available == 100_000_00
    assert balances.totals(call.fund).unallotted == 300_000_00


def test_it_does_not_open_while_something_is_missing() -> None:
    call = services.write_call(
        fund_with_money(5),
        CallWords({**FIELDS, "decides": "", "deadline_at": NOW}, "Gavn", kept=[Kept("year", "2027", 200_000_00)]),
        by=None,
    )
    with pytest.raises(services.CannotOpen) as error:
        services.open_call(call, by=None, at=NOW)
    assert error.value.obstacles == [
        Obstacle.DEADLINE_PAST,
        Obstacle.SHARES_OVER_POT,
        Obstacle.NO_CRITERIA,
        Obstacle.NOBODY_DECIDES,
        Obstacle.POT_NOT_THERE,
    ]
    assert balances.totals(call.fund).unallotted == 5


def test_a_deadline_moves_later_only() -> None:
    call = open_call(fund_with_money(), deadline_at=LATER)
    for wrong in (LATER, LATER - timedelta(days=1)):
        with pytest.raises(services.NotNow):
            services.move_deadline(call, wrong, at=NOW)
    assert services.move_deadline(call, LATER + timedelta(days=7), at=NOW).deadline_at == LATER + timedelta(days=7)


def test_a_call_closes_when_its_deadline_is_over() -> None:
    call = open_call(fund_with_money(), deadline_at=LATER)
    with pytest.raises(services.NotNow):
        services.close_call(call, at=NOW)
    assert services.close_due(now=LATER) == 0
    assert services.close_due(now=LATER + timedelta(minutes=1)) == 1
    call.refresh_from_db()
    assert call.state == Call.State.ASSESSING


def test_calling_off_gives_the_money_back_and_tells_those_who_applied_why() -> None:
    call = open_call(fund_with_money(), title="Foråret")
    anna, bo = factories.person("Anna Lund"), factories.person("Bo Lind")
    sent = make_application(call, anna)
    make_application(call, bo, state=Application.State.DRAFT)
    ledger.reserve(sent, 10_000_00, by=None, at=NOW)
    services.call_off(call, because="Byrådet har flyttet pengene.", by=None, at=NOW)
    call.refresh_from_db()
    assert (call.state, call.cancelled_because) == (Call.State.CANCELLED, "Byrådet har flyttet pengene.")
    assert balances.totals(call.fund).unallotted == 400_000_00
    assert balances.faults(call.fund) == []
    mails = Message.objects.filter(mailing__kind="fund.call_called_off")
    assert {mail.user for mail in mails} == {anna.user, bo.user}


def test_a_call_that_gave_money_is_not_called_off() -> None:
    call = open_call(fund_with_money())
    ledger.grant(make_application(call), 1_000_00, by=None, at=NOW, key="grant")
    with pytest.raises(services.NotNow):
        services.call_off(call, because="Nej", by=None, at=NOW)


def test_a_draft_is_thrown_away() -> None:
    call = written()
    services.throw_away(call)
    assert not Call.objects.exists()


def test_a_copy_has_the_words_and_rows_and_no_days() -> None:
    call = services.open_call(written(), by=None, at=NOW)
    copy = services.copy_call(call, by=None, title="Efteråret")
    assert (copy.title, copy.state, copy.deadline_at, copy.pot) == ("Efteråret", Call.State.DRAFT, None, 100_000_00)
    for rows in ("shares", "criteria", "conditions"):
        assert getattr(copy, rows).count() == getattr(call, rows).count(), rows
    assert copy.questions == call.questions


# --- parts of the pot that are kept ----------------------------------------------------------------------------------


def kept(call: Call, kind: str, key: str, amount: int) -> Share:
    return Share.objects.create(call=call, kind=kind, key=key, amount=amount)


def test_money_that_is_kept_for_others_is_not_there() -> None:
    call = open_call(fund_with_money())
    share = kept(call, "municipality", "0376", 70_000_00)
    case = make_application(call, municipality="0390")
    assert queries.room_for(case) == 30_000_00
    with pytest.raises(ledger.NotEnough) as error:
        ledger.grant(case, 40_000_00, by=None, at=NOW, key="grant")
    assert (error.value.there, error.value.kept) == (30_000_00, 70_000_00)
    services.lift_share(share, because="Ingen søgte derfra.", by=None, at=NOW)
    ledger.grant(case, 40_000_00, by=None, at=NOW, key="grant")


def test_those_it_is_kept_for_have_that_and_what_is_free() -> None:
    call = open_call(fund_with_money())
    kept(call, "municipality", "0376", 40_000_00)
    kept(call, "municipality", "0390", 40_000_00)
    case = make_application(call, municipality="0376")
    assert queries.room_for(case) == 60_000_00
    ledger.grant(case, 30_000_00, by=None, at=NOW, key="grant")
    assert queries.room_for(make_application(call, municipality="0390")) == 60_000_00  # 10 are still kept for 0376
    assert [(use.share.key, use.used, use.left) for use in queries.share_uses(call)] == [
        ("0376", 30_000_00, 10_000_00),
        ("0390", 0, 40_000_00),
    ]


def test_years_and_purposes_are_kept_too() -> None:
    call = open_call(fund_with_money())
    kept(call, "year", "2027", 80_000_00)
    kept(call, "purpose", "Unge", 90_000_00)
    case = make_application(call, takes_place_date=factories.TODAY, answers={"purpose": "Unge"})
    assert queries.room_for(case) == 100_000_00
    assert queries.room_for(make_application(call, takes_place_date=factories.TODAY)) == 10_000_00
    assert queries.room_for(make_application(call, answers={"purpose": "Unge"})) == 20_000_00


def test_everybody_reads_what_was_opened() -> None:
    fund = fund_with_money()
    make_call(fund, state=Call.State.DRAFT, opened_at=None, opens_at=None)
    call = open_call(fund)
    assert list(queries.calls_shown(fund)) == [call]
