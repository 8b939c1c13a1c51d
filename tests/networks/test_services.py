"""Networks, their parts, their roles and the organisations behind them."""

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries, services
from mikrovirk.networks.models import Installation, Network, Organisation, Role
from mikrovirk.networks.parts import KEYS, PARTS
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


def roles() -> set[tuple[str, str, str]]:
    """Every role: whose, which, where."""
    rows = Role.objects.select_related("user", "network", "organisation")
    return {(row.user.email, row.name, str(row.network or row.organisation)) for row in rows}


# --- networks and parts --------------------------------------------------------------------------------------------------


def test_a_new_network_has_every_part_off_and_its_coordinator() -> None:
    karen = factories.user(email="karen@erhverv.example")
    network = services.add_network(slug="moen", name="Møn", coordinator=karen, on=TODAY)
    assert (network.parts, queries.parts_of(network)) == ([], frozenset())
    assert [part.key for part in PARTS if queries.has_part(network, part.key)] == []
    assert roles() == {("karen@erhverv.example", "coordinator", "Møn")}


def test_the_parts_are_exactly_those_that_were_ticked() -> None:
    network = factories.network("moen", parts=("tasks", "toolbox"))
    services.switch_parts(network, on=["feedback", "tasks"])
    network.refresh_from_db()
    assert queries.parts_of(network) == {"feedback", "tasks"}
    assert queries.has_part(network, "tasks")
    assert not queries.has_part(network, "toolbox")


def test_a_part_that_does_not_exist_changes_nothing() -> None:
    network = factories.network("moen", parts=("tasks",))
    with pytest.raises(services.UnknownPart, match="league"):
        services.switch_parts(network, on=["league", "tasks"])
    network.refresh_from_db()
    assert network.parts == ["tasks"]


@pytest.mark.parametrize("part", sorted(KEYS))
def test_the_installation_switches_a_part_off_everywhere_and_the_networks_choice_comes_back(part: str) -> None:
    one, two = factories.network("moen"), factories.network("stege", parts=())
    services.change_installation(queries.installation(), parts_on=KEYS - {part})
    assert [queries.has_part(network, part) for network in (one, two)] == [False, False]
    assert queries.parts_of(one) == KEYS - {part}
    services.change_installation(queries.installation(), parts_on=KEYS)
    assert [queries.has_part(network, part) for network in (one, two)] == [True, False]


def test_there_is_one_installation() -> None:
    services.change_installation(queries.installation(), parts_on=KEYS)
    services.change_installation(queries.installation(), parts_on=[])
    assert Installation.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Ærø Netværk", [], "aeroe-netvaerk"),
        ("Møn", ["moen"], "moen-2"),
        ("Møn", ["moen", "moen-2", "moenbroen"], "moen-3"),
        ("!!!", [], "netvaerk"),
        (
            "Netværket for alle de mange små virksomheder på Sydsjælland",
            [],
            "netvaerket-for-alle-de-mange-smaa-virksomheder-paa",
        ),
    ],
)
def test_a_web_address_is_made_of_the_name(name: str, taken: list[str], expected: str) -> None:
    for slug in taken:
        factories.network(slug)
    assert services.free_slug(name) == expected


def test_a_network_is_given_its_host_and_municipality_and_can_be_closed() -> None:
    network, host = factories.network("moen"), factories.organisation()
    services.place_network(network, host=host, municipality_code="0390", is_open=False)
    network.refresh_from_db()
    assert (network.host, network.municipality_code, network.is_open) == (host, "0390", False)


# --- roles ---------------------------------------------------------------------------------------------------------------


def test_somebody_unknown_is_appointed_by_address() -> None:
    network = factories.network("moen", name="Møn")
    services.appoint("Karen@Erhverv.example ", "coordinator", full_name="Karen Bæk", network=network, on=TODAY)
    assert roles() == {("karen@erhverv.example", "coordinator", "Møn")}
    assert User.objects.get().full_name == "Karen Bæk"


def test_appointing_somebody_known_keeps_the_name_and_makes_nobody_new() -> None:
    network = factories.network("moen", name="Møn")
    lise = factories.member(network, "Lise Holm", email="lise@systuen.example").user
    for _ in range(2):
        services.appoint("lise@systuen.example", "steering", full_name="Lis", network=network, on=TODAY)
    lise.refresh_from_db()
    assert lise.full_name == "Lise Holm"
    assert roles() == {
        ("lise@systuen.example", "member", "Møn"),
        ("lise@systuen.example", "steering", "Møn"),
    }


def test_a_guest_known_by_address_only_gets_a_name() -> None:
    User.objects.create_user("gaest@firma.example")
    services.appoint("gaest@firma.example", "steering", full_name="Ole Gram", network=factories.network(), on=TODAY)
    assert User.objects.get().full_name == "Ole Gram"


def test_the_last_coordinator_keeps_the_role() -> None:
    network, elsewhere = factories.network("moen"), factories.network("stege")
    karen, ole = factories.coordinator(network), factories.coordinator(network)
    factories.coordinator(elsewhere)
    factories.role("steering", network)
    services.end_role(Role.objects.get(user=karen))
    with pytest.raises(services.LastCoordinator):
        services.end_role(Role.objects.get(user=ole))
    assert list(queries.people_with(network, "coordinator")) == [ole]


def test_the_last_of_the_steering_group_may_go() -> None:
    network = factories.network("moen")
    services.end_role(Role.objects.get(user=factories.role("steering", network)))
    assert list(queries.staff_of(network)) == []


# --- organisations -------------------------------------------------------------------------------------------------------


def test_an_organisation_gets_its_web_address_once() -> None:
    made = services.save_organisation(Organisation(name="Møn Bibliotek", kind="other"))
    made.name = "Bibliotekerne på Møn"
    services.save_organisation(made)
    assert list(Organisation.objects.values_list("slug", "name")) == [("moen-bibliotek", "Bibliotekerne på Møn")]


def test_somebody_is_let_in_by_way_of_an_organisation() -> None:
    office = factories.organisation(name="Vordingborg Erhverv")
    network = factories.network("moen", host=office)
    services.appoint_in_organisation("bo@erhverv.example", "host", full_name="Bo Lind", organisation=office, on=TODAY)
    bo = User.objects.get()
    assert roles() == {("bo@erhverv.example", "host", "Vordingborg Erhverv")}
    assert queries.roles_held(bo) == [("host", network)]
    services.end_role(queries.people_of(office).get())
    assert queries.roles_held(bo) == []


# --- what the database itself refuses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["nowhere", "in both", "twice"])
def test_a_role_is_held_once_and_in_one_place(where: str) -> None:
    from django.db import IntegrityError

    user, network, office = factories.user(), factories.network("moen"), factories.organisation()
    Role.objects.create(user=user, name="member", network=network, since_date=TODAY)
    places = {
        "nowhere": {},
        "in both": {"network": network, "organisation": office},
        "twice": {"network": network},
    }
    with pytest.raises(IntegrityError):
        Role.objects.create(user=user, name="member", since_date=TODAY, **places[where])


def test_two_networks_never_share_an_address() -> None:
    from django.db import IntegrityError

    factories.network("moen")
    with pytest.raises(IntegrityError):
        Network.objects.create(slug="moen", name="Møn 2")
