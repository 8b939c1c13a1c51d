"""How many a network got because somebody passed the word on, month by month."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import mikrovirk
from mikrovirk.accounts import links
from mikrovirk.directory.models import Person, Referral
from mikrovirk.networks.models import Network
from mikrovirk.programme.queries import friends
from mikrovirk.programme.queries.friends import Month
from tests import factories

pytestmark = pytest.mark.django_db


def found(place: Network, at: datetime, *, by: Person | None = None, came: bool = False, joined: bool = False) -> None:
    person = factories.member(place) if joined else factories.person()
    Referral.objects.create(network=place, person=person, inviter=by, made_at=at)
    if came:
        for days in (0, 30):  # twice counts once
            held = factories.meeting(place, starts_at=at + timedelta(days=days))
            factories.sign_up(held, person, checked_in_at=held.starts_at)


def test_each_is_counted_in_the_month_of_the_sign_up() -> None:
    place = factories.network()
    lise = factories.member(place)
    found(place, datetime(2027, 1, 31, 23, 30, tzinfo=UTC), by=lise, came=True)  # in Denmark it is February
    found(place, datetime(2027, 2, 11, 9, 0, tzinfo=UTC), by=lise, came=True, joined=True)
    found(place, datetime(2027, 2, 12, 9, 0, tzinfo=UTC))
    found(place, datetime(2026, 12, 12, 9, 0, tzinfo=UTC), joined=True)
    found(factories.network(), datetime(2027, 2, 12, 9, 0, tzinfo=UTC), by=lise)
    found(place, datetime(2026, 2, 12, 9, 0, tzinfo=UTC))  # more than twelve months ago

    with CaptureQueriesContext(
        connection,
    ) as asked:
        months = friends.months_of(place, today=date(2027, 2, 20))

    assert len(asked) == 1
    assert [month.first_day for month in months][::11] == [date(2027, 2, 1), date(2026, 3, 1)]
    assert [month for month in months if month.found] == [
        Month(date(2027, 2, 1), found=3, by_name=2, came=2, joined=1),
        Month(date(2026, 12, 1), found=1, joined=1),
    ]


def test_a_link_that_was_changed_or_is_for_something_else_leads_nowhere() -> None:
    place = factories.network()
    token = friends.invitation_token(place.pk)
    assert friends.invitation_of(token) is not None
    assert friends.invitation_of(token[:-2]) is None
    assert friends.invitation_of(links.sign("invite", 1, place.pk)) is None
    assert friends.invitation_of(links.sign_short("bring", 1, place.pk)) is None
    Network.objects.update(is_open=False)
    assert friends.invitation_of(token) is None


def test_nothing_counts_by_member() -> None:
    """No league table: nowhere in the product are those who were brought counted or sorted by who brought them."""
    counting = re.compile(
        r"""Count\(["'](brought|invited)|values(_list)?\(["']inviter|order_by\(["']-?(brought|inviter)"""
    )
    package = Path(mikrovirk.__file__ or "").parent
    assert [str(file) for file in package.rglob("*.py") if counting.search(file.read_text("utf-8"))] == []
    assert Month.__dataclass_fields__.keys() == {"first_day", "found", "by_name", "came", "joined"}


def test_nobody_sees_whom_another_brought() -> None:
    place = factories.network()
    lise, per = factories.member(place), factories.member(place)
    found(place, datetime(2027, 2, 12, 9, 0, tzinfo=UTC), by=lise)
    assert [friends.brought(each.user).count() for each in (lise, per)] == [1, 0]
