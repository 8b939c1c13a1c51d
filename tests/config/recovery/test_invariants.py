"""Each thing that must be true, broken once and found."""

from datetime import timedelta

import pytest
from django.db import connection

from mikrovirk.config.recovery import invariants
from mikrovirk.fund.models import LedgerAccount
from mikrovirk.fund.services import ledger
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_fund

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made = factories.meeting(factories.network("mikrovirk"), starts_at=NOW + timedelta(days=7))
    factories.sign_up(made, factories.person("Karla Krukke"))
    Meeting.objects.update(places_taken=1)
    return made


def test_nothing_is_wrong_with_what_was_made_by_the_rules(meeting: Meeting) -> None:
    ledger.appropriate(make_fund(), 400_000_00, by=None, at=NOW, text="Bevilling", key="first")
    assert [found for look in invariants.LOOKS[1:] for found in look()] == []


def test_a_place_too_many_is_found(meeting: Meeting) -> None:
    Meeting.objects.update(places_taken=2)
    assert list(invariants.places_are_counted()) == [
        f"meeting {meeting.pk} says 2 places taken, and 1 people are coming"
    ]


def test_money_from_nowhere_is_found() -> None:
    fund = make_fund()
    ledger.appropriate(fund, 400_000_00, by=None, at=NOW, text="Bevilling", key="first")
    LedgerAccount.objects.filter(fund=fund, name="unallotted").update(balance=400_000_01)
    found = list(invariants.money_adds_up())
    assert found
    assert all(fault.startswith(f"the ledger of {fund}: ") for fault in found)


def test_a_file_that_is_gone_is_found(tmp_path: object, settings: object) -> None:
    person = factories.person("Karla Krukke")
    type(person).objects.filter(pk=person.pk).update(photo="people/gone.png")
    assert list(invariants.files_are_there()) == ["1 files of directory.Person are gone, such as people/gone.png"]


@pytest.mark.django_db(transaction=True)
def test_a_row_that_names_nobody_is_found(meeting: Meeting) -> None:
    if connection.vendor != "sqlite":  # PostgreSQL takes no such row
        assert list(invariants.references_hold()) == []
        return
    with connection.constraint_checks_disabled():
        Meeting.objects.filter(pk=meeting.pk).update(network_id=999_999)
        (found,) = invariants.references_hold()
        Meeting.objects.all().delete()
    assert found.startswith("a row names another that is not there")
