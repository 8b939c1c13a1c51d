import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.factories.landscape import make_entry
from tests.overview import made_figures
from tests.overview.pages import officer, signed_in, with_made_figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_made_figures(monkeypatch)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\xa0", " ")


def test_all_municipalities_stand_on_the_map_as_links() -> None:
    answer = signed_in(officer()).get("/overview/")
    links = set(re.findall(r'<a href="/overview/(\d{4})/"', answer.content.decode()))
    assert len(links) == 98
    assert 'href="/overview/0390/">Vordingborg' in answer.content.decode()


def test_choosing_in_the_list_opens_the_page() -> None:
    client = signed_in(officer())
    assert client.get("/overview/?go=0376").headers["Location"] == "/overview/0376/"
    assert client.get("/overview/?go=9999").headers["Location"] == "/overview/"


def test_the_page_says_what_it_found() -> None:
    found = text_of(signed_in(officer()).get("/overview/0390/"))
    own = made_figures.made(made_figures.Area("0390"))
    micro = f"{own['micro_businesses'].value:,}".replace(",", ".")
    for words in (
        f"{micro} mikrovirksomheder",
        "143 er flyttet hertil, og 118 er flyttet væk på tolv måneder",
        "Kilde: Det Centrale Virksomhedsregister (CVR), som det var 1. november 2026",
        "Sådan er det talt",
        "Eurostat",
        "skjult",
    ):
        assert words in found


def test_every_chart_has_a_table_a_definition_and_files() -> None:
    page = signed_in(officer()).get("/overview/0390/").content.decode()
    for key in (
        "map",
        "places",
        "sizes",
        "groups",
        "years",
        "births",
        "survival",
        "moves",
        "transitions",
        "industries",
    ):
        piece = re.search(rf'<section class="card panel[^"]*" id="{key}-0390".*?</section>', page, re.DOTALL)
        assert piece, key
        assert "<svg" in piece[0], key
        assert "<table" in piece[0], key
        assert 'class="definitions"' in piece[0], key
        assert all(f"/overview/0390/files/{key}.{ending}" in piece[0] for ending in ("xlsx", "csv", "png", "svg")), key


def test_a_link_keeps_every_choice() -> None:
    client = signed_in(officer())
    page = client.get("/overview/0390/?on=2020-05-01&with_holdings=1&span=3&postcode=4780").content.decode()
    kept = "postcode=4780&amp;on=2020-05-01&amp;with_holdings=1&amp;span=3"
    assert f'value="http://testserver/overview/0390/?{kept}"' in page
    assert f"/overview/0390/files/sizes.xlsx?{kept}" in page
    assert "/overview/0376/?on=2020-05-01&amp;with_holdings=1&amp;span=3" in page  # on the map
    assert re.search(r'name="with_holdings" value="1" checked', page)
    assert "4780 Stege" in page
    assert "Talt med disse valg: Tæl holdingselskaber med; vækst over 3 år" in text_of(
        client.get(f"/overview/0390/?{kept}".replace("&amp;", "&"))
    )


def test_a_day_that_is_none_is_said_beside_the_field_and_kept() -> None:
    page = signed_in(officer()).get("/overview/0390/?on=i%20g%C3%A5r")
    assert "»i går« er ikke en dag" in text_of(page)
    assert page.status_code == 200


@pytest.mark.parametrize(
    "address", ["/overview/0390/", "/overview/", "/overview/0390/compare/", "/overview/0390/files/sizes.csv"]
)
def test_a_member_finds_no_such_page(address: str) -> None:
    member = factories.role("member", factories.network("moen", municipality_code="0390"))
    assert signed_in(member).get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/overview/9999/", "/overview/x/compare/", "/overview/0390/files/nothing.csv", "/overview/0390/files/sizes.exe"],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert signed_in(officer()).get(address).status_code == 404


def a_network(name: str, code: str = "0390", people: int = 4):
    place = factories.network(name, municipality_code=code, name=f"Netværket i {name}")
    members = [factories.member(place) for _ in range(people)]
    held = factories.meeting(place, starts_at=timezone.now() - timedelta(days=20), title="Pris")
    for person in members:
        factories.sign_up(held, person, checked_in_at=held.starts_at)
    return place


def test_networks_stand_beside_the_register_for_those_who_see_inside(time_machine) -> None:
    time_machine.move_to(datetime(2026, 10, 20, 12, tzinfo=timezone.get_default_timezone()))
    a_network("Møn")
    a_network("Nykøbing", "0376")
    found = text_of(signed_in(officer()).get("/overview/0390/"))
    assert "1 netværk arbejder i kommunen" in found
    assert "Netværket i Møn" in found
    assert "Netværket i Nykøbing" not in found
    neighbour = text_of(signed_in(officer("0376")).get("/overview/0390/"))
    assert "Netværket i Møn" not in neighbour


def test_one_or_two_people_are_not_told(time_machine) -> None:
    time_machine.move_to(datetime(2026, 10, 20, 12, tzinfo=timezone.get_default_timezone()))
    a_network("Møn", people=2)
    found = text_of(signed_in(officer()).get("/overview/0390/"))
    assert "Netværket i Møn skjult 1" in found


def test_how_much_there_is_for_small_businesses() -> None:
    make_entry()
    make_entry("Lukket", closed_at=timezone.now())
    answer = signed_in(officer()).get("/overview/0390/")
    assert "Her kendes 1 netværk eller tilbud til små virksomheder." in text_of(answer)
    assert 'href="/around/0390/"' in answer.content.decode()


def test_the_number_of_queries_is_fixed(django_assert_max_num_queries, django_assert_num_queries) -> None:
    a_network("Møn")
    client = signed_in(officer())
    client.get("/overview/0390/")
    with django_assert_max_num_queries(20) as first:
        client.get("/overview/0390/")
    a_network("Stege")
    a_network("Præstø")
    with django_assert_num_queries(len(first.captured_queries)):
        client.get("/overview/0390/")


# --- two areas side by side ----------------------------------------------------------------------------------------------


def test_two_municipalities_stand_side_by_side() -> None:
    page = signed_in(officer()).get("/overview/0390/compare/?with=0376")
    found = text_of(page)
    assert "Vordingborg ved siden af Guldborgsund" in found
    one, two = (made_figures.made(made_figures.Area(code))["businesses"].value for code in ("0390", "0376"))
    row = re.search(r"<tr><th scope=\"row\">Virksomheder</th>(.*?)</tr>", page.content.decode())
    assert row
    numbers = re.findall(r">([\d.]+)</td>", row[1])
    assert numbers[:2] == [f"{one:,}".replace(",", "."), f"{two:,}".replace(",", ".")]
    assert page.content.decode().count('class="pair"') == 10


def test_without_another_it_asks_for_one() -> None:
    found = text_of(signed_in(officer()).get("/overview/0390/compare/"))
    assert "Vælg, hvad du vil sammenligne med" in found


def test_beside_the_whole_country_there_is_no_third_column() -> None:
    page = signed_in(officer()).get("/overview/0390/compare/?with=dk").content.decode()
    heads = re.findall(r"<thead><tr>(.*?)</tr></thead>", page)
    assert re.findall(r">([^<>]+)</th>", heads[0]) == ["Indikator", "Vordingborg", "Danmark"]


# --- where no register was read in ---------------------------------------------------------------------------------------


def test_without_a_register_the_page_says_so(monkeypatch) -> None:
    from mikrovirk.overview.queries.figures import NoCopy
    from mikrovirk.overview.views import reading

    def none():
        raise NoCopy

    monkeypatch.setattr(reading, "copy_now", none)
    for address in ("/overview/", "/overview/0390/"):
        assert "Virksomhedsregistret er ikke læst ind endnu" in text_of(
            signed_in(factories.user(is_administrator=True)).get(address)
        )
    assert signed_in(factories.user()).get("/overview/").status_code == 404
