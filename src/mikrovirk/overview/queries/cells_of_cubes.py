"""Cells of a municipality or a country out of the cubes: small files, one question each."""

import json
from typing import Any

from mikrovirk.overview.domain.cells import Births, Cells, Deaths, Detail, Growth, Moves, Stock
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.queries.cubes import READY, Cubes, rows
from mikrovirk.register.domain.layout import COMPANY, PLACE

MEASURES = ("businesses", "sole", "care_of", "heads", "least", "most", "full_time")
SUMS = ", ".join(f"sum({name})::BIGINT" for name in MEASURES)


def ready(cubes: Cubes, area: Area, choices: Choices, cells: Cells) -> bool:
    """Fill in what a municipality's cells are on the copy's own day; False where there is no file of them."""
    kind = PLACE if choices.workplaces else COMPANY
    try:
        text = (cubes.folder / READY / f"{kind}-{area.municipality}.json").read_bytes()
    except FileNotFoundError:
        return False
    found = json.loads(text)
    cells.stock = [Stock(*row) for row in found.get("stock", ())]
    cells.start = [Stock(*row) for row in found.get("start", ())]
    cells.places = [Detail(*row) for row in found.get("places", ())]
    cells.groups = [Detail(*row) for row in found.get("groups", ())]
    cells.births = [Births._make((*row[:6], tuple(row[6:]))) for row in found.get("births", ())]
    cells.deaths = [Deaths(*row) for row in found.get("deaths", ())]
    cells.moves = [Moves(*row) for row in found.get("moves", ())]
    cells.growth = [Growth(*row[1:]) for row in found.get("growth", ()) if row[0] == choices.span]
    return True


def where(area: Area, choices: Choices, column: str = "municipality") -> tuple[str, list[Any]]:
    """The condition on kind and area, with its parameters."""
    kind = PLACE if choices.workplaces else COMPANY
    if area.municipality is None:
        return "kind = ?", [kind]
    return f"kind = ? AND {column} = ?", [kind, area.municipality]


def stock(cubes: Cubes, area: Area, choices: Choices, month: int | None) -> list[Stock]:
    """What lived on the first day of the month; None: on the copy's own day."""
    condition, chosen = where(area, choices)
    file = cubes.file("stock_now" if month is None else "stock")
    if month is not None:
        condition += " AND month <= ? AND until > ?"
        chosen += [month, month]
    query = f"""SELECT section, size_class, sort, is_secret, {SUMS} FROM read_parquet(?)
        WHERE {condition} GROUP BY ALL"""
    return [Stock(*row) for row in rows(query, [file, *chosen])]


def details(cubes: Cubes, area: Area, choices: Choices, name: str) -> list[Detail]:
    """What lives on the copy's own day by `name`: municipality, postcode or industry_group."""
    condition, chosen = where(area, choices)
    query = f"""SELECT {name}, size_class, sort, is_secret, sum(businesses)::BIGINT FROM read_parquet(?)
        WHERE {condition} GROUP BY ALL"""
    return [Detail(*row) for row in rows(query, [cubes.file("details_now"), *chosen])]


def births(cubes: Cubes, area: Area, choices: Choices, end: int) -> list[Births]:
    """Births of the six years before the month `end`."""
    condition, chosen = where(area, choices)
    lived = ", ".join(f"sum(lived_{years})::BIGINT" for years in range(1, 6))
    query = f"""SELECT (? - 1 - month) // 12 AS years_back, section, sort, is_secret, took_over, sum(born)::BIGINT, {lived}
        FROM read_parquet(?) WHERE {condition} AND month >= ? AND month < ? GROUP BY ALL"""
    found = rows(query, [end, cubes.file("births_by_month"), *chosen, end - 72, end])
    return [Births._make((*row[:6], row[6:])) for row in found]


def deaths(cubes: Cubes, area: Area, choices: Choices, end: int) -> list[Deaths]:
    """Deaths of the year before the month `end`."""
    condition, chosen = where(area, choices)
    query = f"""SELECT section, sort, is_secret, handed_over, sum(died)::BIGINT
        FROM read_parquet(?) WHERE {condition} AND month >= ? AND month < ? GROUP BY ALL"""
    return [Deaths(*row) for row in rows(query, [cubes.file("deaths_by_month"), *chosen, end - 12, end])]


def moves(cubes: Cubes, area: Area, choices: Choices, end: int) -> list[Moves]:
    """Moves of the year before the month `end` to and from a municipality."""
    kind = PLACE if choices.workplaces else COMPANY
    query = """SELECT municipality = $code, CASE WHEN municipality = $code THEN came_from ELSE municipality END,
        sort, is_secret, sum(moved)::BIGINT FROM read_parquet($file)
        WHERE kind = $kind AND month >= $first AND month < $end AND (municipality = $code OR came_from = $code) GROUP BY ALL"""
    chosen = {"code": area.municipality, "kind": kind, "first": end - 12, "end": end}
    return [Moves(*row) for row in rows(query, {"file": cubes.file("moves_by_month"), **chosen})]


def growth(cubes: Cubes, area: Area, choices: Choices) -> list[Growth]:
    """What the businesses of `choices.span` years before the copy's day have become."""
    kind = PLACE if choices.workplaces else COMPANY
    here = "(municipality_then = $code)", "(municipality_now = $code)"
    if area.municipality is None:
        here = "(size_class_then <> 'absent')", "(size_class_now <> 'absent')"
    columns = "size_class_then, size_class_now, sort_then, sort_now, is_secret_then, is_secret_now"
    sums = ", ".join(f"sum({name})::BIGINT" for name in GROWTH_SUMS)
    query = f"""SELECT {here[0]}, {here[1]}, {columns}, {sums} FROM read_parquet($file)
        WHERE kind = $kind AND span = $span AND ({here[0]} OR {here[1]}) GROUP BY ALL"""
    chosen = {"kind": kind, "span": choices.span} | ({"code": area.municipality} if area.municipality else {})
    return [Growth(*row) for row in rows(query, {"file": cubes.file("growth_now"), **chosen})]


GROWTH_SUMS = ("units", "heads_then", "heads_now", "full_time_then", "full_time_now")
