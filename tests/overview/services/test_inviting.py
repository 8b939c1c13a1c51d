"""The list of a network and the log: who gets on it, what is noted, and what is forgotten."""

from datetime import timedelta

import pytest

from mikrovirk.networks.models import Network
from mikrovirk.overview.models import ContactUse, ListedBusiness
from mikrovirk.overview.queries import inviting as queries
from mikrovirk.overview.queries.inviting import Wanted
from mikrovirk.overview.services import inviting as services
from tests import factories
from tests.overview import nearby

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
NOW = factories.NOW


@pytest.fixture
def place() -> Network:
    return nearby.network()


def listed(place: Network, *numbers: str) -> list[ListedBusiness]:
    services.put_on_list(place, numbers, by=factories.coordinator(place), at=NOW)
    return [ListedBusiness.objects.get(network=place, unit_id=number) for number in numbers]


def test_only_candidates_get_on_the_list(place: Network) -> None:
    asked = ["10000001", "10000001", "10000000", "50000001", "50000002", "50000003", "40000001", "99999999", ""]
    assert services.put_on_list(place, asked, by=factories.coordinator(place), at=NOW) == 1
    assert list(ListedBusiness.objects.values_list("unit_id", flat=True)) == ["10000001"]


def test_without_a_municipality_there_is_no_register(place: Network) -> None:
    place.municipality_code = ""
    place.save()
    user = factories.coordinator(place)
    with pytest.raises(services.NoRegister):
        services.put_on_list(place, ["10000001"], by=user, at=NOW)
    with pytest.raises(services.NoRegister):
        services.use_list(place, form="visits", purpose="Besøg", by=user, at=NOW)
    with pytest.raises(services.NoRegister):
        services.tell_candidates(place, Wanted(), most=5, purpose="Brev", by=user, at=NOW)


def test_a_use_says_who_what_for_and_how_many_were_left_out(place: Network) -> None:
    user = factories.coordinator(place)
    told = services.tell_candidates(place, Wanted(postcode="4780"), most=3, purpose="Brev", by=user, at=NOW)
    assert [each.name for each in told.contacts] == ["Café 05", "Café 04", "Café 03"]
    use = ContactUse.objects.get()
    assert (use.network, use.by, use.at, use.form, use.purpose) == (place, user, NOW, "command", "Brev")
    assert (use.count, use.unit_ids) == (3, ["20000005", "20000004", "20000003"])
    assert (use.left_out, use.left_out_count) == ({"protected": 2, "hidden": 1}, 3)
    with pytest.raises(services.NobodyToInvite):
        services.tell_candidates(place, Wanted(postcode="4760", new_only=True), most=3, purpose="x", by=user, at=NOW)
    assert ContactUse.objects.count() == 1


def test_who_became_a_member_is_written_to_no_more(place: Network) -> None:
    (row,) = listed(place, "10000001")
    factories.member(place, firm=factories.business("Tømrer 01", cvr="10000001"))
    assert queries.list_of(place)[0].is_member
    with pytest.raises(services.NobodyToInvite):
        services.use_list(place, form="letters", purpose="Brev", text="Kom.", by=row.chosen_by, at=NOW)


def test_only_a_member_goes_along(place: Network) -> None:
    (row,) = listed(place, "10000001")
    user = row.chosen_by
    with pytest.raises(services.NotAMember):
        services.choose_host(row, factories.member(factories.network()), by=user, at=NOW)
    last = place.memberships.order_by("pk").last()
    services.choose_host(row, last.person, by=user, at=NOW)
    (found,) = queries.list_of(place)
    assert (found.host, found.why) == (last.person, None)
    services.choose_host(row, None, by=user, at=NOW)
    (found,) = queries.list_of(place)
    assert (str(found.host), found.why) == ("Medlem 0", "both")


def test_after_two_years_lists_and_numbers_are_forgotten_and_a_no_is_not(place: Network) -> None:
    chosen, declined = listed(place, "10000001", "10000002")
    services.note_outcome(declined, state="declined", note="", by=chosen.chosen_by, at=NOW)
    services.use_list(place, form="visits", purpose="Besøg", by=chosen.chosen_by, at=NOW)
    services.forget_old(now=NOW + timedelta(days=729))
    assert ListedBusiness.objects.count() == 2
    services.forget_old(now=NOW + timedelta(days=731))
    assert list(ListedBusiness.objects.values_list("unit_id", "state")) == [("10000002", "declined")]
    assert list(ContactUse.objects.values_list("purpose", "count", "unit_ids")) == [("Besøg", 1, [])]


def test_ones_own_copy_has_the_uses_and_visits(place: Network) -> None:
    (row,) = listed(place, "10000001")
    services.use_list(place, form="visits", purpose="Besøg", by=row.chosen_by, at=NOW)
    member = place.memberships.order_by("pk").last().person
    services.choose_host(row, member, by=row.chosen_by, at=NOW)
    told = queries.export_of(row.chosen_by)["used_addresses_of_businesses"]
    assert told == [{"network__name": "Netværk Møn", "at": NOW, "form": "visits", "purpose": "Besøg", "count": 1}]
    assert [each["state"] for each in queries.export_of(member.user)["visits_to_businesses"]] == ["chosen"]


def test_whose_names_were_seen_is_one_line_for_each_person_and_day(place: Network) -> None:
    one, two, found = factories.coordinator(place), factories.coordinator(place), queries.candidates(place)
    assert found is not None
    for by, at, numbers in (
        (one, NOW, ["20000005", "20000004"]),
        (one, NOW + timedelta(minutes=5), ["20000004", "20000003"]),
        (two, NOW, ["20000005"]),
        (one, NOW + timedelta(days=1), ["20000005"]),
        (two, NOW + timedelta(days=2), []),
    ):
        services.note_seen(place, found, numbers, by=by, at=at)
    rows = ContactUse.objects.order_by("at", "pk").values_list("by", "form", "purpose", "unit_ids", "count")
    purpose = "Valg af, hvem der skal inviteres"
    assert list(rows) == [
        (one.pk, "seen", purpose, ["20000005", "20000004", "20000003"], 3),
        (two.pk, "seen", purpose, ["20000005"], 1),
        (one.pk, "seen", purpose, ["20000005"], 1),
    ]
    assert {use.left_out_count for use in ContactUse.objects.all()} == {4}
