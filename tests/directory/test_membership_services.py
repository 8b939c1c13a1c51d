"""Joining, leaving and coming back: the membership and the role stay together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory import jobs, queries, services
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.directory.services import search_texts
from mikrovirk.networks.models import Network, Role
from tests.factories import TODAY, business, member, network, person, user

pytestmark = pytest.mark.django_db


def held(someone: Person, place: Network) -> set[str]:
    return set(Role.objects.filter(user=someone.user, network=place).values_list("name", flat=True))


def test_joining_twice_is_joining_once() -> None:
    place, lise = network(), person("Lise Holm")
    first = services.join_network(lise, place, on=TODAY, came="office", business=business("Systuen"))
    assert services.join_network(lise, place, on=TODAY + timedelta(days=9), came="self") == first
    assert held(lise, place) == {"member"}


def test_leaving_takes_the_role_of_a_member_and_no_other() -> None:
    place = network()
    lise = member(place)
    Role.objects.create(user=lise.user, name="coordinator", network=place, since_date=TODAY)
    elsewhere = services.join_network(lise, network(), on=TODAY, came="office")
    services.leave_network(lise.memberships.get(network=place), on=TODAY)
    services.leave_network(lise.memberships.get(network=place), on=TODAY + timedelta(days=3))
    assert lise.memberships.get(network=place).left_date == TODAY
    assert held(lise, place) == {"coordinator"}
    assert held(lise, elsewhere.network) == {"member"}


def test_one_cannot_leave_before_having_joined() -> None:
    lise = member(network(), joined=TODAY)
    services.leave_network(lise.memberships.get(), on=TODAY - timedelta(days=5))
    assert lise.memberships.get().left_date == TODAY


def test_leaving_is_undone_unless_one_has_joined_again() -> None:
    place = network()
    lise = member(place)
    first = lise.memberships.get()
    services.leave_network(first, on=TODAY)
    assert services.undo_leaving(first)
    assert (held(lise, place), first.left_date) == ({"member"}, None)
    services.leave_network(first, on=TODAY)
    services.join_network(lise, place, on=TODAY, came="office")
    assert not services.undo_leaving(first)
    assert lise.memberships.filter(left_date=None).count() == 1


def test_a_member_is_added_by_address_and_the_own_profile_kept() -> None:
    lise = person("Lise Holm", email="lise@a.example", phone="+4511111111")
    membership = services.add_member(network(), name="Lise", email=" LISE@a.example", phone="27526544", on=TODAY)
    assert (membership.person, membership.person.name, membership.person.phone) == (lise, "Lise Holm", "+4511111111")


def test_a_business_with_a_known_number_is_that_business() -> None:
    firm = services.add_business(name="Systuen", cvr="91000008", town="Stege")
    assert services.add_business(name="Noget andet", cvr="91000008") == firm
    assert services.add_business(name="Systuen").slug == "systuen-2"
    assert services.add_business(name="Ærø & Ålborg Øl").slug == "aeroe-aalborg-oel"
    assert services.add_business(name="!!!").slug == "virksomhed"


def test_the_business_is_changed_and_no_longer_a_second_one() -> None:
    lise = member(network(), firm=business("Systuen"))
    membership, other = lise.memberships.get(), business("Butikken")
    membership.also_for.add(other)
    services.change_business(membership, other)
    assert (membership.business, list(membership.also_for.all())) == (other, [])


def test_search_texts_that_are_missing_or_out_of_date_are_made_by_the_worker() -> None:
    lise = member(network(), "Lise Holm", firm=business("Systuen"))
    jobs.run(now=timezone.now())
    assert " lise " in Person.objects.get(pk=lise.pk).search_text
    assert " systuen " in Business.objects.get().search_text
    User.objects.update(full_name="Lise Hansen")
    assert services.refresh_search_texts() == 0
    assert services.refresh_search_texts(all_rows=True) == 1
    assert " hansen " in Person.objects.get(pk=lise.pk).search_text


def test_everybodys_search_texts_are_looked_at_once_a_day_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    place, now = network(), timezone.now()
    people = [member(place, name) for name in ("Lise Holm", "Bo Lind", "Ida Friis")]
    monkeypatch.setattr(search_texts, "AT_ONCE", people[0].pk)  # the first turn ends with her
    jobs.run(now=now)
    User.objects.update(full_name="Lise Hansen")
    for minute in range(1, 5):
        jobs.run(now=now + timedelta(minutes=minute))
    texts = list(Person.objects.order_by("pk").values_list("search_text", flat=True))
    assert [" hansen " in text for text in texts] == [False, True, True]  # her turn comes tomorrow


def test_the_newest_members_come_first() -> None:
    place = network()
    for days in (400, 3, 30):
        member(place, f"Dage {days}", joined=TODAY - timedelta(days=days))
    newest = queries.joined_lately(place, since=TODAY - timedelta(days=90))
    assert [each.person.name for each in newest] == ["Dage 3", "Dage 30"]
    assert Membership.objects.count() == 3
    assert queries.members_of(place).count() == 3


def test_a_profile_is_made_once() -> None:
    somebody = user("Lise Holm")
    assert services.person_for(somebody) == services.person_for(User.objects.get(pk=somebody.pk))
