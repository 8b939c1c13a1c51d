"""The cells of every municipality on the copy's own day, ready to be read in one go: a page that is opened asks nothing else."""

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mikrovirk.overview.domain.periods import whole_months_before
from mikrovirk.overview.queries import cubes
from mikrovirk.overview.queries.cells_of_cubes import GROWTH_SUMS, SUMS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LIVED = ", ".join(f"sum(lived_{years})::BIGINT" for years in range(1, 6))
GROWTH = "size_class_then, size_class_now, sort_then, sort_now, is_secret_then, is_secret_now"
TRAITS = "sort, is_secret"


def queries(found: cubes.Cubes) -> dict[str, str]:
    """For each kind of cells: kind, municipality, and the columns of `domain.cells` in their order."""
    end = whole_months_before(found.as_of)
    last_year = f"month >= {end - 12} AND month < {end}"
    sums = ", ".join(f"sum({name})::BIGINT" for name in GROWTH_SUMS)
    stock = f"section, size_class, {TRAITS}, {SUMS}"
    moved = f"{TRAITS}, sum(moved)::BIGINT FROM moves_by_month WHERE {last_year}"
    stayed = "municipality_then = municipality_now AND size_class_then <> 'absent' AND size_class_now <> 'absent'"
    return {
        "stock": f"SELECT kind, municipality, {stock} FROM stock_now GROUP BY ALL",
        "start": f"SELECT kind, municipality, {stock} FROM stock WHERE month <= {end - 12} AND until > {end - 12} GROUP BY ALL",
        "places": f"SELECT kind, municipality, postcode, size_class, {TRAITS}, sum(businesses)::BIGINT FROM details_now GROUP BY ALL",
        "groups": f"SELECT kind, municipality, industry_group, size_class, {TRAITS}, sum(businesses)::BIGINT FROM details_now GROUP BY ALL",
        "births": f"""SELECT kind, municipality, ({end} - 1 - month) // 12, section, {TRAITS}, took_over, sum(born)::BIGINT, {LIVED}
            FROM births_by_month WHERE month >= {end - 72} AND month < {end} GROUP BY ALL""",
        "deaths": f"""SELECT kind, municipality, section, {TRAITS}, handed_over, sum(died)::BIGINT
            FROM deaths_by_month WHERE {last_year} GROUP BY ALL""",
        "moves": f"""SELECT kind, municipality, true, came_from, {moved} GROUP BY ALL
            UNION ALL SELECT kind, came_from, false, municipality, {moved} GROUP BY ALL""",
        "growth": f"""SELECT kind, municipality_then, span, true, {stayed}, {GROWTH}, {sums}
            FROM growth_now WHERE size_class_then <> 'absent' GROUP BY ALL
            UNION ALL SELECT kind, municipality_now, span, false, true, {GROWTH}, {sums}
            FROM growth_now WHERE size_class_now <> 'absent' AND NOT ({stayed}) GROUP BY ALL""",
    }


def write_ready(connection: "DuckDBPyConnection", found: cubes.Cubes) -> None:
    """Write one file for each kind of unit and municipality."""
    files: dict[tuple[str, str], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name in cubes.CUBES[1:]:
        file = found.file(name).replace("'", "''")
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{file}')")
    for name, query in queries(found).items():
        for kind, municipality, *cell in connection.execute(query).fetchall():
            files[(kind, municipality)][name].append(cell)
    folder = found.folder / cubes.READY
    folder.mkdir()
    for (kind, municipality), cells in files.items():
        if municipality.isalnum():  # as all codes are; nothing else becomes the name of a file
            write_file(folder / f"{kind}-{municipality}.json", cells)


def write_file(file: Path, cells: dict[str, list[Any]]) -> None:
    file.write_text(json.dumps(cells, separators=(",", ":")), "utf-8")
