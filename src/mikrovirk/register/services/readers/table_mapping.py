"""Mapping files: which column of a table from elsewhere becomes which column of the layout. Written in TOML.

    country = "FR"
    kind = "place"                       # or company
    format = "csv"                       # csv, parquet or json
    unit_id = "siret"
    needs = ["siret", "codeCommuneEtablissement"]   # without these columns the file is of another source

    [[unit_life]]
    valid_from = "dateCreationEtablissement"
    valid_to = { column = "dateDebut", when = { etatAdministratifEtablissement = "F" } }

Every table of the layout may occur, several times where it takes several; `docs/using/register-other-formats.md` has all the words.
A mapping is data: it can choose and change values, and run nothing. One that is made of others says `mappings = ["france-companies",
"france-places"]`; each file is read by the first whose columns it has.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, Final

from mikrovirk.register.domain.layout import BY_NAME, COMPANY, PLACE

FORMATS: Final = ("csv", "parquet", "json")
KEY_COLUMNS: Final = {"country", "kind", "unit_id"}
TABLE_WORDS: Final = {"where", "each", "merge"}
# What may be said of a value. `column`, `columns`, `text`: where it is from; the rest: what is done to it, in this order.
VALUE_WORDS: Final = (
    *("column", "columns", "text", "first_of"),
    *("join", "before", "after", "strip", "digits", "pad", "year", "date", "plus_days", "values", "otherwise", "is", "is_not", "when"),
)  # fmt: skip
SHIPPED: Final = "mikrovirk.register.mappings"


class WrongMapping(Exception):
    """The mapping cannot be used; the message says what is wrong where."""


@dataclass(frozen=True)
class MappedTable:
    """One table of the layout, filled from the file. `each`: a list inside a JSON document, of which every entry is a row."""

    table: str
    columns: Mapping[str, Any]
    where: Mapping[str, Any] = field(default_factory=dict)
    each: str = ""
    merge: bool = False


@dataclass(frozen=True)
class TableMapping:
    """A mapping file, checked."""

    country: str
    kind: str
    format: str
    unit_id: str
    tables: tuple[MappedTable, ...]
    needs: tuple[str, ...] = ()
    delimiter: str | None = None
    several: bool = False  # several rows of the file may be of one unit


def read_mapping(name: str | Path) -> dict[str, Any]:
    """The mapping of a file, or one of those that come along by its name ("france-places"). Raises WrongMapping."""
    try:
        text = text_of(name)
        found: dict[str, Any] = json.loads(text) if str(name).endswith(".json") else tomllib.loads(text)
    except ValueError as error:
        raise WrongMapping(f"{Path(name).name}: {error}") from error
    if isinstance(found.get("mappings"), list):
        found["mappings"] = [read_mapping(str(each)) for each in found["mappings"]]
    every_mapping(found)
    return found


def every_mapping(found: Mapping[str, Any]) -> tuple[TableMapping, ...]:
    """The mapping, or those it is made of (`mappings`), as they are used. Raises WrongMapping."""
    if "mappings" not in found:
        return (checked(found),)
    several = tuple(checked(each) for each in found["mappings"])
    if len({each.country for each in several}) != 1:
        raise WrongMapping("mapping: mappings are of one country")
    return several


def text_of(name: str | Path) -> str:
    if str(name) in shipped():
        return resources.files(SHIPPED).joinpath(f"{name}.toml").read_text("utf-8")
    try:
        return Path(name).read_text("utf-8")
    except OSError as error:
        known = ", ".join(shipped())
        raise WrongMapping(f"{name}: {error.strerror}. Mappings that come along: {known}") from error


def shipped() -> tuple[str, ...]:
    """The names of the mappings that come along."""
    files = resources.files(SHIPPED).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def checked(found: Mapping[str, Any]) -> TableMapping:
    """The mapping as it is used; raises WrongMapping with the word nobody knows, or the one that is missing."""
    known = {"country", "kind", "format", "unit_id", "needs", "delimiter", "several", *BY_NAME}
    complain_of(set(found) - known, "mapping", known)
    for word in ("country", "kind", "format", "unit_id"):
        if not isinstance(found.get(word), str):
            raise WrongMapping(f"mapping: {word} is missing")
    if found["kind"] not in (COMPANY, PLACE) or found["format"] not in FORMATS:
        raise WrongMapping(f"mapping: kind is {COMPANY} or {PLACE}, format is one of {', '.join(FORMATS)}")
    tables = [one_table(name, entry) for name in BY_NAME if name in found for entry in entries_of(name, found[name])]
    if not any(each.table == "unit_life" for each in tables):
        raise WrongMapping("mapping: unit_life is missing; without it nothing is known to be alive")
    plain = {
        word: found[word] for word in ("country", "kind", "format", "unit_id", "delimiter", "several") if word in found
    }
    return TableMapping(**plain, tables=tuple(tables), needs=tuple(found.get("needs", ())))


def entries_of(name: str, found: Any) -> list[Mapping[str, Any]]:
    entries = found if isinstance(found, list) else [found]
    if not all(isinstance(entry, Mapping) for entry in entries):
        raise WrongMapping(f"mapping: [[{name}]] is a table of columns")
    return entries


def one_table(name: str, entry: Mapping[str, Any]) -> MappedTable:
    columns = {key: value for key, value in entry.items() if key not in TABLE_WORDS}
    known = {column.name for column in BY_NAME[name].columns} - KEY_COLUMNS
    complain_of(set(columns) - known, name, known | TABLE_WORDS)
    for key, value in columns.items():
        check_value(f"{name}.{key}", value)
    words = {word: entry[word] for word in TABLE_WORDS if word in entry}
    return MappedTable(name, columns, **words)


def check_value(where: str, value: Any) -> None:
    if isinstance(value, str | bool | int):
        return
    if not isinstance(value, Mapping):
        raise WrongMapping(f"{where}: a column's name, a number, or a table of words")
    complain_of(set(value) - set(VALUE_WORDS), where, set(VALUE_WORDS))
    if not {"column", "columns", "text", "first_of"} & set(value):
        raise WrongMapping(f"{where}: says neither column, columns, first_of nor text")


def complain_of(unknown: set[str], where: str, known: set[str]) -> None:
    if unknown:
        raise WrongMapping(
            f"{where}: no such word as {', '.join(sorted(unknown))} (there are {', '.join(sorted(known))})"
        )
