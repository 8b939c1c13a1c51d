"""Brings a register in from its files: one dated copy, read whole and only then swapped in.

What is read is kept in a folder of its own (`<data>/register/importing/<name>`) until it is whole. An import that was stopped, killed
or ran out of disk goes on there when it is started again with the same files. The same content a second time changes nothing.
"""

import errno
import fcntl
import hashlib
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from mikrovirk.register.queries.copies import Copy, home
from mikrovirk.register.services import swapping
from mikrovirk.register.services.outcome import CannotImport, Outcome, Progress
from mikrovirk.register.services.readers import Interrupted, Reading, SetAside, WrongSource, reader_of

MEMORY = "900MB"  # of the engine; more goes to the disk
TICK = 0.5  # seconds between two looks at how far the engine is
KEPT_DAYS = 14  # an import that was stopped can go on for so long


def import_files(
    paths: Sequence[Path],
    source: str,
    *,
    as_of: date | None = None,
    mapping: Mapping[str, Any] | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    stopping: Callable[[], bool] = lambda: False,
    prepare: Callable[[Copy], None] = lambda copy: None,
    memory: str = MEMORY,
) -> Outcome:
    """Read the files into a copy and let it count from now on.

    `as_of` is the day the copy tells of; left out, the latest day the documents themselves name, else the day of the newest file.
    `prepare` is called with the whole copy before it counts: what pages show of it is counted there.
    Raises CannotImport where nothing could be read or the disk is full, and Interrupted where `stopping` said so.
    """
    began = time.monotonic()
    files = checked(paths)
    fingerprint = fingerprint_of(files, source, as_of, mapping)
    country = reader_of(source).country_of(mapping)
    if known := swapping.with_fingerprint(fingerprint):
        is_new = swapping.waits(known)
        if is_new:
            with disk_full_told(known.folder):
                swapping.bring_into_use(known, prepare)
        return same_again(known, began, is_new=is_new)
    into = home() / "importing" / f"{country}-{source}-{fingerprint[:12]}"
    clear_old(into.parent)
    with alone_in(into), disk_full_told(into):
        reading = Reading(
            connection(memory, into / "temp"), files, into, as_of=as_of, mapping=mapping, stopping=stopping
        )
        take_up(reading)
        try:
            with told_of_progress(reading, files, progress, began):
                reader_of(source).read(reading)
            return swapped_in(reading, country, source, fingerprint, began, prepare)
        except WrongSource as error:
            raise CannotImport("wrong_source", str(error)) from error
        except (duckdb.InterruptException, RuntimeError) as error:
            if "interrupt" not in str(error).casefold():
                raise
            raise Interrupted from error
        finally:
            reading.connection.close()


def checked(paths: Sequence[Path]) -> list[Path]:
    """The files, if they are all there."""
    for path in paths:
        if not path.is_file():
            raise CannotImport("no_file", str(path))
        try:
            path.open("rb").close()
        except OSError as error:
            raise CannotImport("no_file", f"{path}: {error.strerror}") from error
    if not paths:
        raise CannotImport("no_file")
    return list(paths)


def fingerprint_of(files: Sequence[Path], source: str, as_of: date | None, mapping: Mapping[str, Any] | None) -> str:
    """The same for the same content, wherever the files lie and whatever they are called.

    Of a large file the size, a megabyte from each end and 64 KB of every 8 MB are looked at: to read all of it would cost as much as a
    tenth of the import. A file that was changed without a change of its size is told apart by its modification time.
    """
    digest = hashlib.blake2b(json.dumps([source, str(as_of), mapping], sort_keys=True, default=str).encode())
    for file in files:
        size = file.stat().st_size
        digest.update(f"{size};".encode())
        with file.open("rb") as opened:
            if size <= WHOLE_LOOK:
                digest.update(opened.read())
                continue
            digest.update(f"{file.stat().st_mtime_ns}".encode())
            for place in (0, *range(STEP, size - EDGE, STEP), size - EDGE):
                opened.seek(place)
                digest.update(opened.read(EDGE if place in (0, size - EDGE) else LOOK))
    return digest.hexdigest()


EDGE, STEP, LOOK = 1024 * 1024, 8 * 1024 * 1024, 64 * 1024
WHOLE_LOOK = 64 * 1024 * 1024  # files up to this size are looked at as a whole


def same_again(copy: Copy, began: float, *, is_new: bool) -> Outcome:
    """What the import that made this copy came to."""
    manifest = swapping.manifest_of(copy)
    listed = [SetAside(**each) for each in manifest["set_aside"]]
    warnings = [SetAside(**each) for each in manifest["warnings"]]
    return Outcome(
        manifest["read"],
        manifest["kept"],
        listed,
        time.monotonic() - began,
        copy,
        is_new=is_new,
        warnings=warnings,
        reasons=manifest["reasons"],
        warned=manifest["warned"],
    )


def clear_old(folder: Path) -> None:
    """Throw away what imports left behind that nobody took up again."""
    for left in folder.glob("*/"):
        if time.time() - left.stat().st_mtime > KEPT_DAYS * 86_400:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def alone_in(into: Path) -> Iterator[None]:
    """Only one import at a time reads the same files."""
    into.mkdir(parents=True, exist_ok=True)
    with (into.parent / f"{into.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotImport("at_work") from error
        try:
            yield
        finally:
            Path(lock.name).unlink(missing_ok=True)


@contextmanager
def disk_full_told(into: Path) -> Iterator[None]:
    """Say so where the disk is full; what was finished is kept, and room is made of what was not."""
    try:
        yield
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        if is_disk_full(error):
            raise CannotImport("disk_full", str(home())) from error
        raise
    finally:
        shutil.rmtree(into / "temp", ignore_errors=True)


def is_disk_full(error: Exception) -> bool:
    words = str(error).casefold()
    return (
        getattr(error, "errno", None) == errno.ENOSPC or "no space left" in words or "max_temp_directory_size" in words
    )


def connection(memory: str, temp: Path) -> duckdb.DuckDBPyConnection:
    temp.mkdir(parents=True, exist_ok=True)
    return duckdb.connect(
        ":memory:", config={"memory_limit": memory, "temp_directory": str(temp), "preserve_insertion_order": True}
    )


def take_up(reading: Reading) -> None:
    """Go on where an interrupted import ended: find its finished parts again."""
    journal = reading.into / "parts.jsonl"
    lines = journal.read_text("utf-8").splitlines() if journal.exists() else []
    for line in lines:
        with suppress(json.JSONDecodeError):  # the last line of one that was killed
            reading.take_up(json.loads(line))


@contextmanager
def told_of_progress(
    reading: Reading, files: Sequence[Path], progress: Callable[[Progress], None], began: float
) -> Iterator[None]:
    """Tell twice a second how far it is, also in the middle of a long query."""
    total = sum(file.stat().st_size for file in files)
    ended = threading.Event()
    resumed = reading.bytes_done  # by an earlier run, in no time

    def tell() -> None:
        seconds = time.monotonic() - began
        done = min(total, reading.bytes_now())
        left = seconds * (total - done) / (done - resumed) if done > resumed and seconds > 1 else None
        progress(Progress(done, total, reading.told.read, seconds, left))

    def tick() -> None:
        while not ended.wait(TICK):
            if reading.stopping():
                reading.connection.interrupt()
            tell()

    thread = threading.Thread(target=tick, name="import progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    tell()


def swapped_in(
    reading: Reading,
    country: str,
    source: str,
    fingerprint: str,
    began: float,
    prepare: Callable[[Copy], None],
) -> Outcome:
    """Make the copy whole, put it beside the others and let it count."""
    if not reading.told.kept:
        first = reading.told.set_aside[:1]
        raise CannotImport(
            first[0].reason if len(reading.files) == 1 and first and not first[0].position else "nothing_kept",
            ", ".join(file.name for file in reading.files),
            reading.told.set_aside,
        )
    copy = swapping.swap_in(
        reading, country=country, source=source, fingerprint=fingerprint, at=datetime.now(UTC), prepare=prepare
    )
    told = reading.told
    return Outcome(
        told.read,
        told.kept,
        told.set_aside,
        time.monotonic() - began,
        copy,
        warnings=told.warnings,
        reasons=dict(told.counts),
        warned=dict(told.warned),
    )
