"""Whom nobody has had anything to do with for long, and who is not among them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.fund.models import CoApplicant
from mikrovirk.home.privacy import idle
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Follower, Talk
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call, make_fund

pytestmark = pytest.mark.django_db
LONG_AGO, BEFORE = NOW - timedelta(days=2000), NOW - timedelta(days=730)


@pytest.fixture
def network() -> Network:
    return factories.network("moen")


def former(network: Network, name: str = "Gammel Ven", **fields: Any) -> Person:
    """Somebody who left three years ago and was never seen since."""
    person = factories.member(network, name, created_at=LONG_AGO, **fields)
    left = (NOW - timedelta(days=1100)).date()
    Membership.objects.filter(person=person).update(joined_date=LONG_AGO.date(), left_date=left)
    Role.objects.filter(user=person.user).delete()
    return person


def guest(name: str = "Gæst", at: datetime = LONG_AGO) -> Person:
    return factories.person(name, created_at=at)


def test_who_left_and_was_not_seen_since(network: Network) -> None:
    gone, visitor = former(network), guest()
    factories.sign_up(factories.meeting(network, starts_at=LONG_AGO), visitor)
    factories.member(network, created_at=LONG_AGO)
    guest("Ny gæst", NOW)
    assert set(idle.former_members(BEFORE)) == {gone.user}
    assert set(idle.former_guests(BEFORE)) == {visitor.user}


def test_who_is_left_in_peace(network: Network) -> None:
    """A role, a wish for mails, a coming talk, a case, a late visit, a late sign-in: each is a tie."""
    roles = former(network, "Kasserer").user
    Role.objects.create(user=roles, name=Role.Name.STEERING, network=network, since_date=NOW.date())
    follows = former(network, "Følger").user
    Follower.objects.create(user=follows, network=network, asked_at=LONG_AGO, confirmed_at=LONG_AGO)
    speaks = former(network, "Taler").user
    Talk.objects.create(network=network, title="Moms", speaker=speaks)
    applied = former(network, "Ansøger")
    case = make_application(make_call(make_fund()), applied)
    together = former(network, "Medansøger").user
    CoApplicant.objects.create(application=case, name="Medansøger", email=together.email, user=together)
    came = former(network, "Kom forbi")
    factories.sign_up(factories.meeting(network, starts_at=NOW - timedelta(days=30)), came)
    signed_in = former(network, "Kigger ind").user
    User.objects.filter(pk=signed_in.pk).update(last_login=NOW)
    former(network, "Vært").user.__class__.objects.filter(full_name="Vært").update(is_administrator=True)
    assert list(idle.untouched(BEFORE)) == []
