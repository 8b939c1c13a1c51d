"""The register that is written straight into Parquet has the shares of the documents that are made up, and no impossible row."""

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.register import renumber
from benchmarks.register_made import UNTIL, write_made
from mikrovirk.register import made_up
from mikrovirk.register.domain.layout import TABLES
from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from mikrovirk.register.queries import copies


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "installation"


def test_a_copy_of_any_size_counts_and_holds_together() -> None:
    made = write_made(3000)
    assert copies.current() == made
    assert (made.counts["unit"], made.counts["unit_form"], made.counts["unit_parent"]) == (3000, 1500, 1500)
    with copies.connect(made) as connection:

        def ask(query: str) -> list[tuple]:
            return connection.execute(query).fetchall()

        dated = [table.name for table in TABLES if table.columns[-1].name == "valid_to"]
        assert [name for name in dated if ask(f"SELECT 1 FROM {name} WHERE valid_to < valid_from LIMIT 1")] == []
        assert ask(f"SELECT max(valid_from) <= DATE '{UNTIL}' FROM unit_life") == [(True,)]
        found = {code for (code,) in ask("SELECT DISTINCT municipality FROM unit_address")}
        assert len(found & set(MUNICIPALITIES)) == len(found) > 90
        assert {scheme for (scheme,) in ask("SELECT DISTINCT scheme FROM unit_industry")} == {"DB03", "DB07", "DB25"}
        sole = ask("SELECT avg((form IN ('10', '15'))::INTEGER) FROM unit_form")[0][0]
        assert sole == pytest.approx(0.49, abs=0.06)
        series = dict(ask("SELECT series, count(*) FROM unit_size GROUP BY series"))
        assert series["month"] > series["year"] > 0 < series["quarter"]


@pytest.mark.parametrize("number", [1, 3, 9, 12])
def test_the_same_documents_under_other_numbers(tmp_path: Path, number: int) -> None:
    source, target = tmp_path / "one", tmp_path / "two"
    made_up.write_lines(source, 40, seed=1, until=date(2026, 11, 1))
    renumber(source, target, number)

    def numbers(file: Path) -> set[int]:
        units = [next(iter(json.loads(line).values())) for line in file.read_text("utf-8").splitlines()]
        return {unit.get("pNummer") or unit["cvrNummer"] for unit in units}

    assert len(numbers(target)) == 40
    assert numbers(source) & numbers(target) == set()
    assert {len(str(number)) for number in numbers(target)} == {8, 10}


def test_no_two_files_of_a_large_register_share_a_number(tmp_path: Path) -> None:
    source = tmp_path / "0"
    units = [{"Vrvirksomhed": {"cvrNummer": number}} for number in (97000001, 97999999, 98000001, 98360000)]
    units.append({"VrproduktionsEnhed": {"pNummer": 1900000001}})
    source.write_text("".join(json.dumps(unit, separators=(",", ":")) + "\n" for unit in units), "utf-8")
    for number in range(1, 10):
        renumber(source, tmp_path / str(number), number)
    every = [line for file in sorted(tmp_path.iterdir()) for line in file.read_text("utf-8").splitlines()]
    assert len(every) == len(set(every)) == 50
