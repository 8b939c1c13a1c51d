"""Those one applies together with are asked by mail and say yes or no."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.fund.queries.funds import own_applications
from mikrovirk.fund.services import together
from tests import factories
from tests.fund.application_rows import CONTENT, NOW, TOGETHER, fund_with_call, mails, sent

pytestmark = pytest.mark.django_db


def test_a_yes_lets_them_see_the_case_and_a_no_takes_it_back() -> None:
    _fund, call = fund_with_call()
    anna = factories.person("Anna")
    made = sent(call, anna, content=replace(CONTENT, together=(TOGETHER,)))
    (mail,) = mails("fund.together")
    assert (mail.user.email, mail.mailing.context["who"]) == ("bo@lind.example", "Anna")
    row, bo = made.co_applicants.get(), User.objects.get(email="bo@lind.example")
    assert (row.invited_at, list(own_applications(bo))) == (NOW, [])
    for minutes in (1, 2):
        row = together.answer(row, accepts=True, at=NOW + timedelta(minutes=minutes))
    assert (row.user, row.accepted_at, row.declined_at) == (bo, NOW + timedelta(minutes=1), None)
    assert list(own_applications(bo)) == [made]
    row = together.answer(row, accepts=False, at=NOW + timedelta(hours=1))
    assert (row.user, row.accepted_at, row.declined_at) == (None, None, NOW + timedelta(hours=1))
    assert list(own_applications(bo)) == []
    assert [mail.mailing.context["answer"]["da"] for mail in mails("fund.together_answered")] == ["Ja", "Nej"]
