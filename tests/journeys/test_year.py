"""A year of one network with every part switched on: what it costs the coordinator, in decisions and presses a month.

Forty members live the year by the services their own pages call: they sign up, sign off, come, say how it was, take tasks, want the seat,
bring guests, answer by mail. The coordinator sits at a real browser: on the first Monday the season is laid and the rules are switched on;
then every Monday this week's ten minutes are opened, and whatever stands there is done until nothing is left. What the page cannot know is
in the script too: four rounds of questions, four meetings of the steering group, and the evenings, which the coordinator runs from the host's
page with as many presses as `test_evening` counts.
"""

import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator

from mikrovirk.accounts.models import User
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Message
from mikrovirk.networks import services as networks
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.parts import KEYS
from mikrovirk.programme.models import Meeting, MeetingTask, SlotOffer, Talk
from mikrovirk.programme.services import (
    check_in,
    expectations,
    feedback,
    hot_seat,
    setup,
    sign_ups,
    slots,
    talks,
    tasks,
)
from mikrovirk.voice.models import Ask, Conclusion
from mikrovirk.voice.services import answering, conclusions
from tests import factories
from tests.journeys import test_evening
from tests.journeys.test_month import RULES
from tests.journeys.world import Someone, World

pytestmark = pytest.mark.soak
OFFICE = "mona@erhverv.example"
MEMBERS, EVENINGS = 40, 12
WELCOME = "directory.welcome"
GOAL = 60  # presses a month, the median
WRITTEN_IN_README = 59.5


SAID = (
    "Kunne vi få et oplæg om moms og regnskab? Jeg er i tvivl om bilag og fradrag.",
    "Mødet ligger for sent for mig. Begynd hellere kl. 16.30, så jeg kan nå børnene.",
    "Jeg vil gerne have mere tid til at netværke frit efter oplægget og kaffen.",
)
ROUNDS_IN = (2, 5, 8, 11)  # the coordinator asks everybody on the first Monday, and sorts what came two weeks later


@dataclass
class Month:
    """What the coordinator did in one month."""

    decisions: list[str] = field(default_factory=list)
    presses: int = 0
    typed: int = 0


class Office:
    """The coordinator, and what they do with each thing that the page shows."""

    def __init__(self, coordinator: Someone, network: Network) -> None:
        self.at, self.network = coordinator, network
        self.months: dict[int, Month] = {month: Month() for month in range(1, 13)}
        self.read: set[str] = set()  # what is only to be read is read once
        self.opens_then: dict[str, Callable[[], None]] = {
            gettext("Choose topic and speaker"): self.name_a_speaker,
            gettext("Hand them out"): self.hand_out_tasks,
            gettext("Open the list for the door"): self.only_looks,
            gettext("See the report"): self.only_looks,
            gettext("Read the draft"): self.publish_recap,
            gettext("To the wall"): self.answer_what_was_said,
            gettext("See the oldest"): self.answer_what_was_said,
            gettext("See what helps"): self.only_looks,
            gettext("Put somebody in"): self.only_looks,  # a little more air
            gettext("See and ask"): self.ask_for_the_seat,
            gettext("To the conclusions"): self.conclude,
            gettext("Choose what is shown"): self.show_what_came_of_it,
            gettext("Lay a season"): self.only_looks,  # January lays the next one
            gettext("See the decision"): self.say_it_is_done,
            gettext("See them"): self.only_looks,
            gettext("See whom"): self.only_looks,
        }

    @property
    def month(self) -> Month:
        return self.months[timezone.localtime().month]

    def does(self, what: Callable[[], None]) -> None:
        """Count what it takes."""
        presses, typed = len(self.at.presses), self.at.typed
        what()
        self.month.presses += len(self.at.presses) - presses
        self.month.typed += self.at.typed - typed

    def spends_ten_minutes(self) -> None:
        """Open the weekly page and do what stands there, the first thing first, until everything was looked at once."""
        self.at.comes_back()
        seen: set[str] = set()
        while (row := self.next_of(seen)) is not None:
            button = row.locator(".row-actions").locator("button, a").first
            action = button.evaluate("each => each.firstChild.textContent").strip()
            if self.opens_then.get(action) == self.only_looks:
                if (title := row.get_by_role("heading").inner_text()) in self.read:
                    continue
                self.read.add(title)
            self.month.decisions.append(f"{row.get_by_role('heading').inner_text()} → {action}")
            self.at.presses.append(action)
            is_done_by_pressing = button.evaluate("each => each.tagName") == "BUTTON"
            button.click()
            if not is_done_by_pressing:
                assert action in self.opens_then, f"{action}: {self.at.page.url}\n{self.at.text()}"
                self.opens_then[action]()
                self.at.choose_in_menu("Ten minutes")

    def next_of(self, seen: set[str]) -> Locator | None:
        """The first thing on the page that was not looked at yet this week."""
        for row in self.at.page.locator("main ol.rows > li.row").all():
            words = row.inner_text()
            if words not in seen:
                seen.add(words)
                return row
        return None

    # --- what is done on the page a thing leads to ---------------------------------------------------------------------

    def only_looks(self) -> None:
        """Nothing to press: it is read, or printed."""

    def name_a_speaker(self) -> None:
        number = len(self.at.presses)
        self.at.types("Title of the talk", f"Oplæg om priser {number}")
        self.at.types(re.compile(r"^Oplægsholder"), "Tove Tal")
        self.at.types(re.compile(r"e-mail", re.I), f"tove{number}@oplaeg.example")
        self.at.press("Save and ask the speaker")

    def hand_out_tasks(self) -> None:
        """Whatever nobody took, one by one, to those who come."""
        page, rows = self.at.page, self.at.page.locator("main li.row")
        free = rows.filter(has=page.locator("button[value=take]"))
        for number in range(free.count()):
            row = free.first
            self.clicks(row.locator("summary"))
            row.locator("select").select_option(index=1 + number)
            self.at.typed += 1
            self.clicks(row.locator("button[value=assign]"))

    def publish_recap(self) -> None:
        self.at.press("Publish it and draft the mails")

    def answer_what_was_said(self) -> None:
        """Each input its outcome, with the words that are proposed."""
        wall = self.at.page.url
        while (
            link := self.at.page.locator("main .voice-input").get_by_role("link", name=re.compile("^Giv svar"))
        ).count():
            self.clicks(link.first)
            self.gives("noted")
            self.at.presses.append("back to the wall")
            self.at.opens(wall)

    def gives(self, outcome: str) -> None:
        form = self.at.page.locator("main form[data-outcome-form]").first
        self.clicks(form.locator(f"[name=outcome][value={outcome}]"))
        self.clicks(form.get_by_role("button").last)

    def ask_for_the_seat(self) -> None:
        self.clicks(self.at.page.locator("main form[action*='ask'] button").first)

    def show_what_came_of_it(self) -> None:
        self.clicks(self.at.page.locator("main form button").first)

    def say_it_is_done(self) -> None:
        self.at.page.locator("#do + form textarea, section[aria-labelledby=do] textarea").first.fill(
            "Vi gav ti minutter mere."
        )
        self.at.typed += 1
        self.at.press("It is done")

    # --- what the page does not begin -----------------------------------------------------------------------------------

    def ask_everybody(self) -> None:
        """A round of questions: the mail is read as a member gets it, then it goes."""
        self.goes("/voice/rounds/", "menu", "tab")
        self.at.press("Ask everybody")
        self.at.types("What we call it", f"Runde {timezone.localdate():%B}")
        self.at.types("Subject", "Hvad skal vi gøre anderledes?")
        self.at.press("See the mail as they get it")
        self.at.press(re.compile(r"^Send til"))

    def sort_what_was_said(self) -> None:
        """Themes as they are suggested, an outcome for each theme, and what is left one by one."""
        self.goes("/voice/", "menu")
        self.at.press("Suggested themes")
        while (
            found := self.at.page.get_by_role("button", name=re.compile("^(Gør det til et tema|Læg dem der)"))
        ).count():
            self.clicks(found.first)
        for theme in self.network.themes.filter(closed_at=None, inputs__outcome="").distinct():
            self.goes(f"/voice/themes/{theme.pk}/", "theme")
            self.gives("taken_up")
        self.goes("/voice/waiting/", "tab")
        self.answer_what_was_said()

    def decide(self) -> None:
        """The steering group meets; the coordinator writes the decision down."""
        self.goes("/steering/decisions/new/", "menu", "tab", "new")
        self.at.page.locator("main [name=title]").fill(f"Mere tid til at netværke fra {timezone.localdate():%B}")
        self.at.page.locator("main [name=reason]").fill("Mange siger det samme.")
        self.at.page.locator("main [name=owner]").select_option(index=1)
        self.at.page.locator("main [name=due_date]").fill(f"{timezone.localdate() + timedelta(days=60)}")
        self.at.typed += 4
        if (theme := self.at.page.locator("input[name=themes]")).count():
            self.clicks(theme.first)
        self.at.press("Keep the decision")

    def conclude(self) -> None:
        """Two sentences, approved."""
        where = self.at.page.url
        if not self.at.page.locator(".voice-conclusion").count():
            for text in ("Vi holder et oplæg om moms hvert forår.", "Der er mere tid til at netværke."):
                self.at.page.locator("#add textarea").fill(text)
                self.at.typed += 1
                self.clicks(self.at.page.locator("#add form button").last)
                self.at.opens(where)
        while (found := self.at.page.get_by_role("button", name=re.compile("^Godkend"))).count():
            self.clicks(found.first)
            self.at.opens(where)
        if self.at.page.get_by_role("button", name=gettext("Conclude the round")).count():
            self.at.press("Conclude the round")

    def signs_in(self) -> None:
        """With a code by mail, as every second month."""
        self.at.context.clear_cookies()
        self.at.opens("/account/login/")
        self.at.types("E-mail", OFFICE)
        self.at.press("Send me a code")
        self.at.world.work()
        told = [mail for mail in self.at.world.mails(OFFICE) if "/account/login/link/" in mail.text]
        self.at.opens(told[-1].link("/account/login/link/"))
        self.at.press("Sign in")
        if self.at.page.get_by_role("button", name=gettext("Not now")).count():
            self.at.press("Not now")  # a passkey is offered to those who run a network

    # --- hands ----------------------------------------------------------------------------------------------------------

    def clicks(self, what: Locator) -> None:
        self.at.presses.append(what.first.evaluate("each => each.textContent || each.value").strip()[:40])
        what.first.click()
        self.at.page.wait_for_load_state("load")

    def goes(self, path: str, *presses: str) -> None:
        """To a page of the network, counting the presses that lead there."""
        self.at.presses += presses
        self.at.opens(f"/networks/{self.network.slug}{path}")


class Members:
    """Everybody else."""

    def __init__(self, network: Network, people: list[Person]) -> None:
        self.network, self.people = network, people

    def live(self, day: date) -> None:
        now = timezone.now()
        self.answer_mails(now)
        for meeting in Meeting.objects.filter(
            network=self.network, state="published", starts_at__gt=now - timedelta(days=3)
        ):
            days = (meeting.starts_at.date() - day).days
            self.before(meeting, days, now)
            self.on_and_after(meeting, days, now)
        for ask in Ask.objects.filter(
            round__state="open", answered_at=None, declined_at=None, round__network=self.network
        ):
            if day > timezone.localdate(ask.round.opened_at) and (ask.person_id + ask.round_id) % 3 == 0:
                self.say_something(ask)
        for each in Conclusion.objects.filter(round__network=self.network, steering_at=None).exclude(office_at=None):
            conclusions.approve(each, side="steering", by=self.people[0].user, at=now)
        if day.day in (3, 17):
            self.one_joins(day)

    def answer_mails(self, now: datetime) -> None:
        """Speakers, those who are offered three minutes, and those asked whether it was as they expected."""
        for talk in Talk.objects.filter(meeting__network=self.network, answered_at=None, meeting__starts_at__gt=now):
            if Message.objects.filter(user=talk.speaker, kind="programme.talk_ask", state="sent").exists():
                talks.answer(talk, yes=True, at=now)
        for offer in SlotOffer.objects.filter(state="offered", meeting__starts_at__gt=now + timedelta(hours=5)):
            slots.answer(offer, yes=bool(offer.pk % 4), at=now)
            if offer.pk % 4:
                slots.write_texts(offer, business="Kaffe.", contribution="Priser.", expectation="To kunder.", at=now)
        for offer in SlotOffer.objects.filter(expectation_asked_at__isnull=False, expectation_answered_at=None):
            expectations.answer(offer, met=("yes", "partly")[offer.pk % 2], note="Én kunde.", at=now)

    def before(self, meeting: Meeting, days: int, now: datetime) -> None:
        """Members sign up in the weeks before, some want the seat, a guest comes along, tasks are taken."""
        if 5 < days < 25:
            for person in self.people[days % 10 :: 10]:
                if (person.pk * 7 + meeting.pk * 13) % 3 and not meeting.sign_ups.filter(person=person).exists():
                    sign_ups.sign_up(meeting, person, at=now, via="mail")
        if days == 18 and meeting.pk % 2:
            for person in self.people[meeting.pk % 30 : meeting.pk % 30 + 2]:
                wish = {"title": f"For mange opgaver {meeting.pk}", "brief": "Jeg siger ja.", "openness": "room"}
                hot_seat.apply(self.network, person, kind="hot_seat", **wish, at=now)
        if days == 12:
            sign_ups.sign_up_guest(meeting, name="Gry Gæst", email=f"gry{meeting.pk}@naboen.example", at=now)
        if days == 4:
            free = MeetingTask.objects.filter(meeting=meeting, taken_by=None)[:3]
            for row, task in zip(meeting.sign_ups.filter(state="coming").exclude(person=None), free, strict=False):
                assert row.person
                tasks.take(task, row.person.user, at=now)

    def on_and_after(self, meeting: Meeting, days: int, now: datetime) -> None:
        """One signs off, one stays away, and two days later six say how it was, two of them in words."""
        coming = meeting.sign_ups.filter(state="coming")
        if days == 2 and (first := coming.first()):
            sign_ups.cancel(first, at=now)
        if days == 0:
            for row in coming.all()[: coming.count() - 1]:
                check_in.mark(meeting, row.pk, came=True, at=meeting.starts_at)
        if days == -2:
            words = ("For kort tid til at netværke.", "Godt oplæg, men sent på aftenen.")
            for number, row in enumerate(meeting.sign_ups.filter(checked_in_at__isnull=False)[:6]):
                said = feedback.rate(row, 3 + number % 3, at=now)
                if number < len(words):
                    feedback.say_more(said, words[number], at=now)

    def say_something(self, ask: Ask) -> None:
        question = ask.round.questions.order_by("position")[0]
        words = SAID[ask.person_id % len(SAID)]
        answering.answer(ask, [answering.Answer(question, f"{words} ({ask.person_id})")], at=timezone.now())

    def one_joins(self, day: date) -> None:
        now = timezone.now()
        request = directory.ask_to_join(
            self.network, name=f"Nynne Ny {day:%b %d}", email=f"ny{day:%m%d}@ny.example", at=now
        )
        assert request
        directory.confirm_join(request, at=now)


def test_what_a_year_costs_the_coordinator(world: World, browser: Browser) -> None:
    office = User.objects.create_user(OFFICE, full_name="Mona Kjeldsen")
    network = networks.add_network(slug="mikrovirk", name="MikroVirk", coordinator=office, on=timezone.localdate())
    networks.switch_parts(network, on=KEYS)
    setup.prepare_network(network)
    people = [factories.member(network, f"Åse Nødskov {number}") for number in range(MEMBERS)]
    for person in people[:3]:
        networks.grant_role(person.user, Role.Name.STEERING, network=network, on=timezone.localdate())
    coordinator = Someone(world, browser)
    mona, members = Office(coordinator, network), Members(network, people)
    mona.does(mona.signs_in)
    mona.does(lambda: lay_year(coordinator))
    mona.does(lambda: approve_rules(coordinator))
    day = timezone.localdate()
    while day.year == 2027:
        world.at(timezone.make_aware(datetime.combine(day, time(9))))
        members.live(day)
        if day.weekday() == 0:
            if day.month % 2 and day.day <= 7 and day.month > 1:
                mona.does(mona.signs_in)
            mona.does(mona.spends_ten_minutes)
            if day.month in ROUNDS_IN and day.day <= 7:
                mona.does(mona.ask_everybody)
            if day.month in ROUNDS_IN and 22 <= day.day <= 28:
                mona.does(mona.sort_what_was_said)
                mona.does(mona.decide)
        day += timedelta(days=1)
    for meeting in Meeting.objects.filter(network=network).select_related("format"):
        assert meeting.format
        mona.months[timezone.localtime(meeting.starts_at).month].presses += test_evening.PRESSES[meeting.format.name]
    show(mona.months)
    median = statistics.median(month.presses for month in mona.months.values())
    assert median <= GOAL
    assert median == WRITTEN_IN_README


def show(months: dict[int, Month]) -> None:
    for number, month in months.items():
        print(f"{number:2}: {len(month.decisions)} decisions, {month.presses} presses, {month.typed} fields typed")
        for decision in month.decisions:
            print(f"      {decision}")
    for what in ("presses", "typed"):
        print(f"median of {what}: {statistics.median(getattr(month, what) for month in months.values())}")
    print(f"median of decisions: {statistics.median(len(month.decisions) for month in months.values())}")


def lay_year(coordinator: Someone) -> None:
    coordinator.choose_in_menu("Meetings")
    coordinator.press("Lay a season")
    coordinator.types("First date", "2027-01-28")
    coordinator.types("How many meetings?", f"{EVENINGS}")
    coordinator.picks("Where?", gettext("A new venue …"))
    coordinator.types("Name of the new venue", "Møn Bibliotek")
    coordinator.types("Town", "Stege")
    coordinator.page.locator("#preview .season-date-number").nth(EVENINGS - 1).wait_for()
    coordinator.page.wait_for_load_state("networkidle")
    coordinator.press(re.compile("Læg sæsonen"))
    coordinator.page.wait_for_load_state("networkidle")


def approve_rules(coordinator: Someone) -> None:
    coordinator.choose_in_menu("Mails")
    coordinator.press(re.compile("af sig selv$"))
    for kind in (*RULES, WELCOME):
        coordinator.page.locator(f"input[name=kind][value='{kind}']").check()
        coordinator.presses.append(f"rule: {kind}")
    coordinator.press("Save")
