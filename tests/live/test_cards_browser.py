"""Whom to meet in real browsers: the host makes the cards, phones open them and tap, the screen shows everybody."""

from collections.abc import Generator

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from mikrovirk.accounts import links
from mikrovirk.live.models import Card, CardAnswer, CardHint, Evening, Phone
from mikrovirk.programme.models import SignUp
from tests import axe, factories
from tests.live import evenings, windows
from tests.live.site import Site
from tests.live.windows import NewContext

LONG_NAME = "Karen-Margrethe Nødskov-Pedersen"
PROJECTOR = {"width": 1920, "height": 1080}


@pytest.fixture
def evening(site: Site) -> Evening:
    """Fourteen are checked in; three of them have phones in the windows of the tests."""
    found = evenings.open_now(evenings.meeting(factories.network("mikrovirk", name="MikroVirk")))
    names = [LONG_NAME, *(f"Person Efternavn-Mellemnavn {number:02}" for number in range(13))]
    rows = evenings.coming(found, *names)
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(checked_in_at=timezone.now())
    return found


def phone_of(new_context: NewContext, site: Site, evening: Evening, row: SignUp) -> Page:
    """The phone of somebody on the list, who came in before."""
    phone = evenings.phone(evening, sign_up=row)
    context = new_context()
    cookie = {"name": "room", "value": links.sign("room", str(phone.key), evening.code), "url": site.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = windows.following(windows.opened(context, f"{site.url}/l/{evening.code}/"))
    page.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    return page


@pytest.fixture
def host(new_context: NewContext, site: Site, evening: Evening) -> Generator[Page, None, None]:
    page = windows.host(new_context, site, evening.code, evenings.host(evening))
    yield page
    assert page.problems == []  # type: ignore[attr-defined]


def test_from_one_press_to_we_talked(
    new_context: NewContext, context: BrowserContext, site: Site, evening: Evening, host: Page
) -> None:
    first = SignUp.objects.order_by("pk")[0]
    phone = phone_of(new_context, site, evening, first)
    expect(phone.get_by_text("Når I skal netværke frit, får du op til tre navne her")).to_be_visible()
    phone.get_by_text("Sådan finder de andre dig").click()
    phone.get_by_label("Hvordan finder de andre dig?").fill("rød trøje")
    phone.get_by_role("button", name="Fortæl dem det").click()
    expect(phone.get_by_text("De andre finder dig sådan: rød trøje")).to_be_visible()
    assert CardHint.objects.get().text == "rød trøje"
    host.get_by_role("button", name="Hvem skal du møde?").click()
    expect(host.get_by_text("Kortene er klar.")).to_be_visible(timeout=30_000)
    expect(host.get_by_text("Der er kort til de 14, der var her.")).to_be_visible()
    phone.get_by_role("button", name="Se, hvem jeg skal møde").click()
    expect(phone.locator(".meet-name")).to_have_count(3)
    axe.check(phone)
    phone.get_by_role("button", name="Det var nyttigt").first.click()
    expect(phone.get_by_role("button", name="Vi talte sammen").first).to_have_attribute("aria-pressed", "true")
    expect(host.get_by_text("1 ud af 3 par har talt sammen, og 1 af dem fik noget ud af det.")).to_be_visible()
    assert CardAnswer.objects.values_list("sign_up", "useful").get() == (first.pk, True)
    axe.check(host)
    late = evenings.coming(evening, "Sen Sørensen")[0]
    evenings.phone(evening, sign_up=late)
    kept = set(Card.objects.filter(handed_out_at__isnull=False).values_list("first", "second"))
    host.get_by_role("button", name="Find navne til den ene, der er kommet siden").click()
    expect(host.get_by_text("Der er kort til de 15, der var her.")).to_be_visible(timeout=30_000)
    assert kept <= set(Card.objects.values_list("first", "second"))
    assert phone.problems == []  # type: ignore[attr-defined]


def test_the_screen_shows_everybody_and_nothing_is_cut_off(
    new_context: NewContext, context: BrowserContext, site: Site, evening: Evening, host: Page
) -> None:
    screen = windows.screen(context, site, evening.code)
    screen.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    host.get_by_role("button", name="Hvem skal du møde?").click()
    expect(host.get_by_text("Kortene er klar.")).to_be_visible(timeout=30_000)
    host.get_by_role("button", name="Vis dem på skærmen").click()
    expect(screen.get_by_text("Find dit navn, og se, hvem du skal lede efter")).to_be_visible()
    expect(screen.locator("[data-page]:not([hidden]) .meet-list > li")).to_have_count(7)
    for size in (PROJECTOR, {"width": 1280, "height": 720}):
        screen.set_viewport_size(size)  # type: ignore[arg-type]
        screen.get_by_role("button", name="Næste side").click()
        cut = screen.evaluate(
            "() => { const list = document.querySelector('[data-page]:not([hidden])');"
            " return list.scrollHeight - list.parentElement.clientHeight; }"
        )
        assert cut <= 0
    assert axe.violations(screen) == []
    host.get_by_role("button", name="Tag dem af skærmen").click()
    expect(screen.get_by_text("Find dit navn, og se, hvem du skal lede efter")).to_be_hidden()
    assert screen.problems == []  # type: ignore[attr-defined]


def test_timed_rounds_run_on_phones_and_screen(
    new_context: NewContext, context: BrowserContext, site: Site, evening: Evening, host: Page
) -> None:
    host.get_by_text("Andre måder: runder på tid eller borde").click()
    axe.check(host)
    host.get_by_label("Minutter i en runde").fill("3")
    host.get_by_role("button", name="Lav runder på tid").click()
    expect(host.get_by_text("Kortene er klar.")).to_be_visible(timeout=30_000)
    phone = phone_of(new_context, site, evening, SignUp.objects.order_by("pk")[0])
    phone.get_by_role("button", name="Se, hvem jeg skal møde").click()
    host.get_by_role("button", name="Start runde 1").click()
    expect(phone.locator(".meet-now")).to_contain_text("Runde 1 af 3 · 2.")
    expect(phone.locator("[data-card-round='1'] .meet-name[data-round='1']")).to_have_count(1)
    host.get_by_role("button", name="Start runde 2").click()
    expect(phone.locator(".meet-now")).to_contain_text("Runde 2 af 3")
    host.get_by_role("button", name="Slut runderne").click()
    expect(phone.locator(".meet-now")).to_have_count(0)


def test_without_motion_the_pages_wait_for_somebody(
    new_context: NewContext, site: Site, evening: Evening, host: Page
) -> None:
    host.get_by_role("button", name="Hvem skal du møde?").click()
    expect(host.get_by_text("Kortene er klar.")).to_be_visible(timeout=30_000)
    host.get_by_role("button", name="Vis dem på skærmen").click()
    screen = windows.screen(new_context(reduced_motion="reduce"), site, evening.code)
    expect(screen.get_by_role("button", name="Hold siden")).to_have_attribute("aria-pressed", "true")
    assert Phone.objects.count() == 0


def test_the_members_own_pages(new_context: NewContext, site: Site, evening: Evening) -> None:
    row = SignUp.objects.select_related("person__user").order_by("pk")[0]
    assert row.person
    evening.cards.create(
        first=row, second=SignUp.objects.order_by("pk")[1], made_at=timezone.now(), handed_out_at=timezone.now()
    )
    page = windows.opened(new_context(), f"{site.url}/c/{links.sign('cards', row.pk)}/")
    page.get_by_role("button", name="Vi talte sammen").click()
    expect(page.get_by_role("button", name="Vi talte sammen")).to_have_attribute("aria-pressed", "true")
    axe.check(page)
    context = new_context()
    context.add_cookies([site.cookie(row.person.user)])  # type: ignore[list-item]
    own = windows.opened(context, f"{site.url}/me/")
    own.get_by_role("link", name="Hvem jeg møder").click()
    axe.check(own)
