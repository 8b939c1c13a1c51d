"""Questions and answers between the fund's people and those who apply."""

from datetime import timedelta

import pytest

from mikrovirk.fund.models import FundRole
from mikrovirk.fund.services import thread
from tests import factories
from tests.factories.fund import make_fund_role
from tests.fund.application_rows import NOW, fund_with_call, mails, sent

pytestmark = pytest.mark.django_db


def test_a_question_goes_to_those_who_apply_and_the_answer_to_who_asked() -> None:
    fund, call = fund_with_call()
    karen, ole = factories.user("Karen"), factories.user("Ole")
    for each in (karen, ole):
        make_fund_role(fund, each, FundRole.Name.CASEWORKER)
    made = sent(call, factories.person("Anna"))
    thread.reply(made, "Kan vi få svar inden jul?", by=made.applicant.user, at=NOW)
    assert {mail.user for mail in mails("fund.answered")} == {karen, ole}
    thread.ask(made, "Hvem rydder op?", by=karen, at=NOW + timedelta(hours=1))
    (asked,) = mails("fund.asked")
    assert (asked.user, asked.mailing.context["text"]) == (made.applicant.user, "Hvem rydder op?")
    thread.reply(made, "Det gør vi selv.", by=made.applicant.user, at=NOW + timedelta(hours=2))
    assert [mail.user for mail in mails("fund.answered")][2:] == [karen]
    assert [(said.text, said.is_from_fund) for said in made.thread.all()] == [
        ("Kan vi få svar inden jul?", False),
        ("Hvem rydder op?", True),
        ("Det gør vi selv.", False),
    ]


def test_a_caseworker_who_applies_themselves_hears_nothing_of_the_case() -> None:
    fund, call = fund_with_call()
    anna = factories.person("Anna")
    make_fund_role(fund, anna.user, FundRole.Name.CASEWORKER)
    thread.reply(sent(call, anna), "Hører I mig?", by=anna.user, at=NOW)
    assert mails("fund.answered") == []
