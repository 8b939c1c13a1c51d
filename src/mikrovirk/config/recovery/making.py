"""Making a backup: while everything runs, read again before it counts."""

import json
import re
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from mikrovirk import __version__
from mikrovirk.config.recovery import archive, databases, uploads
from mikrovirk.home.checkup.stored import LAST_BACKUP

ENDING, PART = ".mikrovirk-backup", ".part"
WORKING = (".backup-", ".restore-", ".uploads-")  # how folders begin in which a backup or a restore is at work
AT_WORK = timedelta(days=1)  # at most
NAMED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}" + re.escape(ENDING))
KEY = "secret-key"
FILES, REGISTER = "files", "register"
Said = Callable[[str], None]


class CannotBackUp(Exception):
    """No backup was made; the message says why."""


@dataclass(frozen=True)
class Made:
    """A backup that was written and read again."""

    file: Path
    bytes: int
    rows: int
    files: int
    gone: list[str]  # uploaded files that were erased while the backup was made
    facts: dict[str, Any]


def name_at(moment: datetime) -> str:
    """What a backup in a folder of backups is called."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H%M%S}{ENDING}"


def back_up(target: Path, *, at: datetime, passphrase: str = "", register: bool = True, said: Said = print) -> Made:
    """Write a backup to `target`, which must not be there yet. It appears under its name once it was read and is whole.

    Raise CannotBackUp where nothing can be written there, OSError where the disk is full; no half file stays.
    """
    if target.exists():
        raise CannotBackUp(f"{target} is there already: name another file")
    if not target.parent.is_dir():
        raise CannotBackUp(f"there is no folder {target.parent}")
    forget_broken_off(Path(settings.DATA), target.parent, at=at)
    part = target.with_name(f".{target.name}{PART}")
    part.unlink(missing_ok=True)
    try:
        made = write(part, at=at, passphrase=passphrase, register=register, said=said)
        said("reading it again")
        archive.read(part, passphrase)
        part.replace(target)
        note(made, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Made(**{**asdict(made), "file": target})


def note(made: Made, target: Path) -> None:
    """Leave word of the last backup, for the check-up."""
    told = {"made_at": made.facts["made_at"], "file": str(target.absolute()), "bytes": made.bytes}
    told |= {"machine": socket.gethostname()}
    (Path(settings.DATA) / LAST_BACKUP).write_text(json.dumps(told), "utf-8")


def write(part: Path, *, at: datetime, passphrase: str, register: bool, said: Said) -> Made:
    data, gone = Path(settings.DATA), list[str]()
    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as folder,
        archive.writing(part, passphrase) as writing,
    ):
        said("the database")
        snapshot = databases.take(Path(folder))
        for file in sorted((Path(folder) / databases.FOLDER).iterdir()):
            writing.add(f"{databases.FOLDER}/{file.name}", file)
        if (data / KEY).exists():
            writing.add(KEY, data / KEY)
        count = 0
        for name, path in members(data, register=register):
            try:
                writing.add(name, path)
                count += 1
            except FileNotFoundError:
                gone.append(name)
        said(f"{count} files")
        facts = {"made_at": at.isoformat(), "version": __version__, "site_url": settings.SITE_URL, "register": register}
        writing.close(**facts, **asdict(snapshot), gone=gone)
    return Made(part, part.stat().st_size, sum(snapshot.tables.values()), count, gone, facts)


def members(data: Path, *, register: bool) -> Iterator[tuple[str, Path]]:
    """What belongs to an installation besides its database: uploads, and copies of the public registers.

    What is being made just now lies in a folder that begins with a dot and is left out.
    """
    for name, path in uploads.members():
        yield f"{FILES}/{name}", path
    for path in sorted((data / REGISTER).rglob("*")) if register else ():
        inside = path.relative_to(data / REGISTER)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield f"{REGISTER}/{inside.as_posix()}", path


def forget_broken_off(*folders: Path, at: datetime) -> None:
    """Throw away what was left where a backup or a restore was killed: it holds a whole database, and nobody would look there."""
    for folder in folders:
        for path in folder.glob(".*"):
            is_ours = path.name.startswith(WORKING) or path.name.endswith(f"{ENDING}{PART}")
            if is_ours and path.stat().st_mtime < (at - AT_WORK).timestamp():
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def forget_old(folder: Path, *, keep: int) -> list[Path]:
    """Throw away all but the newest `keep` backups of a folder; only files that are called as `name_at` does."""
    old = sorted((path for path in folder.iterdir() if NAMED.fullmatch(path.name)), reverse=True)[keep:]
    for path in old:
        path.unlink()
    return old
