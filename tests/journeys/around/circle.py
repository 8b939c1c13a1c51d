"""One network borrows a format and a speaker from another, and holds a meeting together with it."""

import re
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, SignUp
from tests.journeys.cast import Cast, Player

FORMAT, TITLE = "2.0 · MikroVirk", "To netværk, én aften"
MONA = "koordinator@mikrovirk.example"


def borrow(cast: Cast) -> None:
    """From the plan of the network in Guldborgsund to one list at the door for both."""
    bjarne, mona = cast.role("Coordinator in Guldborgsund"), cast.role("Coordinator")
    look_round(bjarne)
    meeting = lay_a_meeting(bjarne)
    put_the_speaker_on(bjarne, meeting)
    ask(bjarne, meeting)
    say_yes(cast, mona)
    write_to_ones_own(cast, mona)
    sign_up(cast, meeting)
    come(bjarne, mona, meeting)


def look_round(bjarne: Player) -> None:
    """What the others share, and two of it made one's own."""
    bjarne.opens("/networks/mikronet/plan/")
    bjarne.press("Other networks")
    bjarne.looks()
    bjarne.press("2.0")
    bjarne.looks()
    bjarne.press("Make it ours")
    bjarne.reads(FORMAT)
    bjarne.looks()
    bjarne.press("What others share")
    bjarne.picks("What is it?", "Speaker")
    expect(bjarne.page.locator("#results li")).to_have_count(1)
    bjarne.press("Make it ours")
    bjarne.reads("It has not been used at a meeting yet.")


def lay_a_meeting(bjarne: Player) -> Meeting:
    """An extra evening in the borrowed format."""
    bjarne.opens("/networks/mikronet/plan/extra/")
    day = timezone.localdate() + timedelta(days=9)
    bjarne.types("Day", day.isoformat())
    bjarne.picks("Format", FORMAT)
    bjarne.types("Title", TITLE)
    bjarne.press("Put the meeting in the plan")
    bjarne.reads("The meeting is in the plan as a draft.")
    return Meeting.objects.get(title=TITLE)


def put_the_speaker_on(bjarne: Player, meeting: Meeting) -> None:
    bjarne.opens("/networks/mikronet/circle/borrowed/")
    bjarne.page.locator("select[name=meeting]").first.select_option(value=str(meeting.pk))
    bjarne.press("Put the talk there")
    bjarne.reads("It stands on the meeting now. From here you can ask the speaker.")
    assert "Lånt fra MikroVirk" in bjarne.text()
    bjarne.looks()
    bjarne.press("Publish the meeting")


def ask(bjarne: Player, meeting: Meeting) -> None:
    bjarne.opens(reverse("programme:manage", args=["mikronet", meeting.pk]))
    bjarne.press("Hold it together with another network")
    bjarne.looks()
    bjarne.picks("Which network?", "MikroVirk")
    bjarne.types("A few words to them", "I har oplægsholderen, vi har lokalet.")
    bjarne.press("Ask them")
    bjarne.reads("What it means")


def say_yes(cast: Cast, mona: Player) -> None:
    """The other coordinator answers from the mail."""
    cast.world.work()
    mona.opens(cast.world.last(MONA, TITLE).link("/networks/mikrovirk/plan/joint/"))
    mona.looks()
    mona.ticks("Ja, vi holder det sammen")
    mona.press("Send the answer")
    mona.reads("Your own mails about the meeting")
    mona.looks()


def write_to_ones_own(cast: Cast, mona: Player) -> None:
    """Her own invitation, which reaches her own members and nobody else's."""
    mona.press("Invitations to meetings")
    mona.press(re.compile("^Send til"))
    cast.world.work()
    theirs = set(members("mikronet").values_list("email", flat=True))
    own = set(members("mikrovirk").values_list("email", flat=True))
    told = {mail.to for mail in cast.world.mails(about=TITLE)} - {MONA, "koordinator@mikronet.example"}
    assert told
    assert told & (theirs - own) == set()


def members(slug: str) -> QuerySet[User]:
    return User.objects.filter(roles__network__slug=slug, roles__name=Role.Name.MEMBER)


def sign_up(cast: Cast, meeting: Meeting) -> None:
    """A member of the partner finds it on their own page; a member of the host on the network's."""
    member = cast.role("Member", phone=True)
    member.opens("/networks/mikrovirk/meetings/")
    member.press(TITLE)
    member.looks()
    member.press("Sign up for the meeting")
    member.press("Yes, I am coming")
    host = members("mikronet").exclude(pk__in=members("mikrovirk")).order_by("pk").first()
    assert host is not None
    of_host = cast.who(host, phone=True)
    of_host.opens(reverse("programme:sign_up", args=["mikronet", meeting.pk]))
    of_host.press("Yes, I am coming")
    rows = SignUp.objects.filter(meeting=meeting).order_by("pk").values_list("comes_with__slug", flat=True)
    assert list(rows) == ["mikrovirk", None]


def come(bjarne: Player, mona: Player, meeting: Meeting) -> None:
    """Both coordinators have the one list, which says who comes from where."""
    address = reverse("programme:check_in", args=["mikronet", meeting.pk])
    for coordinator in (bjarne, mona):
        coordinator.opens(address)
        expect(coordinator.page.locator(".door-row")).to_have_count(2)
        coordinator.looks()
        for network in Network.objects.filter(slug__in=["mikrovirk", "mikronet"]):
            assert network.name in coordinator.page.locator("[data-list]").inner_text()
