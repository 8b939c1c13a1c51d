"""The whole month of a 1.0 meeting and then of a 2.0 meeting, from a spreadsheet to the steering report."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Browser

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, SlotOffer
from mikrovirk.programme.services import setup
from tests.factories import TODAY
from tests.journeys.world import Someone, World

LIST = Path(__file__).parents[1] / "data" / "member-lists" / "excel-semikolon.csv"


def sign_in(somebody: Someone, email: str) -> None:
    """By the link in the mail."""
    somebody.opens("/account/login/")
    somebody.types("E-mail", email)
    somebody.press("Send me a code")
    somebody.world.work()
    somebody.opens(somebody.world.last(email).link("/account/login/link/"))
    somebody.press("Sign in")


def test_from_a_spreadsheet_to_the_steering_report(world: World, browser: Browser) -> None:
    office = User.objects.create_user("mona@erhverv.example", full_name="Mona Kjeldsen")
    network = network_services.add_network(slug="mikrovirk", name="MikroVirk", coordinator=office, on=TODAY)
    setup.prepare_network(network)
    coordinator = Someone(world, browser)
    sign_in(coordinator, office.email)
    coordinator.looks()
    coordinator.press("Not now")  # a passkey is offered to those who run a network
    coordinator.reads("This week's ten minutes")
    coordinator.looks()
    bring_members_in(coordinator)
    switch_parts_on(coordinator)
    lay_season(coordinator)


def bring_members_in(coordinator: Someone) -> None:
    """From a spreadsheet with 300 rows: 280 people, twelve rows twice, eight that cannot be read."""
    coordinator.choose_in_menu("Members")
    coordinator.looks()
    coordinator.press("Bring in a member list")
    coordinator.looks()
    coordinator.page.set_input_files("input[type=file]", LIST)
    coordinator.press("See what the list holds")
    coordinator.reads("300 rækker", "8 rækker kan ikke læses")
    coordinator.looks()
    coordinator.press("Tag 280 medlemmer med")
    coordinator.reads("The list is brought in")
    coordinator.looks()
    assert Membership.objects.filter(left_date=None).count() == 280


def switch_parts_on(coordinator: Someone) -> None:
    """A new network has every part off; this one wants them all."""
    coordinator.choose_in_menu("The network")
    coordinator.looks()
    for box in coordinator.page.get_by_role("checkbox").all():
        box.check()
    coordinator.press("Switch the parts")
    coordinator.reads("The parts are switched as you ticked them.")


def lay_season(coordinator: Someone) -> None:
    """Four meetings on the last Monday of the month, 1.0 and 2.0 in turn, in one go."""
    before = len(coordinator.presses)
    coordinator.choose_in_menu("Meetings")
    coordinator.looks()
    coordinator.press("Lay a season")
    coordinator.types("First date", "2027-01-25")
    coordinator.types("How many meetings?", "4")
    coordinator.picks("Where?", gettext("A new venue …"))
    coordinator.types("Name of the new venue", "Møn Bibliotek")
    coordinator.types("Town", "Stege")
    coordinator.page.locator("#preview .season-date-number").nth(3).wait_for()
    coordinator.looks()
    coordinator.press(re.compile("Læg sæsonen"))
    coordinator.looks()
    assert list(Meeting.objects.values_list("format__name", flat=True)) == ["1.0", "2.0", "1.0", "2.0"]
    print("season:", coordinator.presses[before:])
    coordinator.page.screenshot(path="/tmp/lead/j1.png", full_page=True)
