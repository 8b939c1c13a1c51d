"""Uploaded files on their way into a backup and back, from the data folder or from object storage."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage


def lie_in_a_folder() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def members() -> Iterator[tuple[str, Path]]:
    """Every upload by its name, with a file to read it from; one out of object storage is there until the next is asked for.

    One that was erased meanwhile has no file.
    """
    if lie_in_a_folder():
        folder = Path(settings.MEDIA_ROOT)
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield inside.as_posix(), path
        return
    with tempfile.TemporaryDirectory(prefix=".uploads-", dir=settings.DATA) as folder_name:
        here = Path(folder_name) / "upload"
        for name in names():
            here.unlink(missing_ok=True)
            fetch(name, here)
            yield name, here


def names(folder: str = "") -> Iterator[str]:
    """The names of all files in object storage."""
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in sorted(files) if name)
    for each in sorted(folders):
        yield from names(f"{folder}{each}/")


def fetch(name: str, into: Path) -> None:
    """Copy a file out of object storage; nothing happens where it is gone."""
    try:
        with default_storage.open(name, "rb") as found, into.open("wb") as out:
            shutil.copyfileobj(found, out)
    except FileNotFoundError:
        into.unlink(missing_ok=True)


def put_back(came: Path, aside: Path) -> int:
    """Lay uploads where they belong; return how many. What was there goes to the folder `aside`.

    In object storage only what has the name of one that came back goes aside; the others stay, and nobody's row names them.
    """
    files = sorted(path for path in came.rglob("*") if path.is_file()) if came.exists() else []
    if lie_in_a_folder():
        place = Path(settings.MEDIA_ROOT)
        if place.exists():
            shutil.move(place, aside / place.name)
        if came.exists():
            shutil.move(came, place)
        return len(files)
    for path in files:
        name = path.relative_to(came).as_posix()
        if default_storage.exists(name):
            before = aside / "files" / name
            before.parent.mkdir(parents=True, exist_ok=True)
            fetch(name, before)
            default_storage.delete(name)
        with path.open("rb") as content:
            default_storage.save(name, File(content))
    return len(files)
