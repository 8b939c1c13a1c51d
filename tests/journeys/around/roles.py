"""A gap in who does what is shown and closed, and the parties sign: three with an account, the library by its mailed link."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from mikrovirk.cooperation.models import Version
from mikrovirk.cooperation.queries.agreements import in_force
from mikrovirk.mailing.models import Mailing
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone

CODE, LIBRARY = "0390", "lene@vordingborgbib.example"
GAP, DOUBLE = "Find værksteder, man har råd til", "Hold strategiske konferencer"


def share_out(cast: Cast) -> None:
    """From what waits on the coordinator's page to a new version in force."""
    coordinator = cast.role("Coordinator")
    close_the_gap(coordinator)
    version = ask_for_signatures(coordinator)
    approve(coordinator)
    cast.world.work()
    for role in ("Municipality", "Business council"):
        sign(cast.role(role))
    sign_by_link(cast)
    coordinator.opens(reverse("cooperation:roles", args=[CODE]))
    coordinator.reads("In force")
    assert in_force(CODE) == version
    paper = coordinator.context.request.get(cast.world.base_url + reverse("cooperation:roles_sheet", args=[CODE]))
    assert paper.headers["content-type"] == "application/pdf"


def close_the_gap(coordinator: Player) -> None:
    """From the plan: what waits, the draft, the gap, and a choice that closes it."""
    coordinator.opens("/start/")
    coordinator.choose_in_menu("Meetings")
    coordinator.press("Who does what")
    coordinator.looks()
    page = coordinator.page
    coordinator.press("See the draft")
    expect(page.locator("#faults")).to_contain_text(GAP)
    coordinator.looks()
    page.locator("#faults").get_by_role("link", name=GAP).click()
    page.get_by_label(f"{GAP}, MikroVirk").select_option("responsible")
    expect(page.locator("#faults")).not_to_contain_text(GAP)
    page.get_by_label(f"{DOUBLE}, Vordingborg Erhverv").select_option("contributes")
    expect(page.locator("#faults")).to_contain_text("Hver opgave har én part, der har ansvaret.")
    coordinator.looks()


def ask_for_signatures(coordinator: Player) -> Version:
    """The draft becomes a version, and the coordinator is the first to sign it."""
    coordinator.press("Ask for signatures")
    coordinator.looks()
    coordinator.types("What is new, in one sentence", "Netværket finder værksteder.")
    coordinator.press("Ask the parties to sign")
    answer(coordinator)
    return Version.objects.get(agreement__areas__municipality_code=CODE, state=Version.State.OUT)


def answer(somebody: Someone, name: str = "") -> None:
    somebody.page.get_by_label("Vi skriver under", exact=True).check()
    if name:
        somebody.types("Your name", name)
    somebody.press("Send the answer")


def approve(coordinator: Player) -> None:
    """The mails to the parties leave when the coordinator says so."""
    draft = Mailing.objects.get(kind="cooperation.sign", network__slug="mikrovirk", state=Mailing.State.DRAFT)
    coordinator.opens(reverse("mailing:mailing", args=["mikrovirk", draft.pk]))
    coordinator.press(re.compile("^Send til"))


def sign(officer: Player) -> None:
    """From the municipality's page, where it waits for them."""
    officer.opens(reverse("cooperation:choose"))
    officer.press("Read and answer")
    officer.looks()
    answer(officer)
    officer.reads("Signed")


def sign_by_link(cast: Cast) -> None:
    """The library has no account: the last signature comes by the link in its mail, on a phone."""
    library = Someone(cast.world, cast.browser, phone=True)
    library.opens(cast.world.last(LIBRARY, "Hvem gør hvad").link("/cooperation/link/"))
    library.looks()
    answer(library, "Lene Vang")
    expect(library.page.locator("main")).to_contain_text("Alle har skrevet under")
    library.leaves()
