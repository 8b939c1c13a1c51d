"""SQL for a mapping: each value the mapping speaks of as an expression over the table `rows`."""

from collections.abc import Mapping
from typing import Any, Final

from mikrovirk.register.domain.layout import BY_NAME
from mikrovirk.register.services.readers import quoted
from mikrovirk.register.services.readers.table_mapping import MappedTable, TableMapping

# A row of these tables that has none of the columns says nothing, and is left out.
SAYS: Final = {
    "unit_name": ("name",),
    "unit_address": ("municipality", "postcode", "street"),
    "unit_industry": ("code",),
    "unit_form": ("form",),
    "unit_status": ("status",),
    "unit_protection": ("is_protected",),
    "unit_parent": ("parent_id",),
    "unit_size": ("low", "employed", "full_time"),
}
DEFAULTS: Final = {
    "unit": {"is_restarted": "false", "is_pseudo": "false", "is_secret": "false"},
    "unit_name": {"is_main": "true"},
    "unit_industry": {"rank": "0"},
    "unit_size": {"series": "'stock'"},
}


class Values:
    """Values of one mapped table: from columns, or from places inside a JSON document (or one entry of a list in it)."""

    def __init__(self, mapping: TableMapping, *, inner: bool = False) -> None:
        self.is_json, self.source = mapping.format == "json", "entry" if inner else "document"

    def column(self, name: str) -> str:
        """The text of a column; empty is nothing. A name that begins with "/" is looked for in the whole document."""
        source = "document" if name.startswith("/") else self.source
        name = name.removeprefix("/")
        if not self.is_json:
            plain = name.replace('"', '""')
            return f"nullif(trim(\"{plain}\"::VARCHAR), '')"
        return f"nullif(trim({source} ->> '{path_of(name)}'), '')"

    def of(self, value: Any, type: str) -> str:
        """The expression of a value of this type of the layout."""
        if isinstance(value, bool | int):
            return f"{str(value).lower()}::{type}"
        if isinstance(value, str):
            value = {"column": value}
        return self.typed(self.changed(value), value, type)

    def changed(self, value: Mapping[str, Any]) -> str:
        found = self.origin(value)
        if "before" in value:
            found = f"nullif(trim(string_split({found}, {text(value['before'])})[1]), '')"
        if "after" in value:
            found = f"nullif(trim(string_split({found}, {text(value['after'])})[2]), '')"
        if "strip" in value:
            found = f"nullif(ltrim({found}, {text(value['strip'])}), '')"
        if value.get("digits"):
            found = f"nullif(regexp_replace({found}, '[^0-9]', '', 'g'), '')"
        if "pad" in value:
            found = f"lpad({found}, {int(value['pad'])}, '0')"
        return found

    def origin(self, value: Mapping[str, Any]) -> str:
        if "text" in value:
            return text(value["text"])
        if "first_of" in value:
            return self.first_of(value["first_of"])
        if "columns" in value:
            names = ", ".join(self.column(name) for name in value["columns"])
            joined = f"nullif(concat_ws({text(value.get('join', ''))}, {names}), '')"
            return joined if "join" in value else f"coalesce({names})"
        return self.column(value["column"])

    def first_of(self, value: Mapping[str, Any]) -> str:
        """The least value in a list inside the document, of the entries that fit."""
        inner = Values.__new__(Values)
        inner.is_json, inner.source = True, "e"
        conditions = " AND ".join(inner.condition(name, wanted) for name, wanted in value.get("where", {}).items())
        path = f"{path_of(value['each'])}[*]"
        return (
            f"(SELECT min({inner.column(value['column'])}) FROM (SELECT unnest(json_extract(document, '{path}')) AS e) "
            f"WHERE {conditions or 'true'})"
        )

    def typed(self, found: str, value: Mapping[str, Any], type: str) -> str:
        if "values" in value:
            cases = " ".join(f"WHEN {text(key)} THEN {literal(each)}" for key, each in value["values"].items())
            otherwise = literal(value["otherwise"]) if "otherwise" in value else "NULL"
            found = f"CASE {found} {cases} ELSE {otherwise} END" if cases else otherwise
        if "is" in value or "is_not" in value:
            wanted = value.get("is", value.get("is_not"))
            some = ", ".join(text(each) for each in (wanted if isinstance(wanted, list) else [wanted]))
            found = f"coalesce({found} {'IN' if 'is' in value else 'NOT IN'} ({some}), false)"
        if value.get("year"):
            found = f"make_date(TRY_CAST({found} AS INTEGER), 1, 1)"
        elif "date" in value:
            found = f"CAST(try_strptime({found}, {text(value['date'])}) AS DATE)"
        elif type == "DATE":
            found = f"TRY_CAST(left({found}, 10) AS DATE)"
        else:
            found = f"TRY_CAST({found} AS {type})"
        if "plus_days" in value:
            found = f"({found} + {int(value['plus_days'])})"
        for name, wanted in value.get("when", {}).items():
            found = f"CASE WHEN {self.condition(name, wanted)} THEN {found} END"
        return found

    def condition(self, name: str, wanted: Any) -> str:
        """A column is one of these values; an empty text stands for nothing in it."""
        some = [text(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
        return f"coalesce({self.column(name)}, '') IN ({', '.join(some)})"


def query(mapping: TableMapping, table: MappedTable) -> str:
    """What fills one table: the rowid as `row` beside the columns of the layout."""
    values = Values(mapping, inner=bool(table.each))
    types = {column.name: column.type for column in BY_NAME[table.table].columns}
    columns = {
        **DEFAULTS.get(table.table, {}),
        **{name: values.of(value, types[name]) for name, value in table.columns.items()},
    }
    if "valid_to" in types:
        columns = {"valid_from": "NULL::DATE", "valid_to": "NULL::DATE", **columns}
    unit = Values(mapping).column(mapping.unit_id)
    source = f"(SELECT rowid AS row, *, {unit} AS unit_id_of FROM rows)"
    if table.each:
        source = f"(SELECT *, unnest(json_extract(document, '{path_of(table.each)}[*]')) AS entry FROM {source})"
    where = " AND ".join(values.condition(name, wanted) for name, wanted in table.where.items()) or "true"
    chosen = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    key = f"row, '{mapping.country}' AS country, '{mapping.kind}' AS kind, unit_id_of AS unit_id"
    found = f"SELECT {key}, {chosen or 'NULL AS nothing'} FROM {source} WHERE {where}"
    says = [name for name in SAYS.get(table.table, ()) if name in columns]
    if says:
        found = f"SELECT * FROM ({found}) WHERE coalesce({', '.join(f'{name}::VARCHAR' for name in says)}) IS NOT NULL"
    if table.table == "unit" and mapping.several:
        rest = ", ".join(f"any_value({name}) AS {name}" for name in columns)
        return f"SELECT min(row) AS row, country, kind, unit_id, {rest} FROM ({found}) GROUP BY country, kind, unit_id"
    return merged(found, columns) if table.merge else found


def merged(found: str, columns: Mapping[str, str]) -> str:
    """Periods of one unit that say the same and follow each other become one."""
    same = ", ".join(
        ["country", "kind", "unit_id", *(name for name in columns if name not in ("valid_from", "valid_to"))]
    )
    before = f"max(coalesce(valid_to, DATE '9999-12-31')) OVER (PARTITION BY {same} ORDER BY valid_from NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    begins = f"SELECT *, CASE WHEN valid_from <= {before} THEN 0 ELSE 1 END AS begins FROM ({found})"
    runs = f"SELECT *, sum(begins) OVER (PARTITION BY {same} ORDER BY valid_from NULLS FIRST) AS run FROM ({begins})"
    return (
        f"SELECT min(row) AS row, {same}, CASE WHEN bool_or(valid_from IS NULL) THEN NULL ELSE min(valid_from) END AS valid_from, "
        f"CASE WHEN bool_or(valid_to IS NULL) THEN NULL ELSE max(valid_to) END AS valid_to FROM ({runs}) GROUP BY {same}, run"
    )


def date_columns(mapping: TableMapping) -> list[tuple[str, str]]:
    """(text, date) expressions of every date that is read by itself, to find those that are none."""
    found = {}
    for table in mapping.tables:
        if table.each:
            continue
        values = Values(mapping)
        types = {column.name: column.type for column in BY_NAME[table.table].columns}
        for name, value in table.columns.items():
            spec = {"column": value} if isinstance(value, str) else value
            if types[name] == "DATE" and isinstance(spec, Mapping) and "column" in spec and "year" not in spec:
                plain = {word: spec[word] for word in ("column", "date") if word in spec}
                found[values.column(spec["column"])] = values.of(plain, "DATE")
    return list(found.items())


def path_of(name: str) -> str:
    """The JSON path of "businessId.value"."""
    return "$" + "".join(f'."{quoted(part)}"' for part in name.replace('"', "").split("."))


def text(value: Any) -> str:
    return f"'{quoted(str(value))}'"


def literal(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool | int) else text(value)
