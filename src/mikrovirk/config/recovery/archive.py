"""One file with many in it, each with its digest, and at the end a manifest that names them all.

It is a tar, so that it can be opened without this program; with a passphrase it is locked first (see `locked`).
"""

import hashlib
import io
import json
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from mikrovirk.config.recovery import locked

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1 << 20


class Damaged(Exception):
    """The file is no whole backup; the message says what is wrong with it."""


@dataclass
class Manifest:
    """What stands at the end: facts about the installation, and size and digest of each member by name."""

    facts: dict[str, Any]
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def written(self) -> bytes:
        told = {"format": FORMAT, **self.facts, "members": self.members}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


class Writing:
    """A backup that is being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar, self.members = tar, dict[str, dict[str, Any]]()

    def add(self, name: str, source: Path) -> None:
        """Put a file in. Raise FileNotFoundError where it is gone."""
        with source.open("rb") as opened:
            size = source.stat().st_size
            counted = Counted(opened, size)
            self.tar.addfile(entry(name, size), cast(IO[bytes], counted))
            self.members[name] = {"bytes": size, "sha256": counted.digest.hexdigest()}

    def close(self, **facts: Any) -> Manifest:
        manifest = Manifest(facts, self.members)
        content = manifest.written()
        self.tar.addfile(entry(MANIFEST, len(content)), io.BytesIO(content))
        return manifest


class Counted:
    """Reads at most `size` octets of a file and makes their digest: a file that grows meanwhile is cut where it was."""

    def __init__(self, opened: IO[bytes], size: int) -> None:
        self.opened, self.left, self.digest = opened, size, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self.opened.read(min(self.left, size if size >= 0 else self.left))
        self.left -= len(found)
        self.digest.update(found)
        return found


def entry(name: str, size: int) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.mode, made.mtime = size, 0o600, int(time.time())
    return made


@contextmanager
def writing(file: Path, passphrase: str = "") -> Iterator[Writing]:
    """Write a backup to a file that nobody else may read."""
    with file.open("xb") as opened:
        file.chmod(0o600)
        sink: Any = locked.Locking(opened, passphrase) if passphrase else opened
        with tarfile.open(fileobj=sink, mode="w|", bufsize=BLOCK) as tar:
            yield Writing(tar)
        if passphrase:
            sink.close()


@contextmanager
def opened(file: Path, passphrase: str = "") -> Iterator[tarfile.TarFile]:
    """The tar in a backup. Raise Damaged where it is none, is cut off, or the passphrase is not the right one."""
    try:
        with file.open("rb") as source:
            begins = source.read(len(locked.MAGIC))
            source.seek(0)
            if begins == locked.MAGIC and not passphrase:
                raise Damaged("the backup is locked: name the file with its passphrase (--passphrase-file)")
            stream: Any = locked.Unlocking(source, passphrase) if begins == locked.MAGIC else source
            with tarfile.open(fileobj=stream, mode="r|", bufsize=BLOCK) as tar:
                yield tar
    except locked.CannotUnlock as error:
        raise Damaged(str(error)) from error
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(f"{file.name} is no whole backup: {error}") from error


def read(file: Path, passphrase: str = "", *, into: Path | None = None) -> Manifest:
    """Read a backup to its end, hold every digest against the manifest, and lay the members in a folder if one is named.

    Raise Damaged for the first thing that is wrong; what was laid out by then is not to be used.
    """
    found: dict[str, dict[str, Any]] = {}
    told: dict[str, Any] | None = None
    with opened(file, passphrase) as tar:
        for member in tar:
            source = tar.extractfile(member)
            if source is None or member.name.startswith("/") or ".." in Path(member.name).parts:
                raise Damaged(f"{file.name} holds something that is no file: {member.name}")
            if member.name == MANIFEST:
                told = json.loads(source.read())
            else:
                found[member.name] = taken_out(source, member, into)
    if told is None:
        raise Damaged(f"{file.name} is cut off: its manifest is missing")
    if told.pop("format") != FORMAT:
        raise Damaged(f"{file.name} was made by another version of this program")
    expected = told.pop("members")
    for name in sorted({*expected, *found}):
        if expected.get(name) != found.get(name):
            raise Damaged(f"{file.name} is damaged: {name} is not what was put in")
    return Manifest(told, found)


def taken_out(source: IO[bytes], member: tarfile.TarInfo, into: Path | None) -> dict[str, Any]:
    """Read a member, laying it in the folder; give its size and digest."""
    digest, size = hashlib.sha256(), 0
    target = None
    if into is not None:
        path = into / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.open("xb")
        path.chmod(0o640)
    try:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            if target:
                target.write(block)
    finally:
        if target:
            target.close()
    return {"bytes": size, "sha256": digest.hexdigest()}
