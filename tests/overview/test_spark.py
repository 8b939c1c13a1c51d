"""The same expressions on Spark: every figure of every municipality equal. Spark comes with the extra `spark` and needs Java."""

import importlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pytest

from mikrovirk.overview.domain.indicators import cells
from mikrovirk.overview.domain.indicators.named import INDICATORS
from mikrovirk.overview.domain.indicators.segments import segments
from mikrovirk.register.domain.layout import TABLES
from mikrovirk.register.made_up import write_lines
from mikrovirk.register.queries import copies
from mikrovirk.register.services.importing import import_files
from tests.overview.indicators_told import answers

UNTIL = date(2026, 11, 1)
DOCUMENTS = int(os.environ.get("MIKROVIRK_SPARK_DOCUMENTS", "250000"))


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[Any]:
    """A Spark of this machine's cores."""
    sql = importlib.import_module("pyspark.sql")  # `make soak` brings it, and Java
    settings = {
        "spark.master": "local[2]",
        "spark.driver.memory": "4g",
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
        "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    builder = sql.SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore")  # of Spark's own
def test_duckdb_and_spark_give_equal_figures(spark: Any, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    write_lines(tmp_path / "documents.ndjson", DOCUMENTS, seed=5, until=UNTIL)
    copy = import_files([tmp_path / "documents.ndjson"], "cvr", as_of=UNTIL).copy
    (tmp_path / "documents.ndjson").unlink()
    by_duckdb, by_spark = of_duckdb(copy), of_spark(spark, copy, tmp_path)
    assert set(by_duckdb) == set(by_spark)
    for key, found in by_duckdb.items():
        assert found == by_spark[key], key
    assert len(by_duckdb["by_industry"]) > 10


def of_duckdb(copy: copies.Copy) -> dict[str, Any]:
    tables = copies.tables(copy)
    backend: Any = tables["unit"].get_backend()
    backend.con.execute(f"CREATE TABLE segments AS {ibis.to_sql(segments(tables), dialect='duckdb')}").fetchall()
    table = backend.table("segments")
    found: dict[str, Any] = {key: answers(backend, of(table, UNTIL)) for key, of in INDICATORS.items()}
    found["cube"] = cube(backend, table, lambda query: backend.con.execute(query).fetchall())
    return found


def of_spark(session: Any, copy: copies.Copy, folder: Path) -> dict[str, Any]:
    backend = ibis.pyspark.connect(session)
    tables = {
        table.name: backend.read_parquet(str(copy.folder / table.name), table_name=table.name) for table in TABLES
    }

    def keep(name: str, expression: Any) -> Any:
        file = str(folder / "kept" / name)
        session.sql(str(backend.compile(expression))).write.parquet(file)
        return backend.read_parquet(file, table_name=f"kept_{name}")

    table = keep("segments", segments(tables, keep))
    found: dict[str, Any] = {}
    for key, of in INDICATORS.items():
        chosen = of(table, UNTIL).select("kind", "municipality", "part", "value")
        rows = session.sql(str(backend.compile(chosen))).collect()
        found[key] = {tuple(row[:3]): row[3] for row in rows}
    found["cube"] = cube(backend, table, lambda query: [tuple(row) for row in session.sql(query).collect()])
    return found


def cube(backend: Any, table: Any, run: Any) -> set[Any]:
    """The largest cube: municipality × section × size class × month."""
    runs = cells.stock_runs(table, first=2007 * 12, last=UNTIL.year * 12 + UNTIL.month - 1)
    return set(run(str(backend.compile(runs))))
