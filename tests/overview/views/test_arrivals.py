"""Who began or moved here by the register: names for those who invite, counts for the municipality, never a protected one."""

import re
from datetime import date

import pytest
from django.utils import timezone

from mikrovirk.overview.models import ListedBusiness
from mikrovirk.overview.queries import arrivals
from mikrovirk.overview.queries.arrivals import Arrival
from mikrovirk.register.queries import copies
from tests import factories as f
from tests.factories.register import row, write_copy
from tests.overview import nearby
from tests.overview.pages import officer, signed_in
from tests.overview.strategy_pages import with_figures

pytestmark = pytest.mark.django_db
HERE = "/networks/moen/invite/new-here/"
SECRET = "Beskyttet"


def moved(unit_id: str, name: str, came_from: str, on: date, **more: object):
    """A company that lay elsewhere until a day."""
    rows = nearby.at(unit_id, name, start=date(2015, 1, 1), **more)
    for table, columns in rows:
        if table == "unit_address":
            columns["valid_from"] = on
    before = {"municipality": came_from, "postcode": "4800", "valid_from": date(2015, 1, 1), "valid_to": on}
    return rows + row("unit_address", unit_id, **before)


@pytest.fixture
def register(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    day = date(2026, 6, 1)
    write_copy(
        nearby.at("10000001", "Gammel tømrer"),
        nearby.at("10000002", "Ny café", industry=nearby.CAFE, start=day),
        nearby.at("10000003", "Ny frisør", industry=nearby.HAIR, start=date(2026, 9, 1)),
        nearby.at("10000004", f"{SECRET} ny", start=day, protected=True),
        moved("10000005", "Flyttet smed", "0376", day),
        moved("10000006", "Flyttede for længst", "0376", date(2020, 1, 1)),
        moved("10000007", "Samme kommune", "0390", day),
        moved("10000008", "Ny kode", "0397", date(2026, 1, 1)),
        moved("10000009", f"{SECRET} flyttet", "0376", day, protected=True),
        nearby.at("10000010", "Stor og ny", start=day, employed=(50, 99)),
        as_of=nearby.DAY,
    )


def text_of(answer) -> str:
    page = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


@pytest.mark.usefixtures("register")
def test_who_began_and_who_moved_here_newest_first() -> None:
    copy = copies.current()
    assert copy is not None
    assert list(arrivals.arrivals(copy, "0390").values()) == [
        Arrival("10000003", date(2026, 9, 1)),
        Arrival("10000002", date(2026, 6, 1)),
        Arrival("10000004", date(2026, 6, 1)),
        Arrival("10000005", date(2026, 6, 1), "0376"),
        Arrival("10000009", date(2026, 6, 1), "0376"),
    ]


@pytest.mark.usefixtures("register")
def test_the_network_reads_names_of_those_it_may_ask_and_puts_them_on_its_list() -> None:
    place = f.network("moen", municipality_code="0390")
    client = signed_in(f.coordinator(place))
    found = text_of(client.get(HERE))
    for words in ("Ny frisør", "Ny café", "Flyttet smed", "flyttet hertil fra Guldborgsund", "2 virksomheder er"):
        assert words in found
    assert SECRET not in found
    assert "Gammel tømrer" not in found
    client.post("/networks/moen/invite/choose/", {"unit": ["10000005", "10000009"], "next": HERE})
    assert list(ListedBusiness.objects.values_list("unit_id", flat=True)) == ["10000005"]
    assert "Flyttet smed" not in text_of(client.get(HERE))


@pytest.mark.usefixtures("register")
def test_the_municipality_reads_counts_of_three_or_more_and_no_names(monkeypatch) -> None:
    with_figures(monkeypatch)
    place = f.network("moen", municipality_code="0390")
    f.member(place, firm=f.business("Ny café", cvr="10000002"))
    karen = signed_in(officer())
    assert karen.get(HERE).status_code == 404
    found = text_of(karen.get("/overview/0390/newcomers/"))
    assert "(3 begyndte, skjult flyttede hertil), er skjult med i et netværk, og 0 er inviteret af et" in found
    for name in ("Ny café", "Flyttet smed", SECRET, "Sig velkommen for"):
        assert name not in found
    coordinator = signed_in(f.coordinator(place))
    assert f'href="{HERE}"' in coordinator.get("/overview/0390/newcomers/").content.decode()


@pytest.mark.usefixtures("register")
def test_what_was_invited_is_counted() -> None:
    place = f.network("moen", municipality_code="0390")
    now = timezone.now()
    for unit_id in ("10000002", "10000003", "10000005", "10000001"):
        ListedBusiness.objects.create(
            network=place, unit_id=unit_id, chosen_at=now, changed_at=now, invited_at=now, state="invited"
        )
    counts = arrivals.counts_of("0390")
    assert counts is not None
    assert (counts.began, counts.moved, counts.reached, counts.invited) == (3, None, 0, 3)


def test_without_a_register_there_is_nothing_to_count(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    place = f.network("moen", municipality_code="0390")
    assert arrivals.counts_of("0390") is None
    assert "Der er ingen kopi af CVR-registret her endnu" in text_of(signed_in(f.coordinator(place)).get(HERE))
