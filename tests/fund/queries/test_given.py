"""What was given, in the open: rows for programs, and figures for the municipality."""

from datetime import date

import pytest

from mikrovirk.fund.given_files import columns, figures_as_csv, given_as_csv, given_as_plain
from mikrovirk.fund.models import Application, HelpInKind, Report
from mikrovirk.fund.queries import given
from mikrovirk.fund.queries.help_in_kind import HelpCount
from mikrovirk.fund.queries.ledger import Balances
from mikrovirk.fund.queries.statistics import Spread, statistics_of
from mikrovirk.fund.services import ledger
from tests import factories
from tests.factories import NOW
from tests.fund.case_rows import LATER, Office, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    """One grant of 10,000 kroner that was paid and told, one refused, one taken back, one that waits."""
    made = office()
    net = factories.network(name="MikroVirk")
    told = made.ready(made.case("Karen Holm", network=net, takes_place_date=date(2027, 3, 1)), 5, 5)
    refused = made.ready(made.case(title="=Åbne døre", municipality="0376"), 3, 3)
    made.case(title="Trukket", state=Application.State.WITHDRAWN)
    made.case(title="Venter", amount=20_000_00)
    made.divided()
    made.decided(told)
    made.decided(refused, "refused", deviation_reason="Lokalet er væk")
    ledger.pay(told, 9_000_00, claim="1", by=None, at=LATER, key="pay")
    ledger.give_back(told, 1_000_00, by=None, at=LATER)
    Report.objects.create(
        application=told,
        happened="Det gik godt",
        came_of_it="Tre nye samarbejder",
        people=40,
        newcomers=10,
        changed_at=LATER,
        sent_at=LATER,
        approved_at=LATER,
    )
    for kind, moment in (("venue", NOW), ("speaker", None)):
        HelpInKind.objects.create(
            application=told, kind=kind, promised_at=NOW, given_at=moment, worth=1_500_00, hours=3
        )
    return made


def test_a_row_for_each_grant_without_names_of_persons(place: Office) -> None:
    assert list(given.open_rows(place.fund)) == [
        {
            "number": f"{place.call.pk}-1",
            "call": "Aktiviteter i foråret",
            "title": "Fælles julemarked",
            "summary": "Et marked for alle.",
            "recipient": "MikroVirk",
            "network": "MikroVirk",
            "municipality": "0390",
            "decided_date": LATER.date(),
            "asked_dkk": 10_000,
            "granted_dkk": 10_000,
            "paid_dkk": 8_000,
            "returned_dkk": 1_000,
            "takes_place_date": date(2027, 3, 1),
            "people": 40,
            "newcomers": 10,
            "came_of_it": "Tre nye samarbejder",
            "deviation_reason": "",
        }
    ]
    assert "Karen" not in given_as_csv(place.fund)
    assert given_as_csv(place.fund).splitlines()[0] == ",".join(given.COLUMNS)
    assert [name for name, _words in columns()] == list(given.COLUMNS)
    assert given_as_plain(place.fund)["rows"] == list(given.open_rows(place.fund))


def test_a_report_that_was_not_read_or_may_not_be_shown_stays_inside(place: Office) -> None:
    for hidden in ({"may_publish": False}, {"approved_at": None}):
        Report.objects.update(may_publish=True, approved_at=LATER)
        Report.objects.update(**hidden)
        (row,) = given.open_rows(place.fund)
        assert (row["people"], row["came_of_it"]) == (None, "")


def test_the_figures_of_the_fund(place: Office) -> None:
    found = statistics_of(place.fund)
    assert (found.applied, found.granted, found.refused, found.withdrawn) == (4, 1, 1, 1)
    assert (found.people, found.newcomers, found.reports) == (40, 10, 1)
    assert found.cost_per_participant == 200_00
    assert found.money == Balances(available=91_000_00, granted=1_000_00, paid=8_000_00, returned=1_000_00)
    assert found.help == HelpCount(asked=2, promised=2, declined=0, given=1, reported=0, hours=3, worth=1_500_00)
    assert found.municipalities == [Spread("0390", 3, 1, 10_000_00), Spread("0376", 1, 0, 0)]
    assert found.networks == [Spread("MikroVirk", 1, 1, 10_000_00)]


def test_the_figures_of_one_call_say_who_applied_for_the_first_time(place: Office) -> None:
    assert statistics_of(place.fund, place.call).first_time == 4
    again = place.call.applications.get(number=1).applicant
    second = office_in(place)
    second.case(applicant=again)
    second.case("Ny Ansøger")
    found = statistics_of(place.fund, second.call)
    assert (found.applied, found.first_time, found.cost_per_participant) == (2, 1, None)
    lines = figures_as_csv(place.fund).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("Aktiviteter i foråret,4,50000,1,9000,8000,1000,1,1,4,1,40,10,200,1,1500")


def office_in(place: Office) -> Office:
    """A later call of the same fund."""
    from tests.factories.fund import make_call

    return Office(place.fund, make_call(place.fund, opened_at=LATER, opens_at=LATER))
