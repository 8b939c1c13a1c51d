"""The bare Django app that our pages are measured beside still shows what they show, from the same rows."""

from pathlib import Path

import pytest

from benchmarks.compare import Pages, both, differences
from benchmarks.serving import FLOOR, OURS
from benchmarks.text import shown_in


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    folder: Path = tmp_path_factory.mktemp("world")
    return both(folder)


def test_floor_shows_the_same_as_our_pages(pages: dict[str, Pages]) -> None:
    found = {name: differences(ours, pages[FLOOR][name]) for name, ours in pages[OURS].items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_pages_hold_what_is_measured(pages: dict[str, Pages]) -> None:
    ours = {name: shown_in(page) for name, page in pages[OURS].items()}
    assert sum(line.startswith("Salg uden at sælge (") for line in ours["list"]) == 5
    assert len([line for line in ours["list"] if line.endswith("ledige pladser")]) == 20
    assert ours["calendar"].count("BEGIN:VEVENT") == 200
    assert "Du er tilmeldt. Vi ses!" in ours["confirmation"]
    assert [line for line in ours["search for holm"] if line.startswith("1–30 af ")] == ["1–30 af 120"]


def test_drift_is_seen() -> None:
    ours = "<main><h1>Møder</h1><p>Alle er <b>velkomne</b></p><a href='/x/'>Mere</a></main>"
    assert differences(ours, ours.replace("<b>", "<strong>").replace("</b>", "</strong>")) == []
    assert differences(ours, ours.replace("Alle", "Mange")) == ["-Mange er velkomne", "+Alle er velkomne"]
    assert differences(ours, ours.replace("/x/", "/y/")) == ["-/y/", "+/x/"]


def test_what_nobody_sees_does_not_count() -> None:
    page = (
        "<title>Et</title><script>x</script><dialog><form><button name='a'>Ja</button></form></dialog><p>To\n  tre</p>"
    )
    assert shown_in(page) == ["To tre"]


def test_fields_count_but_not_their_secrets() -> None:
    page = "<form action='/f/'><input type='hidden' name='csrf' value='abc'><input name='q' value='holm'></form>"
    assert shown_in(page) == ["/f/", "csrf=", "q=holm"]
