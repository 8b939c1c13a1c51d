"""Queries whose SQL is written once. For the few pages that everybody opens.

Django writes a query's SQL anew each time it is asked, which for a wide row over several tables costs more than the
database needs to answer. Here it is written the first time only; later only the values change.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = list[Any] | tuple[Any, ...]


class PreparedQuery:
    """A `values_list` query with some values left open.

    `make` builds it from stand-ins for those values, given by name: of the type the column has, and found nowhere else
    in the query. `rows(name=value)` asks it.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], **stand_ins: int | str) -> None:
        self.make = make
        self.names = {stand_in: name for name, stand_in in stand_ins.items()}
        self.written: dict[str, tuple[str, tuple[Any, ...], Any, Any]] = {}  # by kind of database

    def rows(self, **values: int | str) -> list[Row]:
        """Ask the query with these values; the rows are as `values_list` gives them."""
        if connection.vendor not in self.written:
            self.written[connection.vendor] = self.write()
        sql, parameters, compiler, converters = self.written[connection.vendor]
        filled = [values[self.names[p]] if p in self.names else p for p in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            rows = cursor.fetchall()
        return list(compiler.apply_converters(rows, converters)) if converters else rows

    def write(self) -> tuple[str, tuple[Any, ...], Any, Any]:
        """Let Django write the SQL; raise ValueError where a stand-in is not to be found in it."""
        query = self.make(**{name: stand_in for stand_in, name in self.names.items()}).query
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        if missing := set(self.names) - {p for p in parameters if isinstance(p, (int, str))}:
            raise ValueError(f"not in the query: {missing}")
        converters = compiler.get_converters([selected[0] for selected in compiler.select[: compiler.col_count]])
        return sql, tuple(parameters), compiler, converters
