"""Sessions in a real browser: accessible, and nothing wider than a small phone."""

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from mikrovirk.programme.models import Session
from tests import axe, factories
from tests.programme import session_rows as rows
from tests.programme.evenings import answer_link, coming_meeting

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Forretningsudviklingsmuligheder og virksomhedsoverdragelsesproblematikker"
NARROW = {"width": 320, "height": 700}


def test_the_programme_ones_own_and_laying_it(page: Page, live_server: LiveServer) -> None:
    meeting = coming_meeting(factories.network("mikrovirk", name="MikroVirk"), title=LONG)
    room = rows.room(meeting, "Store sal", 1)
    for number, name in enumerate(("Salg", "Økonomi", LONG, "Hverdag")):
        rows.session(meeting, f"{LONG} {number}", room=room, track=rows.track(meeting, name), summary="Tre greb.")
    rows.session(meeting, "Velkomst", after=2, kind=Session.Kind.PLENARY)
    lise = factories.member(meeting.network, "Lise Holm")
    rows.take(Session.objects.earliest("pk"), factories.sign_up(meeting, lise))
    client = Client()
    client.force_login(factories.coordinator(meeting.network))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    here = f"meetings/{meeting.pk}/sessions/"
    for address in (
        f"/networks/mikrovirk/{here}",
        f"{answer_link(meeting, lise)}sessions/",
        f"/networks/mikrovirk/plan/{here}",
        f"/networks/mikrovirk/plan/{here}rooms/",
    ):
        page.set_viewport_size(NARROW)
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address
        axe.check(page)
