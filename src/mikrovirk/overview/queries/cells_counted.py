"""Cells counted in the register itself: for days and postcodes that no cube holds, and for copies without cubes."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from mikrovirk.overview.domain.cells import Births, Deaths, Detail, Growth, Moves, Stock
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.domain.periods import years_before
from mikrovirk.overview.queries import cubes
from mikrovirk.register.domain.layout import COMPANY, PLACE, TABLES
from mikrovirk.register.queries import copies

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

KEPT = 2  # copies whose segments are at hand
_one_at_a_time = Lock()


@lru_cache(maxsize=KEPT)
def _segments(folder: Path, read_at: str, file: str | None) -> "tuple[Backend, Table]":
    """An engine and the segments of a copy: from its cubes' file, or made from the copy for as long as this process lives."""
    import ibis

    if file is not None:
        backend = ibis.duckdb.connect(":memory:")
        return backend, backend.read_parquet(file)
    copy = copies.copy_in(folder)
    assert copy is not None
    connection = copies.connect(copy)
    backend = ibis.duckdb.from_connection(connection)
    connection.execute(f"CREATE TABLE segments AS {segments_query()}").fetchall()
    return backend, backend.table("segments")


@cache
def segments_query() -> str:
    """The segments of a copy in SQL: the same for every copy, as the tables of the layout have the same names and types."""
    import duckdb
    import ibis

    from mikrovirk.overview.domain.indicators.segments import segments

    with duckdb.connect() as empty:
        backend = ibis.duckdb.from_connection(empty)
        for table in TABLES:
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            empty.execute(f"CREATE TABLE {table.name} ({columns})")
        return str(backend.compile(segments({table.name: backend.table(table.name) for table in TABLES})))


class Counted:
    """Counts cells of one area in one copy. One thread at a time uses the engine."""

    def __init__(self, copy: copies.Copy, area: Area, choices: Choices) -> None:
        found = cubes.of_copy(copy)
        with _one_at_a_time:
            self.backend, self.whole = _segments(
                copy.folder, copy.read_at.isoformat(), found.file("segments") if found else None
            )
        self.area = area
        self.choices = choices
        kind = PLACE if choices.workplaces else COMPANY
        self.of_kind = self.whole.filter(self.whole.kind == kind)
        self.inside = self.of_kind.filter(self.is_here(self.of_kind))

    def is_here(self, table: "Table", *, when: str = "") -> Any:
        """Whether a row lies in the area; `when`: which of two days ("_then", "_now")."""
        import ibis

        found: Any = ibis.literal(True)
        for name in ("municipality", "postcode"):
            if getattr(self.area, name) is not None:
                found = found & (table[f"{name}{when}"] == getattr(self.area, name))
        return found if not when else found & (table[f"size_class{when}"] != "absent")

    def rows(self, expression: "Table", columns: Sequence[str]) -> list[tuple[Any, ...]]:
        query = self.backend.compile(expression.select(*columns))
        with _one_at_a_time:
            found: list[tuple[Any, ...]] = self.backend.con.execute(query).fetchall()
        return found

    def has_deaths(self) -> bool:
        return bool(self.rows(self.whole.filter(self.whole.is_death).limit(1), ["unit"]))

    def stock(self, day: date) -> list[Stock]:
        from mikrovirk.overview.domain.indicators import cells

        by = ("section", "size_class", "sort", "is_secret")
        return [Stock(*row) for row in self.rows(cells.stock(self.inside, day, by), [*by, *cells.MEASURES])]

    def details(self, day: date, name: str) -> list[Detail]:
        from mikrovirk.overview.domain.indicators import cells

        by = (name, "size_class", "sort", "is_secret")
        return [Detail(*row) for row in self.rows(cells.stock(self.inside, day, by), [*by, "businesses"])]

    def births(self, end: int) -> list[Births]:
        from mikrovirk.overview.domain.indicators import cells

        found = cells.birth_cells(self.inside)
        found = found.filter((found.month >= end - 72) & (found.month < end))
        columns = ["section", "sort", "is_secret", "took_over", "born"]
        lived = [f"lived_{years}" for years in range(1, 6)]
        rows = self.rows(found, ["month", *columns, *lived])
        return [Births._make(((end - 1 - row[0]) // 12, *row[1:6], row[6:])) for row in rows]

    def deaths(self, end: int) -> list[Deaths]:
        from mikrovirk.overview.domain.indicators import cells

        found = cells.death_cells(self.inside)
        found = found.filter((found.month >= end - 12) & (found.month < end))
        return [Deaths(*row) for row in self.rows(found, ["section", "sort", "is_secret", "handed_over", "died"])]

    def moves(self, end: int) -> list[Moves]:
        """Moves to and from the municipality. Of a postcode alone none are known: they are counted between municipalities."""
        from mikrovirk.overview.domain.indicators import cells

        code = self.area.municipality
        found = cells.move_cells(self.of_kind)
        found = found.filter((found.month >= end - 12) & (found.month < end))
        found = found.filter((found.municipality == code) | (found.came_from == code))
        rows = self.rows(found, ["municipality", "came_from", "sort", "is_secret", "moved"])
        return [Moves(to == code, come if to == code else to, *rest) for to, come, *rest in rows]

    def growth(self, day: date) -> list[Growth]:
        from mikrovirk.overview.domain.indicators import cells

        found = cells.growth(self.of_kind, day, years_before(day, self.choices.span), ("municipality", "postcode"))
        here_then, here_now = self.is_here(found, when="_then"), self.is_here(found, when="_now")
        found = found.mutate(here_then=here_then, here_now=here_now).filter(here_then | here_now)
        return [Growth(*row) for row in self.rows(found, Growth._fields)]
