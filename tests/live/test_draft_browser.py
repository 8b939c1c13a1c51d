"""A draft in the hall, in real browsers: the host steps through it, the screen shows it, two phones answer."""

from collections.abc import Generator

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from mikrovirk.live.models import Evening
from mikrovirk.voice.models import Consultation, Input, PointSupport
from mikrovirk.voice.queries.consultations import totals_of
from tests import axe, factories
from tests.live import evenings, windows
from tests.live.site import Site
from tests.live.windows import NewContext
from tests.voice import consultation_rows


@pytest.fixture
def evening(site: Site) -> Evening:
    return evenings.open_now(evenings.meeting(factories.network("mikrovirk", name="MikroVirk")))


@pytest.fixture
def draft(evening: Evening) -> Consultation:
    return consultation_rows.opened(evening.meeting.network, at=timezone.now())


@pytest.fixture
def host(new_context: NewContext, site: Site, evening: Evening, draft: Consultation) -> Generator[Page, None, None]:
    page = windows.host(new_context, site, evening.code, evenings.host(evening))
    yield page
    assert page.problems == []  # type: ignore[attr-defined]


def test_host_screen_and_two_phones(
    new_context: NewContext, context: BrowserContext, site: Site, evening: Evening, host: Page, draft: Consultation
) -> None:
    screen = windows.screen(context, site, evening.code)
    mie = windows.phone(new_context, site, evening.code, "Mie Krogh")
    bo = windows.phone(new_context, site, evening.code, "Bo Lund")
    windows.press(host, "go", to="next")
    host.get_by_role("button", name="Foråret 2027").click()
    expect(screen.get_by_text("Punkt 1 af 3")).to_be_visible()
    for phone in (mie, bo):
        expect(phone.get_by_role("heading", name="Moms uden mavepine", exact=True)).to_be_visible()
    good = mie.get_by_role("group", name="Hvad synes du om »Moms uden mavepine«?").get_by_role("button", name="God idé")
    good.click()
    expect(good).to_have_attribute("aria-pressed", "true")
    bo.get_by_role("button", name="Ikke noget for mig").first.click()
    bo.get_by_label("Din kommentar til punktet").first.fill("Hellere om tirsdagen")
    bo.get_by_role("button", name="Send kommentaren").first.click()
    expect(bo.get_by_text("Den er modtaget.")).to_be_visible()
    expect(host.get_by_text("I salen: 1 god idé, 1 ikke noget for mig · Én kommentar")).to_be_visible()
    host.get_by_role("button", name="Vis tallene på skærmen").click()
    expect(screen.locator(".draft-counts dd")).to_have_text(["1", "1"])
    axe.check(screen)
    axe.check(host)
    mie.get_by_label("Din kommentar til punktet").first.fill("Jeg er ikke færdig")
    host.get_by_role("button", name="Næste punkt").click()
    expect(mie.locator(".draft > h2")).to_have_text("Salg uden at sælge")
    expect(screen.get_by_text("Punkt 2 af 3")).to_be_visible()
    expect(mie.locator(".draft-others textarea").first).to_have_value("Jeg er ikke færdig")  # nobody types it twice
    axe.check(mie)
    host.get_by_role("button", name="Færdig med udkastet").click()
    expect(mie.locator(".draft")).to_have_count(0)
    expect(screen.get_by_text("Punkt 2 af 3")).to_be_hidden()
    said = Input.objects.get()
    assert (said.source, said.text, said.author_name, said.meeting) == (
        "hall",
        "Hellere om tirsdagen",
        "Bo Lund",
        evening.meeting,
    )
    assert totals_of(draft)[draft.points.all()[0].pk].as_plain()["hall"] == [1, 1]


def test_taps_and_comments_of_a_bad_line_come_once_when_it_is_back(
    new_context: NewContext, site: Site, evening: Evening, host: Page, draft: Consultation
) -> None:
    phone = windows.phone(new_context, site, evening.code, "Mie Krogh")
    host.get_by_role("button", name="Foråret 2027").click()
    expect(phone.get_by_role("heading", name="Moms uden mavepine", exact=True)).to_be_visible()
    phone.context.set_offline(True)
    for name in ("God idé", "Ikke noget for mig", "God idé"):
        phone.get_by_role("button", name=name).first.click()
    phone.get_by_label("Din kommentar til punktet").first.fill("Skrevet uden net")
    phone.get_by_role("button", name="Send kommentaren").first.click()
    expect(phone.get_by_role("button", name="God idé").first).to_have_attribute("aria-pressed", "true")
    assert not PointSupport.objects.exists()
    phone.context.set_offline(False)
    expect(host.get_by_text("I salen: 1 god idé, 0 ikke noget for mig · Én kommentar")).to_be_visible(timeout=30_000)
    assert list(PointSupport.objects.values_list("stance", flat=True)) == ["for"]
    assert list(Input.objects.values_list("text", flat=True)) == ["Skrevet uden net"]
