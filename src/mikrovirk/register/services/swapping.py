"""Makes what a reader wrote a whole copy, puts it beside the others in one step, and lets it count."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mikrovirk.register.domain.layout import TABLES
from mikrovirk.register.queries import copies
from mikrovirk.register.queries.copies import Copy
from mikrovirk.register.services.readers import POSITIONS, Reading, empty_of, quoted

WAITING = "waiting"  # lies in a copy that was not brought into use yet
LAYOUT = 1  # raise it when the meaning of a table changes: older copies then have to be read again


class CopyInUse(Exception):
    """The copy that counts cannot be thrown away."""


def swap_in(
    reading: Reading,
    *,
    country: str,
    source: str,
    fingerprint: str,
    at: datetime,
    prepare: Callable[[Copy], None],
) -> Copy:
    """Everything is read: see to units that occur twice and to tables nobody wrote, prepare the copy and let it count."""
    drop_older(reading)
    day = day_of(reading)
    into = reading.into
    manifest = {
        "layout": LAYOUT,
        "country": country,
        "source": source,
        "as_of": day.isoformat(),
        "read_at": at.isoformat(),
        "counts": counts_of(reading),
        "set_aside_count": sum(reading.told.counts.values()),
        "read": reading.told.read,
        "kept": reading.told.kept,
        "files": [{"name": file.name, "size": file.stat().st_size} for file in reading.files],
        "fingerprint": fingerprint,
        "reasons": dict(reading.told.counts),
        "warned": dict(reading.told.warned),
        "set_aside": [asdict(each) for each in reading.told.set_aside],
        "warnings": [asdict(each) for each in reading.told.warnings],
    }
    for left in ("parts.jsonl", POSITIONS, "temp"):
        remove(into / left)
    (into / WAITING).touch()
    write_whole(into / copies.MANIFEST, manifest)
    folder = copies.home() / "copies" / f"{country}-{source}-{day.isoformat()}-{fingerprint[:8]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    os.rename(into, folder)
    copy = copies.copy_in(folder)
    assert copy is not None
    bring_into_use(copy, prepare)
    return copy


def bring_into_use(copy: Copy, prepare: Callable[[Copy], None]) -> None:
    """Let a whole copy count once it is prepared. Until then the earlier one counts; a second try begins here."""
    prepare(copy)
    let_count(copy)
    (copy.folder / WAITING).unlink(missing_ok=True)


def waits(copy: Copy) -> bool:
    """Whether the copy is whole and was never brought into use: there was no room to prepare it."""
    return (copy.folder / WAITING).exists()


def let_count(copy: Copy) -> None:
    """From now on figures of this country are of this copy."""
    write_whole(copies.home() / "current.json", {**copies.which_count(), copy.country: copy.name})


def throw_away(copy: Copy) -> None:
    """Remove a copy; raises CopyInUse for the one that counts."""
    if copies.which_count().get(copy.country) == copy.name:
        raise CopyInUse
    (copy.folder / copies.MANIFEST).unlink()  # first: from now on it is none
    shutil.rmtree(copy.folder)


def manifest_of(copy: Copy) -> dict[str, Any]:
    return copies.manifest_of(copy.folder)


def with_fingerprint(fingerprint: str) -> Copy | None:
    """The copy that was made of this content."""
    for copy in copies.copies():
        manifest = manifest_of(copy)
        if manifest.get("fingerprint") == fingerprint and manifest.get("layout") == LAYOUT:
            return copy
    return None


def day_of(reading: Reading) -> date:
    """The day the copy tells of: as said, else as its documents say, else that of the newest file."""
    if reading.as_of:
        return reading.as_of
    if reading.newest:
        return date.fromisoformat(reading.newest)
    newest = max(file.stat().st_mtime for file in reading.files)
    return datetime.fromtimestamp(newest, UTC).date()


def drop_older(reading: Reading) -> None:
    """Of a unit that occurs in several parts only the latest counts; the older ones are set aside."""
    connection, into = reading.connection, reading.into
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE older AS SELECT * FROM (SELECT kind, unit_id, parse_filename(filename, true) AS part, "
        "row_number() OVER (PARTITION BY kind, unit_id ORDER BY updated_at DESC NULLS LAST, filename DESC) AS nth "
        f"FROM read_parquet('{quoted(into)}/unit/*.parquet', filename = true) "
        "WHERE (kind, unit_id) IN (SELECT (kind, unit_id) FROM (SELECT kind, unit_id FROM "
        f"read_parquet('{quoted(into)}/unit/*.parquet') GROUP BY ALL HAVING count(*) > 1))) WHERE nth > 1"
    )
    found = connection.execute(
        f"SELECT part, unit_id, coalesce(position, 0) FROM older LEFT JOIN {positions(reading)} USING (part, kind, unit_id) "
        "ORDER BY part, unit_id"
    ).fetchall()
    for part, unit, position in found:
        reading.set_aside_late(part, position, "twice", unit)
    for part in sorted({part for part, _, _ in found}):
        # The table `unit` last: whoever is killed in between finds the same ones again.
        for file in sorted(into.glob(f"*/{part}*.parquet"), reverse=True):
            if file.parent.name != POSITIONS:
                rewrite_without(reading, file, part)


def rewrite_without(reading: Reading, file: Path, part: str) -> None:
    """Write a part of a table again without the units that are older there."""
    by_company = file.stem != part  # what companies say of their places goes with the company
    unit, kind = ("parent_id", "'company'") if by_company else ("unit_id", "kind")
    written = file.with_suffix(".written")
    reading.connection.execute(
        f"COPY (SELECT * FROM read_parquet('{quoted(file)}') t WHERE NOT EXISTS (FROM older WHERE older.part = '{quoted(part)}' "
        f"AND older.kind = {kind if by_company else 't.kind'} AND older.unit_id = t.{unit})) "
        f"TO '{quoted(written)}' (FORMAT parquet, COMPRESSION zstd)"
    )
    written.replace(file)


def positions(reading: Reading) -> str:
    """A query for where each unit stands in its file; without a row where the reader does not know."""
    folder = reading.into / POSITIONS
    if not any(folder.glob("*.parquet")):
        return "(SELECT NULL AS part, NULL AS kind, NULL AS unit_id, NULL AS position WHERE false)"
    return f"(SELECT *, parse_filename(filename, true) AS part FROM read_parquet('{quoted(folder)}/*.parquet', filename = true))"


def counts_of(reading: Reading) -> dict[str, int]:
    """Rows of each table; a table nobody wrote becomes an empty one."""
    counts = {}
    for table in TABLES:
        folder = reading.into / table.name
        folder.mkdir(exist_ok=True)
        if not any(folder.glob("*.parquet")):
            target = quoted(folder / "empty.parquet")
            reading.connection.execute(f"COPY {empty_of(table)} TO '{target}' (FORMAT parquet)")
        row = reading.connection.execute(f"SELECT count(*) FROM read_parquet('{quoted(folder)}/*.parquet')").fetchone()
        counts[table.name] = int(row[0]) if row else 0
    return counts


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_whole(path: Path, content: Any) -> None:
    """Write a file so that it is there whole or as it was before, whatever happens."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as opened:
        json.dump(content, opened, ensure_ascii=False, indent=1)
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(path)
