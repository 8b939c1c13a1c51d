"""A member passes a link and a poster on; a guest comes three times and becomes a member, and the member is thanked once."""

import re
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone

GUEST, ADDRESS = "Gerda Lykke", "gerda@lykke.example"


def bring(cast: Cast) -> None:
    """From the member's own page to a new member; three evenings within a week, so that the clock goes on a little only."""
    network = Network.objects.get(slug="mikrovirk")
    evenings = [evening(network, days) for days in (2, 4, 6)]
    member, coordinator = cast.role("Member", phone=True), cast.role("Coordinator")
    link = pass_on(member)
    guest = Someone(cast.world, cast.browser, phone=True)
    sign_up_by(guest, link)
    come(coordinator, evenings[0])
    approve_thanks(coordinator)
    for each in evenings[1:]:
        guest.opens(reverse("programme:meeting", args=[network.slug, each.pk]))
        guest.press("Sign up for the meeting")
        answer(guest)
        come(coordinator, each)
    become_member(guest, "Jeg begyndte for mindre end tre år siden, eller er ved at begynde")
    guest.reads("The toolbox", "3 × 3 minutes")
    guest.leaves()
    another_who_is_established(cast)
    is_credited(member, coordinator)


def evening(network: Network, days: int) -> Meeting:
    start = (timezone.localtime() + timedelta(days=days)).replace(hour=17, minute=30, second=0, microsecond=0)
    return factories.meeting(network, starts_at=start, title=f"Kaffe og regnskab {days}")


def pass_on(member: Player) -> str:
    """The member finds what to pass on; gives the link that stands on page and poster."""
    member.opens("/me/")
    member.press("My link, and what to pass on")
    member.looks()
    member.press("What to pass on")
    member.looks()
    poster = member.page.get_by_role("link", name="Åbn opslaget").get_attribute("href")
    paper = member.context.request.get(member.world.base_url + str(poster))
    assert paper.headers["content-type"] == "application/pdf"
    return member.page.locator("#share-link").input_value()


def sign_up_by(guest: Someone, link: str) -> None:
    guest.opens(link)
    guest.looks()
    guest.press("Sign up")
    guest.looks()
    answer(guest)
    guest.reads("You are signed up. See you!")


def answer(guest: Someone) -> None:
    """A name and an e-mail, and nothing else."""
    guest.types("Your name", GUEST)
    guest.types("Your e-mail", ADDRESS)
    guest.press("Yes, I am coming")


def come(coordinator: Player, meeting: Meeting) -> None:
    """The coordinator ticks the guest off at the door; then it is the next day."""
    coordinator.world.at(meeting.starts_at - timedelta(minutes=10))
    coordinator.opens(reverse("programme:check_in", args=[meeting.network.slug, meeting.pk]))
    coordinator.page.locator("[data-sign-up]", has_text=GUEST).get_by_role("button").click()
    here = coordinator.page.locator("[data-sign-up][data-state=here]", has_text=GUEST)
    expect(here).to_have_count(1)
    coordinator.page.wait_for_function("() => !document.querySelector('[data-status]:not([hidden])')")
    coordinator.page.reload()
    expect(here).to_have_count(1)
    coordinator.world.at(morning_after(meeting))


def morning_after(meeting: Meeting) -> datetime:
    return meeting.ends_at + timedelta(hours=13)


def thanks() -> Mailing:
    return Mailing.objects.get(kind="programme.friend_thanks", context__guest=GUEST)


def approve_thanks(coordinator: Player) -> None:
    """The thank-you is drafted, and leaves when the coordinator says so."""
    draft = thanks()
    assert draft.state == Mailing.State.DRAFT
    coordinator.opens(reverse("mailing:mailing", args=[draft.network.slug if draft.network else "", draft.pk]))
    coordinator.looks()
    coordinator.press(re.compile("^Send til én person"))


def become_member(guest: Someone, standing: str) -> None:
    """From the receipt of the third visit, by the button in the mail, to the first page."""
    third = guest.world.last(ADDRESS, "Kaffe og regnskab 6")
    join(guest, third.link("/networks/mikrovirk/join/"), GUEST, ADDRESS, standing)


def join(somebody: Someone, where: str, name: str, address: str, standing: str) -> None:
    somebody.opens(where)
    somebody.types("Your name", name)
    somebody.types("Your e-mail", address)
    somebody.page.get_by_label(standing).check()
    somebody.looks()
    somebody.press("Become a member")
    somebody.world.work()
    somebody.opens(somebody.world.last(address, "Bekræft").link("/networks/mikrovirk/join/confirm/"))
    somebody.press("Yes, I want to be a member")
    somebody.looks()
    somebody.press("See where to begin")
    somebody.looks()


def another_who_is_established(cast: Cast) -> None:
    """Whoever has had a business for years gets another first page."""
    somebody = Someone(cast.world, cast.browser)
    join(somebody, "/networks/mikrovirk/join/", "Mogens Holt", "mogens@holt.example", "I tre år eller mere")
    somebody.reads("The hot seat", "The brag spot", "Give a talk")
    somebody.leaves()


def is_credited(member: Player, coordinator: Player) -> None:
    """On the member's page, by one mail and no more, and in the network's count."""
    member.world.at(timezone.now() + timedelta(days=1))
    member.opens("/me/invite/")
    row = member.page.get_by_role("listitem").filter(has_text=GUEST)
    assert "Er blevet medlem" in row.inner_text()
    assert len(member.world.mails(member.user.email, GUEST)) == 1
    coordinator.opens(reverse("programme:friends", args=["mikrovirk"]))
    coordinator.looks()
    assert GUEST not in coordinator.text()
