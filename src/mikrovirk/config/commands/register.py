"""The business register from the command line: bring it in, list the copies, and ask it."""

import shutil
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone, translation  # noqa: E402  Django had to be loaded first

from mikrovirk.overview.services import cubes  # noqa: E402
from mikrovirk.register.queries import copies  # noqa: E402
from mikrovirk.register.reasons import say, say_whole  # noqa: E402
from mikrovirk.register.services.importing import import_files  # noqa: E402
from mikrovirk.register.services.outcome import CannotImport, Outcome, Progress  # noqa: E402
from mikrovirk.register.services.readers import Interrupted, SetAside  # noqa: E402
from mikrovirk.register.services.readers.table_mapping import WrongMapping, read_mapping, shipped  # noqa: E402

BAR = 30  # characters
SHOWN = 20  # entries that are printed for people; --json has them all
EVERY = 5.0  # seconds between two lines where nobody looks at a screen


def import_registers(options: Namespace) -> tuple[int, dict[str, Any]] | int:
    """Bring files in; 1 where documents were set aside, 2 where nothing could be read or the disk is full."""
    with translation.override("en"):
        shown = Shown()
        try:
            outcome = import_files(
                [Path(name) for name in options.files],
                options.source,
                as_of=options.as_of,
                mapping=mapping_of(options),
                progress=shown,
                prepare=shown.counting,
            )
        except CannotImport as error:
            shown.end()
            for each in error.set_aside[:SHOWN]:
                print(f"  {line_of(each)}", file=sys.stderr)
            raise CannotDo(say_whole(error.reason, error.detail)) from error
        except (Interrupted, KeyboardInterrupt):
            shown.end()
            print(f"mikrovirk: {say('stopped')}", file=sys.stderr)
            raise KeyboardInterrupt from None
        shown.end()
        cubes.forget_gone()
        status = 1 if outcome.reasons else 0
        if options.json:
            return status, answer_of(outcome)
        print_outcome(outcome)
        return status


def mapping_of(options: Namespace) -> dict[str, Any] | None:
    """The mapping file of `--source table`, or one of those that come along by its name."""
    if options.source != "table":
        return None
    if not options.mapping:
        raise CannotDo(f"--source table needs --mapping FILE, or one of {', '.join(shipped())}")
    try:
        return read_mapping(options.mapping)
    except WrongMapping as error:
        raise CannotDo(str(error)) from error


def answer_of(outcome: Outcome) -> dict[str, Any]:
    return {
        "read": outcome.read,
        "kept": outcome.kept,
        "set_aside": [as_row(each) for each in outcome.set_aside],
        "seconds": round(outcome.seconds, 2),
        "set_aside_by_reason": outcome.reasons,
        "warnings": [as_row(each) for each in outcome.warnings],
        "changed": outcome.is_new,
        "copy": outcome.copy.name,
        "as_of": outcome.copy.as_of.isoformat(),
    }


def as_row(entry: SetAside) -> dict[str, Any]:
    return {
        "file": entry.file,
        "position": entry.position,
        "reason": say_whole(entry.reason, entry.detail),
        "code": entry.reason,
    }


def line_of(entry: SetAside) -> str:
    where = f"{entry.file}, {entry.position}" if entry.position else entry.file
    return f"{where}: {say_whole(entry.reason, entry.detail)}"


def print_outcome(outcome: Outcome) -> None:
    copy = outcome.copy
    if not outcome.is_new:
        print(f"These files were brought in before, as of {copy.as_of}: nothing was changed.")
    print(
        f"{outcome.read} read, {outcome.kept} kept, {sum(outcome.reasons.values())} set aside in {outcome.seconds:.1f} s; "
        f"as of {copy.as_of}"
    )
    for title, entries, reasons in (
        ("set aside", outcome.set_aside, outcome.reasons),
        ("kept, with a word of warning", outcome.warnings, outcome.warned),
    ):
        for reason, count in sorted(reasons.items()):
            print(f"{title}: {count} × {say(reason)}")
        for each in entries[:SHOWN]:
            print(f"  {line_of(each)}")
        if sum(reasons.values()) > SHOWN:
            print(f"  … (all of them: {copy.folder / copies.MANIFEST})")


def listing(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Every copy, newest first, and which of them counts."""
    counting = copies.which_count()
    return 0, [
        {
            "name": copy.name,
            "as_of": copy.as_of.isoformat(),
            "units": copy.counts["unit"],
            "set_aside": copy.set_aside_count,
            "counts": "counts" if counting.get(copy.country) == copy.name else "",
        }
        for copy in copies.copies()
    ]


def overview(options: Namespace) -> tuple[int, dict[str, Any]]:
    """The indicators of a municipality or of the whole country on a day, exact."""
    from mikrovirk.overview.domain.figures import Area, Choices
    from mikrovirk.overview.queries.answer import answer
    from mikrovirk.overview.queries.figures import NoCopy

    area = Area(municipality=options.municipality, country=options.country)
    try:
        found = answer(area, on=options.as_of or timezone.localdate(), choices=Choices())
    except NoCopy as error:
        raise CannotDo("no register was brought in yet: mikrovirk register import FILES --source cvr") from error
    if not options.json:
        print(f"{area.municipality or area.country} on {found['as_of']}, from a copy as of {found['copy_as_of']}")
        for row in found["indicators"]:
            print(f"  {row['name']}: {'–' if row['value'] is None else row['value']}")
        raise SystemExit(0)
    return 0, found


class Shown:
    """The progress on standard error: a bar where somebody looks, now and then a line where nobody does."""

    def __init__(self) -> None:
        self.is_screen, self.told_at, self.is_open = sys.stderr.isatty(), time.monotonic(), False

    def __call__(self, progress: Progress) -> None:
        words = words_of(progress)
        if self.is_screen:
            filled = BAR * progress.percent // 100
            width = shutil.get_terminal_size().columns
            line = f"[{'#' * filled}{'.' * (BAR - filled)}] {words}"[: width - 1]
            print(f"\r{line.ljust(width - 1)}", end="", file=sys.stderr, flush=True)
            self.is_open = True
        elif time.monotonic() - self.told_at >= EVERY:
            self.told_at = time.monotonic()
            print(words, file=sys.stderr, flush=True)

    def counting(self, copy: copies.Copy) -> None:
        """What the pages show is counted once, before the copy counts."""
        self.end()
        print("counting what the pages show …", file=sys.stderr)
        cubes.build(copy)

    def end(self) -> None:
        if self.is_open:
            print(file=sys.stderr)
            self.is_open = False


def words_of(progress: Progress) -> str:
    """62 % · 1.2 of 4.1 GB · 48 MB/s · 310000 documents · 1:04 left"""
    rate = progress.done / progress.seconds / 1e6 if progress.seconds else 0.0
    said = [f"{progress.percent} %", f"{progress.done / 1e6:.0f} of {progress.total / 1e6:.0f} MB", f"{rate:.0f} MB/s"]
    if progress.documents:
        said.append(f"{progress.documents} documents")
    if progress.left is not None:
        said.append(f"{int(progress.left) // 60}:{int(progress.left) % 60:02} left")
    return " · ".join(said)
