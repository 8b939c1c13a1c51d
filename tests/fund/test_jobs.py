from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.fund import jobs
from mikrovirk.fund.models import Call
from tests.fund.office_rows import fund_with_money, open_call

pytestmark = pytest.mark.django_db


def test_the_worker_closes_calls_whose_deadline_is_over_and_doing_it_twice_changes_nothing() -> None:
    now, fund = timezone.now(), fund_with_money()
    over = open_call(fund, title="Forbi", deadline_at=now - timedelta(minutes=1))
    open_call(fund, title="Åben", deadline_at=now + timedelta(days=1))
    for _again in range(2):
        jobs.run(now=now)
        assert list(Call.objects.filter(state=Call.State.ASSESSING)) == [over]
