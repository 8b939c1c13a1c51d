"""From an idea on a phone to what everybody can read of the money: every role of a fund, from the printed links on.

A member has an idea, others support it, the coordinator helps it on, and it is applied for; one application is withdrawn and one
refused; an assessor says that she has an interest and is locked out; the members vote; the municipality decides; the money is paid
in part beforehand, receipts show that less was spent, the rest comes back; the report is read by everybody.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Browser, expect

from mikrovirk.config.demo import fund_facts, region
from mikrovirk.fund.models import Application, Call, CaseEntry, Decision, Fund, Idea, Vote
from mikrovirk.fund.queries import assessing, ledger
from mikrovirk.fund.services import voting
from tests import browser
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone, World

TITLE = "Byttebiks for små virksomheder i ridehuset"
COSTS = 20_000  # kroner
State = Application.State


class FundCast(Cast):
    """Those who have to do with one fund."""

    def __init__(self, world: World, browser: Browser) -> None:
        super().__init__(world, browser)
        self.fund = Fund.objects.get(slug=fund_facts.VORDINGBORG.slug)
        self.call = self.fund.calls.get(state=Call.State.OPEN)

    def assessor(self, number: int) -> Player:
        roles = self.fund.roles.filter(name="assessor").order_by("pk").select_related("user")
        return self.who(roles[number].user)

    def at(self, name: str, *more: object) -> str:
        return reverse(f"fund:{name}", args=[self.fund.slug, *more])


@pytest.fixture
def cast(world: World, browser: Browser, settings: Any, tmp_path: Any) -> Any:
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path / "files"
    region.build(now=timezone.now())
    world.work()
    made = FundCast(world, browser)
    yield made
    made.leave()


def test_from_an_idea_to_the_public_result(cast: FundCast) -> None:
    idea = has_an_idea(cast)
    supports_it(cast, idea)
    helps_it_on(cast, idea)
    case = applies(cast, idea)
    applies_and_withdraws(cast)
    refused = Application.objects.get(call=cast.call, title=fund_facts.VORDINGBORG.asked_now[0])
    cast.world.at(cast.call.deadline_at + timedelta(hours=20))
    ticks_the_conditions(cast, case, refused)
    has_an_interest(cast, case)
    vote = opens_the_vote(cast)
    members_vote(cast, vote, case)
    cast.world.at(vote.closes_at + timedelta(hours=12))
    counts_and_divides(cast, vote)
    decides(cast, case, refused)
    reads_the_result(cast)
    carries_it_out(cast, case)
    everybody_reads_what_came_of_it(cast)
    assert ledger.faults(cast.fund) == []
    presses = {player.user.full_name: len(player.presses) for player in cast.playing.values()}
    print(f"\n{sum(presses.values())} presses: {presses}")


def has_an_idea(cast: FundCast) -> Idea:
    """In three sentences on a phone, two presses from the member's page."""
    author = cast.role("Member", phone=True)
    author.press(cast.fund.name)
    author.looks()
    author.press("Put an idea in")
    author.types("The idea in a few words", TITLE)
    author.types("What should happen?", "En lørdag, hvor vi bytter det, vi har for meget af.")
    author.types("Who gets something out of it?", "Alle små virksomheder på Møn og Sydsjælland.")
    author.types("What does it take?", "Ridehuset, borde og en plakat.")
    author.press("Put my idea in the box")
    author.looks()
    return Idea.objects.get(title=TITLE)


def supports_it(cast: FundCast, idea: Idea) -> None:
    friend = cast.role("Steering group member", phone=True)
    friend.opens(cast.at("idea", idea.pk))
    friend.press("I'll join in")
    expect(friend.page.get_by_role("button", name=gettext("I'll join in"))).to_have_attribute("aria-pressed", "true")


def helps_it_on(cast: FundCast, idea: Idea) -> None:
    """The coordinator puts an application up for the author."""
    coordinator = cast.role("Coordinator")
    coordinator.opens(cast.at("idea", idea.pk))
    coordinator.looks()
    coordinator.press("Put up an application")
    assert Application.objects.get(idea=idea).state == State.DRAFT


def applies(cast: FundCast, idea: Idea) -> Application:
    """What the idea said stands there already; the author says what it costs, and sends it."""
    author, case = cast.role("Member"), Application.objects.get(idea=idea)
    author.opens(reverse("fund:mine"))
    author.looks()
    author.opens(cast.at("application_edit", case.pk))
    author.types(re.compile("^Hvad skal der ske"), "Vi bytter en hel lørdag.")
    author.types(re.compile("^Hvad får andre ud af det"), "Alle kan komme, og vi deler listen bagefter.")
    author.types(re.compile(r"^Linje 1: til hvad|^Linje 1: hvad"), "Leje af ridehuset")
    author.page.locator("#cost input[name$=amount]").first.fill(str(COSTS))
    is_kept(author)
    author.looks()
    author.press("Send the application")
    author.looks()
    case.refresh_from_db()
    assert (case.state, case.title, case.amount) == (State.SENT, TITLE, COSTS * 100)
    cast.world.work()
    assert cast.world.last(author.user.email, TITLE).link(cast.at("application", case.pk))
    return case


def is_kept(player: Player) -> None:
    """What was typed is kept by itself, before anything is sent."""
    expect(player.page.locator("#kept")).not_to_be_empty()
    player.page.wait_for_timeout(1000)  # the last field's own keeping, a moment after it was typed
    browser.settle(player.page)


def applies_and_withdraws(cast: FundCast) -> None:
    """Somebody of the steering group applies too, and takes it back."""
    friend = cast.role("Steering group member")
    friend.opens(cast.at("apply", cast.call.pk))
    friend.press("Begin the application")
    friend.page.locator("input[name$=title]").fill("Bus til Lolland")
    friend.page.locator("textarea[name$=summary]").fill("Vi ser på fem værksteder.")
    friend.types(re.compile("^Hvad skal der ske"), "En tur.")
    friend.types(re.compile("^Hvad får andre ud af det"), "Alle kan køre med.")
    friend.page.locator("#cost input[name$=text]").first.fill("Bus")
    friend.page.locator("#cost input[name$=amount]").first.fill("9.500")
    is_kept(friend)
    friend.press("Send the application")
    case = Application.objects.get(title="Bus til Lolland")
    assert case.state == State.SENT
    friend.opens(cast.at("application_withdraw", case.pk))
    friend.press("Take the application back")
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN


def ticks_the_conditions(cast: FundCast, *cases: Application) -> None:
    """The caseworker finds them under what waits; a reason with each tick."""
    worker = cast.role("Caseworker of the fund")
    worker.opens(cast.at("office"))
    worker.looks()
    for case in cases:
        worker.opens(cast.at("case", case.pk))
        worker.press("Tick the conditions")
        for condition in cast.call.conditions.all():
            worker.page.locator(f"input[name=met-{condition.pk}][value=yes]").check(force=True)
            worker.page.locator(f"textarea[name=reason-{condition.pk}]").fill(
                "Den er for alle og koster det samme for alle."
            )
        worker.press("Keep the ticks")
    worker.looks()
    small = Application.objects.get(call=cast.call, quick_by__isnull=False)
    assert small.checks.count() == 2


def has_an_interest(cast: FundCast, case: Application) -> None:
    """An assessor who is asked says that she has an interest: the case is gone for her, and the log says so."""
    worker, assessor = cast.role("Caseworker of the fund"), cast.assessor(1)
    worker.opens(cast.at("case_assessors", case.pk))
    worker.ticks(assessor.user.full_name)
    worker.press("Ask them")
    assessor.opens(cast.at("case", case.pk))
    assessor.looks()
    assessor.press("I have an interest in it")
    assessor.page.locator("input[name=ground][value=family]").check(force=True)
    assessor.page.locator("main form button").last.click()
    answer = assessor.page.goto(cast.world.base_url + cast.at("case", case.pk))
    assert answer is not None
    assert answer.status == 404
    assert case.log.filter(kind=CaseEntry.Kind.INTEREST, about=assessor.user).count() == 1
    assert assessing.assignments_of(case) == []


def opens_the_vote(cast: FundCast) -> Vote:
    worker = cast.role("Caseworker of the fund")
    worker.opens(cast.at("office_vote_new", cast.call.pk))
    worker.looks()
    worker.ticks("MikroVirk")
    worker.page.locator("main form button").last.click()
    vote = Vote.objects.get(call=cast.call)
    worker.opens(cast.at("office_vote", vote.pk))
    worker.is_sure("Open the vote")
    vote.refresh_from_db()
    assert vote.state == Vote.State.OPEN
    worker.looks()
    return vote


def members_vote(cast: FundCast, vote: Vote, case: Application) -> None:
    """One in the browser; tapping twice, or coming back, gives no second vote. The others beside it."""
    voter = cast.role("Member")
    voter.opens(cast.at("vote", vote.pk))
    voter.looks()
    place = vote.projects.get(application=case).place
    voter.page.locator(f"input[name=p{place}]").check(force=True)
    voter.press("Look at your vote")
    voter.looks()
    voter.press("Cast your vote")
    voter.reads("See your receipt") if "receipt" not in voter.page.url else None
    voter.opens(cast.at("vote", vote.pk))
    expect(voter.page.get_by_role("button", name=gettext("Look at your vote"))).to_have_count(0)
    count = vote.projects.count()
    rest = vote.voters.filter(has_voted=False).order_by("pk").prefetch_related("people__user")[:12]
    for each in rest:
        choices = tuple(int(number == place) for number in range(1, count + 1))
        voting.cast(each, choices, by=each.people.all()[0].user, at=timezone.now())


def counts_and_divides(cast: FundCast, vote: Vote) -> None:
    worker = cast.role("Caseworker of the fund")
    worker.opens(cast.at("office_vote", vote.pk))
    worker.press("Count the votes")
    vote.refresh_from_db()
    assert (vote.state, vote.count.ballot_count) == (Vote.State.COUNTED, 13)
    worker.opens(cast.at("division", cast.call.pk))
    worker.is_sure("Divide the pot")
    worker.looks()


def decides(cast: FundCast, case: Application, refused: Application) -> None:
    """The municipality: one as the members want, one refused with its reason, and the small one that has waited."""
    decider = cast.role("Municipality")
    small = Application.objects.get(call=cast.call, quick_by__isnull=False)
    for each, outcome in ((case, "all"), (refused, "refused"), (small, "all")):
        decider.opens(cast.at("case_decide", each.pk))
        decider.page.locator(f"input[name=outcome][value={outcome}]").check(force=True)
        decider.page.locator("textarea[name=reason]").fill("Medlemmerne har stemt, og sådan faldt det ud.")
        decider.is_sure("Decide and tell the applicant")
    assert {row.application.title: row.outcome for row in Decision.objects.filter(application__call=cast.call)} == {
        case.title: "granted", refused.title: "refused", small.title: "granted",
    }  # fmt: skip
    cast.world.work()
    letter = cast.world.last(refused.applicant.user.email, refused.title)  # type: ignore[union-attr]
    assert "Ankestyrelsen" in letter.text


def reads_the_result(cast: FundCast) -> None:
    """Published by the caseworker, read by somebody nobody knows."""
    worker = cast.role("Caseworker of the fund")
    worker.opens(cast.at("division", cast.call.pk))
    worker.press("Publish the result")
    anybody = Someone(cast.world, cast.browser)
    anybody.opens(cast.at("result", cast.call.pk))
    assert TITLE in anybody.text()
    anybody.looks()
    anybody.leaves()


def carries_it_out(cast: FundCast, case: Application) -> None:
    """Half is paid beforehand; less was spent; the rest comes back, and the case is closed."""
    author, worker, keeper = (
        cast.role("Member"), cast.role("Caseworker of the fund"), cast.role("Bookkeeper of the fund")
    )  # fmt: skip
    author.opens(cast.at("agreement", case.pk))
    author.looks()
    author.press("Yes, we agree")
    author.opens(cast.at("claim", case.pk))
    author.types("Account to pay to", "4700 0012345678")
    author.press(re.compile("på forhånd"))
    pays(worker, keeper, cast, case, 1)
    assert ledger.of_application(case).paid == COSTS * 100 // 2
    author.opens(cast.at("claim", case.pk))
    author.types("For what", "Leje af ridehuset")
    author.types("Amount on the receipt", "8.000")
    receipt = {"name": "leje.pdf", "mimeType": "application/pdf", "buffer": ContentFile(b"%PDF-1.4\n").read()}
    author.page.get_by_label(gettext("Picture or PDF of the receipt")).set_input_files([receipt])  # type: ignore[list-item]
    author.press("Put the receipt in")
    author.looks()
    author.press("Send the receipts")
    worker.opens(cast.at("case", case.pk))
    worker.press("Find it right")
    keeper.opens(cast.at("money_back", case.pk))
    keeper.looks()
    keeper.press("Book it")
    assert ledger.of_application(case).paid == 8_000_00
    author.opens(cast.at("report", case.pk))
    author.types("What happened?", "Vi var 60 på en lørdag og byttede 140 ting.")
    author.types("What came of it, also for others?", "To netværk gør det efter.")
    author.types("How many took part?", "60")
    author.types("How many of them were new to you?", "25")
    author.looks()
    author.press("Send the report")
    worker.opens(cast.at("case", case.pk))
    worker.press("I have read it")
    worker.is_sure("Close the case")
    worker.looks()
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert ledger.of_application(case).granted == 0


def pays(worker: Player, keeper: Player, cast: FundCast, case: Application, number: int) -> None:
    """Found right by the caseworker, and by the bookkeeper where it is above the limit; then paid."""
    worker.opens(cast.at("case", case.pk))
    worker.press(re.compile(f"{gettext('Find it right')} {number}"))
    keeper.opens(cast.at("case", case.pk))
    if keeper.page.get_by_role("button", name=gettext("Find it right")).count():
        keeper.press("Find it right")
    keeper.press(re.compile(f"{gettext('It is paid')} {number}"))
    keeper.looks()


def everybody_reads_what_came_of_it(cast: FundCast) -> None:
    anybody = Someone(cast.world, cast.browser, phone=True)
    anybody.opens(cast.at("given"))
    assert TITLE in anybody.text()
    assert "140 ting" in anybody.text()
    anybody.looks()
    anybody.leaves()
