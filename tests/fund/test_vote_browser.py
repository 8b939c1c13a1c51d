"""Voting on a phone in a real browser: the sum runs along, and nothing but the ballot itself ever leaves the phone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.fund.models import BallotBox
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes
from tests import axe
from tests.fund.voting_rows import make_vote, person_of, voters_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys")]
NARROWEST = 320


def test_a_knapsack_is_filled_looked_at_changed_and_cast(
    page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr("tests.fund.voting_rows.NOW", now)
    monkeypatch.setattr("tests.fund.voting_rows.CLOSES", now + timedelta(days=2))
    vote = make_vote(kind="knapsack")
    client: Any = Client()
    client.force_login(person_of(voters_of(vote)[0]).user)
    key = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{live_server.url}/fund/{vote.call.fund.slug}/votes/{vote.pk}/")
    axe.check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    total = page.get_by_role("status").filter(has_text="Valgt for")
    for name, amount in (("Projekt 1", "40.000"), ("Projekt 2", "75.000"), ("Projekt 3", "105.000")):
        page.get_by_label(re.compile(name)).check()
        expect(total).to_contain_text(f"Valgt for {amount} af")
    too_much = page.get_by_text("Det er for meget")
    expect(too_much).to_be_visible()
    before = len(asked)
    page.get_by_label(re.compile("Projekt 1")).uncheck()
    expect(too_much).to_be_hidden()
    assert len(asked) == before
    page.get_by_role("button", name="Se din stemme efter").click()
    expect(page.get_by_role("heading", name="Er det din stemme?")).to_be_visible()
    axe.check(page)
    page.get_by_role("button", name="Ret").click()
    expect(page.get_by_label(re.compile("Projekt 3"))).to_be_checked()
    expect(total).to_contain_text("Valgt for 65.000 af")
    page.get_by_role("button", name="Se din stemme efter").click()
    page.get_by_role("button", name="Afgiv din stemme").click()
    expect(page.get_by_role("heading", name="Din stemme ligger i kassen")).to_be_visible()
    axe.check(page)
    assert [url for url in asked if re.search(r"\bp\d=", url)] == []
    box = BallotBox.objects.get(vote=vote)
    assert ballot_boxes.ballots_in(box, queries.rules_of(vote).ballot) == ((0, 1, 1),)
