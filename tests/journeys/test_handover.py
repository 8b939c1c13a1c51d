"""The only coordinator's account is switched off in mid-month; somebody who has never coordinated takes over.

It begins in the example region. The successor follows links of the handover page and of mails, and nothing else; what is pressed
is counted and printed.
"""

import re
import time
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Browser, expect

from mikrovirk.accounts.models import User
from mikrovirk.config.demo import region
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network, Role, RoleChange
from mikrovirk.programme.models import HotSeatApplication, Meeting, SlotOffer, Talk
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import meetings, talks
from tests.journeys.test_month import speaker_answers
from tests.journeys.world import Someone, World

WRITTEN_IN_DOCS = 30  # presses from the mail to the report of the next meeting


@pytest.fixture
def network(world: World) -> Network:
    """MikroVirk in Vordingborg, in the middle of things: its next meeting has lost its talk, the one after is a draft."""
    region.build(now=timezone.now())
    found = Network.objects.get(slug="mikrovirk")
    first, second = coming(found)[:2]
    talks.remove_talk(first.talk, at=timezone.now())
    meetings.unpublish_meeting(second, at=timezone.now())
    world.work()
    return found


def coming(network: Network) -> list[Meeting]:
    """The meetings ahead; the evening that is on right now in the region is not among them."""
    return list(meeting_queries.coming(network, now=timezone.now()).filter(starts_at__gt=timezone.now()))


def test_somebody_who_has_never_coordinated_takes_over(world: World, browser: Browser, network: Network) -> None:
    first, second = coming(network)[:2]
    world.pass_days(first.starts_at - timedelta(days=17))
    coordinator = User.objects.get(roles__network=network, roles__name=Role.Name.COORDINATOR)
    offers = approve_offers(network, coordinator, world)
    was_open = what_is_open(network)
    assert all(was_open.values())
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    world.pass_days(timezone.now() + timedelta(days=1))
    steering = User.objects.filter(roles__network=network, roles__name=Role.Name.STEERING).order_by("pk")[0]
    assert not RoleChange.objects.filter(user=steering).exists()
    successor = Someone(world, browser)
    take_over(successor, steering)
    assert what_is_open(network) == was_open
    be_the_contact(successor, network)
    let_drafts_go(successor)
    find_a_talk(successor, first)
    speaker_answers(world, browser, "tove@oplaeg.example")
    newest_says_yes(world, browser, offers[0])
    publish_the_next(successor, second)
    door(successor, first)
    how_it_was(successor, browser, first)
    read_report(successor, first)
    world.pass_days(second.starts_at - timedelta(days=20))  # three weeks before, the invitation leaves
    assert len(world.mails(about=second.title)) > 20
    nothing_is_lost(network, was_open, first)
    print(
        f"\nTaking over: {len(successor.presses)} presses, {successor.typed} fields typed: {', '.join(successor.presses)}"
    )
    assert len(successor.presses) == WRITTEN_IN_DOCS


def take_over(successor: Someone, steering: User) -> None:
    """From the mail: sign in with a code, and press once."""
    call = successor.world.last(steering.email, gettext("Nobody runs {network} right now").format(network="MikroVirk"))
    successor.opens(call.link("/networks/mikrovirk/handover/"))
    successor.types("E-mail", steering.email)
    successor.press("Send me a code")
    successor.world.work()
    successor.opens(successor.world.last(steering.email).link("/account/login/link/"))
    successor.press("Sign in")
    successor.opens(call.link("/networks/mikrovirk/handover/"))
    successor.reads(
        "Nobody runs the network right now", "First things to do", "What is promised or waits for an answer"
    )
    successor.looks()
    successor.press(re.compile("^" + re.escape(gettext("I take over until %(until)s") % {"until": ""})))
    successor.reads("You run the network now. Begin with what stands first below.")
    successor.looks()
    taken = RoleChange.objects.get(role=Role.Name.SUBSTITUTE)
    assert (taken.user, taken.by, taken.what) == (steering, steering, "given")


def be_the_contact(successor: Someone, network: Network) -> None:
    """Answers to the mails, and whoever looks at the public page, reach the successor from now on."""
    successor.press("Be the contact")
    successor.looks()
    network.refresh_from_db()
    assert network.contact_email == User.objects.get(roles__name=Role.Name.SUBSTITUTE).email


def let_drafts_go(successor: Someone) -> None:
    """The mails the coordinator left behind, as they stand under “First things to do”."""
    waiting = successor.page.locator("#first form[action*='/mails/']")
    while waiting.count():
        before = waiting.count()
        button = waiting.first.get_by_role("button")
        successor.presses.append(button.inner_text().split(":")[0].strip())
        button.click()
        expect(waiting).to_have_count(before - 1)
    successor.world.work()


def to_the_handover(successor: Someone) -> None:
    """The first entry of a substitute's menu: a press too."""
    successor.presses.append(f"menu: {gettext('Handover')}")
    successor.page.locator("#site-menu").get_by_role("link", name=gettext("Handover"), exact=True).click()
    successor.page.wait_for_load_state("load")


def find_a_talk(successor: Someone, meeting: Meeting) -> None:
    """The next meeting has no talk: name a speaker, send the question."""
    successor.press("Choose topic and speaker")
    successor.types("Title of the talk", "Priser, der holder")
    successor.types(re.compile(r"^Oplægsholder"), "Tove Tal")
    successor.types(re.compile(r"e-mail", re.I), "tove@oplaeg.example")
    successor.press("Save and ask the speaker")
    to_the_handover(successor)
    successor.press(re.compile(r"^Send til (én|Tove)"))
    successor.world.work()
    assert Talk.objects.get(meeting=meeting).state == Talk.State.ASKED


def newest_says_yes(world: World, browser: Browser, offer: SlotOffer) -> None:
    """The offer that was sent before the coordinator went holds."""
    one = Someone(world, browser, phone=True)
    offered = [link for mail in world.mails(offer.person.email) for link in mail.links if "/i/" in link]
    one.opens(offered[-1])
    one.press("Yes please, I take three minutes")
    one.leaves()
    offer.refresh_from_db()
    assert offer.state == SlotOffer.State.ACCEPTED


def publish_the_next(successor: Someone, meeting: Meeting) -> None:
    """The meeting after is published, and its invitation goes to everybody."""
    successor.world.pass_days(meeting.starts_at - timedelta(days=34))
    to_the_handover(successor)
    successor.press("Publish it")
    successor.page.locator(f"#first form[action*='/{invitation_to(meeting).pk}/']").wait_for()
    let_drafts_go(successor)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PUBLISHED
    invited = Message.objects.filter(occasion=f"meeting:{meeting.pk}", kind="programme.invitation")
    assert set(invited.values_list("state", flat=True)) <= {"queued", "sent", "held"}
    assert invited.count() > 20


def invitation_to(meeting: Meeting) -> Mailing:
    for _ in range(100):
        if found := Mailing.objects.filter(occasion=f"meeting:{meeting.pk}", kind="programme.invitation").first():
            return found
        time.sleep(0.1)
    raise AssertionError("no invitation was drafted")


def door(successor: Someone, meeting: Meeting) -> None:
    """The evening: the list from the handover page, everybody ticked off."""
    successor.world.pass_days(meeting.starts_at - timedelta(minutes=10))
    to_the_handover(successor)
    successor.press(re.compile("^" + re.escape(gettext("Open the list"))))
    rows = successor.page.locator("[data-sign-up] button")
    for number in range(rows.count() - 1):
        rows.nth(number).click()
    successor.page.wait_for_function("() => !document.querySelector('[data-status]:not([hidden])')")
    successor.page.reload()
    successor.looks()
    assert meeting.sign_ups.filter(checked_in_at__isnull=False).count() > 10


def how_it_was(successor: Someone, browser: Browser, meeting: Meeting) -> None:
    """The question is drafted the morning after; the successor lets it go, and members answer."""
    world = successor.world
    world.pass_days(meeting.ends_at + timedelta(hours=16))
    to_the_handover(successor)
    let_drafts_go(successor)
    came = meeting.sign_ups.filter(checked_in_at__isnull=False, person__isnull=False)[:3]
    for sign_up in came:
        assert sign_up.person is not None
        member = Someone(world, browser, phone=True)
        member.opens(world.last(sign_up.person.email, "hvordan").link("/f/"))
        member.page.locator("button.rating").nth(3).click()
        member.leaves()


def read_report(successor: Someone, meeting: Meeting) -> None:
    """What the steering group is shown, two days after."""
    successor.world.pass_days(meeting.ends_at + timedelta(days=2))
    to_the_handover(successor)
    successor.looks()
    successor.press("See the report")
    successor.reads(str(meeting.sign_ups.filter(checked_in_at__isnull=False).count()))
    assert f"/meetings/{meeting.pk}/report/" in successor.page.url


def nothing_is_lost(network: Network, was_open: dict[str, set[int]], held: Meeting) -> None:
    """Every draft left, or waits for somebody or for its day; every offer was answered or closed by its own rule, every promise stands."""
    drafts = Mailing.objects.filter(pk__in=was_open["drafts"])
    assert {mailing.pk for mailing in drafts} == was_open["drafts"]
    left = set(drafts.filter(messages__state__in=["sent", "held", "folded"]).values_list("pk", flat=True))
    waits = Q(messages__state="draft") | Q(messages__state="queued", messages__due_at__gt=timezone.now())
    assert left | set(drafts.filter(waits).values_list("pk", flat=True)) == was_open["drafts"]
    assert SlotOffer.objects.filter(pk__in=was_open["offers"]).count() == len(was_open["offers"])
    seats = HotSeatApplication.objects.filter(pk__in=was_open["seats"])
    assert {seat.state for seat in seats} <= {"waiting", "chosen"}
    assert seats.count() == len(was_open["seats"])


def what_is_open(network: Network) -> dict[str, set[int]]:
    """What somebody waits for: drafted mails, offers without an answer, promises of the seat."""
    return {
        "drafts": set(Mailing.objects.filter(network=network, messages__state="draft").values_list("pk", flat=True)),
        "offers": set(SlotOffer.objects.filter(meeting__network=network, state="offered").values_list("pk", flat=True)),
        "seats": set(HotSeatApplication.objects.filter(network=network, state="waiting").values_list("pk", flat=True)),
    }


def approve_offers(network: Network, coordinator: User, world: World) -> list[SlotOffer]:
    """The last thing the coordinator did: let the offers of three minutes go."""
    for mailing in Mailing.objects.filter(network=network, kind="programme.slot_offer", messages__state="draft"):
        mailing_services.approve(mailing, by=coordinator, at=timezone.now())
    world.work()
    return list(SlotOffer.objects.filter(meeting__network=network, state="offered").select_related("person__user"))
