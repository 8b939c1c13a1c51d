"""The register of the example region and what both municipalities make of it, at most two clicks from the links."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mikrovirk.config.demo import businesses, region, registered
from mikrovirk.health.models import Snapshot
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.domain.welcoming import Step
from mikrovirk.overview.models import ContactUse, Goal, GoalActivity, KeptReport, ListedBusiness, MovePage, Premises
from mikrovirk.overview.queries import goals, newcomers
from mikrovirk.overview.queries.coverage import coverage_of
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.register.queries import copies
from mikrovirk.register.queries.invitable import may_be_invited
from tests.config.test_demo_voice import links_on
from tests.journeys.conftest import MONDAY

pytestmark = pytest.mark.django_db
BOTH = {"0390": "mikrovirk", "0376": "mikronet"}


@pytest.fixture
def example(build_example: Callable[[datetime], None]) -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        build_example(timezone.now())
        yield


def test_both_municipalities_are_in_the_middle_of_it(example: None) -> None:
    for code, slug in BOTH.items():
        as_many_as_the_source_texts_tell(code)
        networks_reach_some_of_them(code)
        goals_are_open_reached_given_up_and_late(code)
        newcomers_stand_at_every_step(code)
        a_public_page_says_what_there_is(code)
        networks_have_been_measured_for_two_years(slug)
        whom_to_invite_is_chosen_asked_and_answered(Network.objects.get(slug=slug))
        memo = KeptReport.objects.get(municipality=code)
        assert (memo.kind, memo.figures["micro_businesses"] > 1000) == ("memo", True)
    for number, (_label, user) in enumerate(region.cast()):
        if number in SEEN:
            client = Client()
            client.force_login(user)
            is_near(client, *SEEN[number])


def as_many_as_the_source_texts_tell(code: str) -> None:
    copy = copies.current()
    assert copy is not None
    assert ((MONDAY.date() - copy.as_of).days, copy.set_aside_count) == (businesses.DAYS_OLD, 0)
    found = told_figures(Area(municipality=code), on=copy.as_of, choices=Choices())
    assert found is not None
    assert found["micro_businesses"].value == pytest.approx(businesses.MICRO[code], abs=3)
    for key in ("births", "deaths", "moves_in", "moves_out"):
        assert (found[key].value or 0) > 30


def networks_reach_some_of_them(code: str) -> None:
    found = coverage_of(code)
    assert found is not None
    whole = found.told.whole
    assert whole.share is not None
    assert 0.01 < whole.share < 0.1
    assert len(found.told.spots) > 3


def goals_are_open_reached_given_up_and_late(code: str) -> None:
    rows = goals.rows_of(goals.goals_in(code), today=timezone.localdate(), values=goals.Values(code))
    told = goals.counts_of(rows)
    assert (told.open, told.reached, told.given_up, told.late_activities) == (1, 1, 1, 1)
    assert [len(row.indicators) for row in rows if row.goal.state == Goal.State.OPEN] == [2]
    assert all(each.standing.value is not None for row in rows for each in row.indicators)
    states = GoalActivity.objects.filter(goal__municipality=code).values_list("state", flat=True)
    assert sorted(states) == ["done", "dropped", "planned", "under_way"]


def newcomers_stand_at_every_step(code: str) -> None:
    today = timezone.localdate()
    rows = newcomers.rows_of(newcomers.newcomers_in(code), today=today)
    assert {Step.WAITS, Step.HOSTED, Step.WELCOMED, Step.CLOSED} <= {row.step for row in rows}
    counts = newcomers.counts_of(code, today=today)
    assert (counts.welcomed, counts.closed, counts.late) == (2, 1, 1)
    came = [row for row in rows if row.step == Step.WELCOMED and row.newcomer.meeting]
    assert [row.newcomer.welcomed_at for row in came] == [None]  # nobody noted it: they were checked in


def a_public_page_says_what_there_is(code: str) -> None:
    pages = list(MovePage.objects.filter(municipality=code).order_by("slug"))
    assert pages[0].host is not None
    assert (pages[0].slug, pages[0].host.is_public) == ("", True)
    assert {page.published_at is None for page in pages} == {True, False}  # one village's page is not out yet
    assert Premises.objects.filter(municipality=code).count() >= 3
    client = Client()
    shown = client.get(f"/move-here/{code}/").content.decode()
    assert all(page.place in shown for page in pages if page.published_at)
    assert pages[0].host.person.name in shown


def networks_have_been_measured_for_two_years(slug: str) -> None:
    kept = Snapshot.objects.filter(network__slug=slug)
    assert kept.count() == registered.QUARTERS_BACK
    assert all(each.measures["attendance"]["median"] for each in kept)


def whom_to_invite_is_chosen_asked_and_answered(network: Network) -> None:
    rows = ListedBusiness.objects.filter(network=network)
    assert set(rows.values_list("state", flat=True)) == {"chosen", "invited", "coming", "later", "declined"}
    numbers = list(rows.values_list("unit_id", flat=True))
    assert set(may_be_invited(numbers).unit_ids) == set(numbers)
    use = ContactUse.objects.get(network=network)
    assert (use.form, use.count) == ("letters", registered.INVITED[network.slug][0])


# Where each goes first, and what they see from there: at most two clicks from the page their link leads to.
OFFICER = ("goals", r"goals/\d+", "newcomers", r"newcomers/\d+", "coverage", "compare", "move-here", "reports", "memo")
SEEN = {
    0: (r"/networks/mikrovirk/members/$", "/networks/mikrovirk", ("invite",)),
    3: (r"/networks/mikronet/members/$", "/networks/mikronet", ("invite",)),
    5: (r"/overview/0390/(goals/)?$", "/overview/0390", ("goals", "newcomers", "coverage", "compare", "reports")),
    6: (r"/overview/0390/(goals|newcomers|reports)/$", "/overview/0390", OFFICER),
    7: (r"/overview/0376/(goals|newcomers|reports)/$", "/overview/0376", OFFICER),
}


def is_near(client: Client, first: str, area: str, wanted: Sequence[str]) -> None:
    links = links_on(client, "/start/")
    for page in [link for link in links if re.match(first, link)]:
        links |= links_on(client, page)
    missing = [page for page in wanted if not any(re.fullmatch(f"{area}/{page}/", link) for link in links)]
    assert missing == [], sorted(links)


def test_it_is_made_once(build_example: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(businesses, "bring_in", lambda today: pytest.fail("the register is read in again"))
    Goal.objects.create(municipality="0390", title="Flere")
    registered.prepare()
    assert Goal.objects.count() == 1
