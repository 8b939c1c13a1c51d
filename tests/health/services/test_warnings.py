"""A warning is raised once, kept up to date, ended; acted on, set aside with a word, and taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.health.domain.warnings import EarlyWarning, Kind, warn
from mikrovirk.health.models import RaisedWarning
from mikrovirk.health.queries.measuring import Measured
from mikrovirk.health.services import warnings
from mikrovirk.home.privacy import own_data
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.health import rows

pytestmark = pytest.mark.django_db
EVENINGS = [["2026-09-01", 12], ["2026-10-01", 4], ["2026-11-01", 5], ["2026-12-01", 3]]


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


def measured(*found: EarlyWarning) -> Measured:
    return Measured({"evenings": EVENINGS}, found)


def raise_one(place: Network) -> RaisedWarning:
    warnings.compare(place, measured(warn(Kind.HANDS, hands=1, tasks=12)), now=NOW)
    return RaisedWarning.objects.get(kind="hands", state="open")


def test_raised_with_its_evidence_its_evenings_and_its_people(place: Network) -> None:
    lise, bo = rows.members(place, 2)
    people = [str(lise.pk), str(bo.pk), "999999", "door7"]
    warnings.compare(place, measured(warn(Kind.REGULARS, people=people, away=8, regulars=10)), now=NOW)
    row = RaisedWarning.objects.get()
    assert (row.kind, row.measure, row.evidence, row.state, row.since) == (
        "regulars", "regulars_away", {"away": 8, "regulars": 10}, "open", NOW,
    )  # fmt: skip
    assert row.days == EVENINGS[-3:]
    assert list(row.people.order_by("pk")) == [lise, bo]
    assert row.as_early_warning() == warn(Kind.REGULARS, away=8, regulars=10)


def test_once_while_it_is_open_and_kept_up_to_date(place: Network) -> None:
    raise_one(place)
    later = NOW + timedelta(days=7)
    warnings.compare(place, measured(warn(Kind.HANDS, hands=2, tasks=20)), now=later)
    row = RaisedWarning.objects.get()
    assert (row.evidence, row.since, row.seen_at) == ({"hands": 2, "tasks": 20}, NOW, later)
    with pytest.raises(IntegrityError), transaction.atomic():
        RaisedWarning.objects.create(network=place, kind="hands", since=NOW, seen_at=NOW)


def test_it_ends_by_itself_and_comes_again(place: Network) -> None:
    raise_one(place)
    warnings.compare(place, measured(), now=NOW + timedelta(days=7))
    assert RaisedWarning.objects.get().state == "over"
    raise_one(place)
    assert sorted(RaisedWarning.objects.values_list("state", flat=True)) == ["open", "over"]


def test_set_aside_it_is_quiet_for_three_months(place: Network) -> None:
    row, mette = raise_one(place), factories.coordinator(place)
    warnings.set_aside(row, word="Vi er kun to", by=mette, at=NOW)
    again = measured(warn(Kind.HANDS, hands=1, tasks=12))
    warnings.compare(place, again, now=NOW + timedelta(days=89))
    assert [(r.state, r.word, r.decided_by) for r in RaisedWarning.objects.all()] == [
        ("dismissed", "Vi er kun to", mette)
    ]
    warnings.compare(place, again, now=NOW + timedelta(days=91))
    assert list(RaisedWarning.objects.values_list("state", flat=True)) == ["dismissed", "open"]


def test_only_one_of_two_decides(place: Network) -> None:
    row, mette = raise_one(place), factories.coordinator(place)
    warnings.acted(row, by=mette, at=NOW)
    with pytest.raises(warnings.AlreadyDecided):
        warnings.set_aside(row, word="Nej", by=mette, at=NOW)
    assert RaisedWarning.objects.get().state == "acted"


def test_taken_back_unless_it_was_raised_anew(place: Network) -> None:
    row, mette = raise_one(place), factories.coordinator(place)
    warnings.set_aside(row, word="Nej", by=mette, at=NOW)
    warnings.take_back(row)
    row.refresh_from_db()
    assert (row.state, row.word, row.decided_at, row.decided_by) == ("open", "", None, None)
    warnings.set_aside(row, word="Nej", by=mette, at=NOW - timedelta(days=100))
    raise_one(place)
    warnings.take_back(row)
    row.refresh_from_db()
    assert row.state == "dismissed"


def test_what_is_held_about_somebody_is_theirs_to_take_and_goes_with_them(place: Network) -> None:
    lise, mette = factories.member(place), factories.coordinator(place)
    row = raise_one(place)
    row.people.add(lise)
    warnings.set_aside(row, word="Nej", by=mette, at=NOW)
    about = {"kind": "hands", "since": NOW, "in_network": "Moen"}
    assert own_data.export_of(lise.user)["health"] == {"warnings_about": [about], "warnings_decided": []}
    decided = {"kind": "hands", "state": "dismissed", "word": "Nej", "decided_at": NOW, "in_network": "Moen"}
    assert own_data.export_of(mette)["health"] == {"warnings_about": [], "warnings_decided": [decided]}
    own_data.erase(lise.user, at=NOW)
    assert row.people.count() == 0
