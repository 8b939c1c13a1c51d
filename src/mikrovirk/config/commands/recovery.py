"""Backup and restore, from the command line."""

import os
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

# The second connection of a pool of our own would look like somebody who still uses the database.
os.environ["MIKROVIRK_DATABASE_POOL"] = "0"
installation.start()

from django.utils import timezone  # noqa: E402  Django had to be loaded first

from mikrovirk.config.recovery import archive, crossing, databases, making, restoring  # noqa: E402
from mikrovirk.home.privacy.erased_again import erase_again  # noqa: E402


def backup(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Write a backup; in a folder its name is the moment, and old ones can be thrown away."""
    now, target = timezone.now(), Path(options.file)
    folder = target if target.is_dir() else None
    if options.keep is not None and folder is None:
        raise CannotDo("--keep needs a folder of backups in place of a file")
    if options.keep is not None and options.keep < 1:
        raise CannotDo("--keep needs a number of at least 1")
    try:
        made = making.back_up(
            folder / making.name_at(now) if folder else target,
            at=now,
            passphrase=passphrase_of(options),
            register=not options.without_register,
            said=say,
        )
    except (making.CannotBackUp, archive.Damaged, OSError) as error:
        raise CannotDo(f"no backup was made: {error}") from error
    gone = making.forget_old(folder, keep=options.keep) if folder and options.keep else []
    return 0, {
        "file": str(made.file),
        "megabytes": round(made.bytes / 1e6, 1),
        "rows": made.rows,
        "files": made.files,
        "locked": bool(options.passphrase_file),
        "read_again": True,
        "thrown_away": [str(path) for path in gone],
    }


def restore(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Put a backup back, or try it out; status 1 where something does not hold afterwards."""
    source = Path(options.file)
    if not source.is_file():
        raise CannotDo(f"there is no file {source}")
    try:
        if options.drill:
            told = restoring.drill(source, passphrase_file=passphrase_file(options))
        else:
            told = asdict(
                restoring.restore(
                    source, at=timezone.now(), passphrase=passphrase_of(options), replace=options.replace, said=say
                )
            )
    except (databases.CannotRestore, crossing.DoesNotFit, archive.Damaged, OSError) as error:
        raise CannotDo(str(error)) from error
    if not options.drill:
        told["erased_again"] = erase_again(at=timezone.now())
    return (1 if told["faults"] else 0), told


def passphrase_file(options: Namespace) -> Path | None:
    return Path(options.passphrase_file) if options.passphrase_file else None


def passphrase_of(options: Namespace) -> str:
    """The first line of the file; "" where none is named."""
    file = passphrase_file(options)
    if file is None:
        return ""
    if not file.is_file():
        raise CannotDo(f"there is no file {file} with the passphrase")
    words = file.read_text("utf-8").partition("\n")[0].strip()
    if len(words) < 12:
        raise CannotDo("the passphrase must have at least 12 characters")
    return words


def say(what: str) -> None:
    print(what, file=sys.stderr)
