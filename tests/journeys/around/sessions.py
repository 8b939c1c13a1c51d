"""A guest signs up for a conference, chooses among its sessions by the link in the mail, and hears of another room."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from mikrovirk.config.demo.sessions import MONEY
from mikrovirk.programme.models import Meeting
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone

GUEST, ADDRESS = "Karla Vinther", "karla@vinther.example"


def choose(cast: Cast) -> None:
    """From the conference's public programme; the coordinator comes from the meeting in the plan."""
    meeting = Meeting.objects.get(network__slug="mikrovirk", session_count__gt=0)
    guest = Someone(cast.world, cast.browser, phone=True)
    sign_up(guest, meeting)
    take_sessions(guest)
    coordinator = cast.role("Coordinator")
    use_another_room(coordinator, meeting)
    told = cast.world.last(ADDRESS, "Ændret: det, du har valgt")
    assert "Moms uden mavepine" in told.text
    guest.opens(told.link("/s/"))
    expect(guest.page.get_by_role("region", name=re.compile("Du har valgt"))).to_contain_text(
        "Moms uden mavepine Værkstedet"
    )
    guest.leaves()


def sign_up(guest: Someone, meeting: Meeting) -> None:
    """The programme is open to everybody; choosing begins with the sign-up."""
    guest.opens(reverse("programme:sessions", args=["mikrovirk", meeting.pk]))
    guest.looks()
    guest.press("Sign up for the meeting")
    guest.types("Your name", GUEST)
    guest.types("Your e-mail", ADDRESS)
    guest.press("Yes, I am coming")
    guest.world.work()
    receipt = guest.world.last(ADDRESS, "Du er tilmeldt")
    guest.opens(next(link for link in receipt.links if link.endswith("/sessions/")))


def take_sessions(guest: Someone) -> None:
    """One, another at the same hour instead, and the wait for one that is full."""
    guest.looks()
    guest.page.get_by_role("button", name=re.compile("^Vælg.*Salg uden at sælge")).click()
    guest.page.get_by_role("button", name=re.compile("^Tag den her i stedet.*Moms uden mavepine")).click()
    guest.page.get_by_role("button", name=re.compile("^Skriv mig på venteliste.*Skriv din egen pris")).click()
    guest.looks()
    mine = guest.page.get_by_role("region", name=re.compile("Du har valgt 1 session"))
    expect(mine).to_contain_text("Moms uden mavepine")
    expect(mine).to_contain_text("Skriv din egen pris Værkstedet På venteliste")


def use_another_room(coordinator: Player, meeting: Meeting) -> None:
    """The session is held elsewhere; the mail about it waits until it is approved, and the list has who has chosen it."""
    coordinator.opens(reverse("programme:manage", args=["mikrovirk", meeting.pk]))
    coordinator.page.get_by_role("link", name=re.compile("sessioner$")).click()
    coordinator.looks()
    coordinator.page.get_by_role("link", name=re.compile("^Ret.*Moms uden mavepine")).click()
    coordinator.looks()
    expect(coordinator.page.get_by_label("Spor").locator("option:checked")).to_have_text(MONEY)
    coordinator.page.get_by_label("Lokale").select_option(label="Værkstedet")
    coordinator.press("Save the session")
    expect(coordinator.page.get_by_text("Værkstedet er optaget to gange samtidig")).to_be_visible()
    coordinator.press("Read and approve it")
    coordinator.page.get_by_role("button", name=re.compile("^Send til")).first.click()
    coordinator.world.work()
    coordinator.opens(reverse("programme:plan_sessions", args=["mikrovirk", meeting.pk]))
    coordinator.page.get_by_role("link", name=re.compile("^Liste.*Moms uden mavepine")).click()
    coordinator.looks()
    expect(coordinator.page.get_by_text(GUEST, exact=True)).to_be_visible()
