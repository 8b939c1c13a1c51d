"""The whole month of a 1.0 meeting and then of a 2.0 meeting, from a spreadsheet to the steering report."""

import re
from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext
from playwright.sync_api import Browser

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.mailing.models import Rule
from mikrovirk.networks import parts as network_parts
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, SlotOffer
from mikrovirk.programme.services import setup
from tests.factories import TODAY
from tests.journeys.world import Someone, World

GOAL = 12
WRITTEN_IN_README = {"1.0": 9, "2.0": 11}
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
    season_rules = approve_rules(coordinator)
    door = keeper_of_the_door(world, browser, network)
    first, second = Meeting.objects.order_by("starts_at")[:2]
    counts = {}
    for meeting, name in ((first, "1.0"), (second, "2.0")):
        before, typed = len(coordinator.presses), coordinator.typed
        run_meeting(coordinator, meeting, door, browser)
        presses = coordinator.presses[before:]
        counts[name] = len(presses)
        print(f"\n{name}: {len(presses)} presses, {coordinator.typed - typed} fields typed: {', '.join(presses)}")
    print(f"Rules, once a season: {season_rules} presses")
    assert max(counts.values()) <= GOAL
    assert counts == WRITTEN_IN_README


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
    coordinator.press(re.compile("dele til$"))
    coordinator.looks()
    assert set(Network.objects.get().parts) == network_parts.KEYS


def lay_season(coordinator: Someone) -> None:
    """Four meetings on the last Monday of the month, 1.0 and 2.0 in turn, in one go: three presses."""
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
    assert len(coordinator.presses) - before == 3


RULES = (
    "programme.slot_offer",
    "programme.feedback_ask",
    "programme.talk_reminder",
    "programme.talk_thanks",
    "programme.hot_seat_chosen",
    "programme.hot_seat_later",
)


def approve_rules(coordinator: Someone) -> int:
    """Once a season: offers of three minutes, how it was, and words to those on stage go by themselves."""
    before = len(coordinator.presses)
    coordinator.choose_in_menu("Mails")
    coordinator.looks()
    coordinator.press(re.compile("af sig selv$"))
    coordinator.looks()
    for kind in RULES:
        coordinator.page.locator(f"input[name=kind][value='{kind}']").check()
        coordinator.presses.append(f"rule: {kind}")
    coordinator.press("Save")
    assert set(Rule.objects.values_list("kind", flat=True)) == set(RULES)
    return len(coordinator.presses) - before


def keeper_of_the_door(world: World, browser: Browser, network: Network) -> Someone:
    """A member of the steering group who has taken the door; on a phone."""
    user = Membership.objects.filter(network=network).order_by("pk")[5].person.user
    network_services.grant_role(user, Role.Name.STEERING, network=network, on=TODAY)
    keeper = Someone(world, browser, phone=True)
    sign_in(keeper, user.email)
    keeper.looks()
    return keeper


def run_meeting(coordinator: Someone, meeting: Meeting, door: Someone, browser: Browser) -> None:
    """From draft to report."""
    world = coordinator.world
    is_first = meeting.format is not None and meeting.format.name == "1.0"
    world.pass_days(meeting.starts_at - timedelta(days=34))
    plan_it(coordinator, "Salg uden at sælge" if is_first else "Strategi på én side")
    meeting.refresh_from_db()
    speaker_answers(world, browser, "tove@oplaeg.example")
    world.pass_days(meeting.starts_at - timedelta(days=20))
    people = [m.person.user for m in Membership.objects.filter(network=meeting.network).order_by("pk")[:8]]
    for user in people:
        member_signs_up(world, browser, user.email, meeting)
    guest_signs_up(world, browser, meeting)
    if is_first:
        newest_take_their_minutes(world, browser, meeting)
    else:
        member_takes_the_hot_seat(coordinator, browser, people[2], meeting)
    world.pass_days(meeting.starts_at - timedelta(hours=20))
    assert "i morgen" in world.last(people[0].email, meeting.title).text
    world.pass_days(meeting.starts_at - timedelta(minutes=10))
    came = check_in(door, meeting)
    world.pass_days(meeting.ends_at + timedelta(hours=18))
    say_how_it_was(world, browser, [user.email for user in people[:4]], meeting)
    read_report(coordinator, meeting, came)


def plan_it(coordinator: Someone, title: str) -> None:
    """The talk, the speaker, the public page and the invitation: from the weekly page."""
    coordinator.comes_back()
    coordinator.looks()
    coordinator.press("Choose topic and speaker")
    coordinator.looks()
    coordinator.types("Title of the talk", title)
    coordinator.types(re.compile(r"^Oplægsholder"), "Tove Tal")
    coordinator.types(re.compile(r"e-mail", re.I), "tove@oplaeg.example")
    coordinator.press("Save and ask the speaker")
    coordinator.choose_in_menu("Ten minutes")
    coordinator.press(re.compile(r"^Send til (én|Tove)"))
    coordinator.press("Publish it")
    coordinator.press(re.compile(r"^Send til 28\d"))
    coordinator.world.work()


def speaker_answers(world: World, browser: Browser, address: str) -> None:
    """Without an account: yes, and a line about what is needed."""
    speaker = Someone(world, browser, phone=True)
    speaker.opens(world.last(address).link("/t/"))
    speaker.looks()
    speaker.press("Yes, I will come")
    speaker.types("Equipment", "Projektor")
    speaker.press("Save")
    speaker.looks()
    speaker.leaves()


def member_signs_up(world: World, browser: Browser, address: str, meeting: Meeting) -> None:
    """Two taps: the link, then one large button."""
    member = Someone(world, browser, phone=True)
    member.opens(world.last(address, meeting.title).link("/s/"))
    member.press("Yes, I am coming")
    assert member.presses == [gettext("Yes, I am coming")]
    assert meeting.sign_ups.filter(person__user__email=address, state="coming").count() == 1
    member.leaves()


def guest_signs_up(world: World, browser: Browser, meeting: Meeting) -> None:
    """With name and e-mail and nothing else."""
    guest = Someone(world, browser, phone=True)
    guest.opens(f"/networks/mikrovirk/meetings/{meeting.pk}/")
    guest.looks()
    guest.press(re.compile(r"^Tilmeld dig"))
    guest.looks()
    guest.types("Your name", "Gry Gæst")
    guest.types("Your e-mail", "gry@naboen.example")
    guest.press("Yes, I am coming")
    guest.reads("You are signed up. See you!")
    guest.looks()
    world.work()
    assert "BEGIN:VCALENDAR" in world.last("gry@naboen.example").calendar
    guest.leaves()


def newest_take_their_minutes(world: World, browser: Browser, meeting: Meeting) -> None:
    """The first of those who were asked accepts with three short texts; one says no."""
    offers = list(SlotOffer.objects.filter(meeting=meeting).select_related("person__user").order_by("pk"))
    assert len(offers) == 3
    one = Someone(world, browser, phone=True)
    one.opens(world.last(offers[0].person.email, "tre minutter").link("/i/"))
    one.looks()
    one.press("Yes please, I take three minutes")
    one.types("My business", "Vi brygger kaffe.")
    one.types("My contribution", "Jeg kan rådgive om priser.")
    one.types("What I expect of the network", "At finde to kunder.")
    one.press("Save my texts")
    one.looks()
    one.opens(world.last(offers[1].person.email, "tre minutter").link("/i/"))
    one.press("No thank you, not this time")
    one.leaves()
    states = sorted(SlotOffer.objects.filter(meeting=meeting).values_list("state", flat=True))
    assert states == ["accepted", "declined", "offered"]


def member_takes_the_hot_seat(coordinator: Someone, browser: Browser, user: User, meeting: Meeting) -> None:
    """A member applies; the coordinator picks with one click."""
    member = Someone(coordinator.world, browser, phone=True)
    sign_in(member, user.email)
    member.press(re.compile(r"^Fortæl det til"))
    member.looks()
    member.page.get_by_label("Den varme stol", exact=False).first.check()
    member.types("In one line", "For mange små opgaver")
    member.types(re.compile(r"^Din udfordring"), "Jeg siger ja til alt.")
    member.press("Send it to the coordinator")
    member.looks()
    member.leaves()
    coordinator.comes_back()
    coordinator.press(re.compile(rf"^Vælg {user.first_name}"))
    meeting.refresh_from_db()
    assert meeting.hot_seat.title == "For mange små opgaver"


def check_in(door: Someone, meeting: Meeting) -> int:
    """At the door: everybody but the last on the list, and one who just came by."""
    door.opens(f"/networks/mikrovirk/meetings/{meeting.pk}/check-in/")
    door.looks()
    rows = door.page.locator("[data-sign-up] button")
    for number in range(rows.count() - 1):
        rows.nth(number).click()
    door.types(re.compile(r"^Navn"), "Ole Forbi")
    door.press(re.compile(r"^Tjek ind"))
    door.page.wait_for_function("() => !document.querySelector('[data-status]:not([hidden])')")
    door.page.reload()
    door.looks()
    return meeting.sign_ups.filter(checked_in_at__isnull=False).count()


def say_how_it_was(world: World, browser: Browser, addresses: list[str], meeting: Meeting) -> None:
    """Two taps and a few words, without signing in."""
    for number, address in enumerate(addresses):
        member = Someone(world, browser, phone=True)
        member.opens(world.last(address, "hvordan").link("/f/"))
        member.page.locator("button.rating").nth(3).click()
        if number == 0:
            member.looks()
            member.page.get_by_role("textbox").fill("Godt oplæg, for kort tid til at netværke.")
            member.press("Send what I wrote")
        member.leaves()


def read_report(coordinator: Someone, meeting: Meeting, came: int) -> None:
    """What the steering group is shown."""
    coordinator.comes_back()
    coordinator.press("See the report")
    coordinator.reads(str(came), "for kort tid til at netværke")
    coordinator.looks()
    answer = coordinator.context.request.get(coordinator.page.url + "../report.pdf")
    assert answer.headers["content-type"] == "application/pdf"
