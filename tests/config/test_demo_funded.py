"""The funds of the example region in the middle of things, for both municipalities, at most two clicks from the links."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.config.demo import fund_facts, region
from mikrovirk.fund.models import Application, Call, Fund, Idea, Interest, Vote
from mikrovirk.fund.queries import agreements, ledger
from tests.config.test_demo_voice import links_on

pytestmark = pytest.mark.django_db
State = Application.State

# Who (by number in the cast) finds what in their own municipality's fund at most two clicks from where they begin.
SEEN = {
    0: ("idepuljen", ("",)),
    1: ("idepuljen", ("", "ideas/", "given/")),
    3: ("puljen-for-smaa", ("",)),
    6: ("idepuljen", ("office/statistics/", "office/ledger/")),
    7: ("puljen-for-smaa", ("office/", "office/cases/", "office/ledger/", "office/statistics/")),
    8: ("idepuljen", ("office/", "office/cases/", "office/calls/", "office/ledger/", "given/")),
    9: ("idepuljen", ("office/", "office/cases/", "office/ledger/")),
}


def test_both_funds_are_in_mid_life_at_most_two_clicks_from_the_links() -> None:
    now = timezone.now()
    region.build(now=now)
    for facts in (fund_facts.VORDINGBORG, fund_facts.GULDBORGSUND):
        fund = Fund.objects.get(slug=facts.slug)
        something_is_open(fund)
        something_is_decided_and_refused(fund)
        something_is_overdue(fund)
        assert ledger.faults(fund) == []
        assert ledger.totals(fund).appropriated == facts.money * 100
    members_of_vordingborg_voted()
    missing = {}
    for number, (_label, user) in enumerate(region.cast()):
        if number in SEEN:
            client = Client()
            client.force_login(user)
            slug, wanted = SEEN[number]
            if lacking := not_near(client, f"/fund/{slug}/", wanted):
                missing[number] = lacking
    assert missing == {}


def something_is_open(fund: Fund) -> None:
    call = fund.calls.get(state=Call.State.OPEN)
    assert sorted(call.applications.values_list("state", flat=True)) == ["draft", "sent", "sent"]
    assert Idea.objects.filter(fund=fund, merged_into=None, hidden_at=None).count() >= 2


def something_is_decided_and_refused(fund: Fund) -> None:
    call = fund.calls.get(state=Call.State.DECIDED)
    states = set(call.applications.values_list("state", flat=True))
    assert {State.CLOSED, State.GRANTED, State.REFUSED, State.WITHDRAWN} <= states
    assert Interest.objects.filter(application__call=call).count() == 1
    assert ledger.balances(call).returned > 0  # unspent money came back


def something_is_overdue(fund: Fund) -> None:
    late = fund.calls.get(state=Call.State.OPEN).applications.get(quick_by__lt=timezone.now())
    assert late.state == State.SENT
    caseworker = fund.roles.get(name="caseworker").user
    reports = agreements.late_reports(caseworker, today=timezone.localdate() - timedelta(days=1))
    assert reports.filter(application__call__fund=fund).count() == 1


def members_of_vordingborg_voted() -> None:
    vote = Vote.objects.get(call__fund__slug="idepuljen")
    assert (vote.state, vote.count.ballot_count) == ("counted", 31)


def not_near(client: Client, area: str, wanted: tuple[str, ...]) -> list[str]:
    first = links_on(client, "/start/")
    links = first | {
        link for page in first if re.match(r"/(fund|me|networks)/", page) for link in links_on(client, page)
    }
    return [page for page in wanted if f"{area}{page}" not in links]
