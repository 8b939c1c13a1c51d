"""Words that can be made unreadable for good, wherever copies of the database have gone.

They are encrypted (AES-256-GCM) with a key of their own that lies as a file in the folder of the setting KEYS: never in the
database, and never in a backup. Once the file is destroyed nobody can read them, neither here nor in a backup restored.
"""

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES, NONCE_BYTES = 32, 12
NAME = re.compile(r"(?:[a-z]+-)?[0-9a-f]{32}")
# What backup programs know a folder by that they are to leave out; see https://bford.info/cachedir/
CACHE_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n# Keys of what stays in the room. Never put these into a backup.\n"
)
README = (
    "Here lie the keys of what members said for one room only, and of ballot boxes that are not counted yet.\n"
    "NEVER BACK THIS FOLDER UP, and never copy it. MikroVirk destroys each key 24 hours after the evening, or when the\n"
    "votes are counted. A copy would break a promise that was made to people.\n"
    "When a key is lost what it locked is lost, and that is meant so. docs/hosting/settings.md tells more.\n"
)


class KeyGone(Exception):
    """There is no such key any more, or not on this machine: what it locked cannot be read."""


class NoPlaceForKeys(Exception):
    """The folder for keys cannot be written to; whoever hosts the installation has to set MIKROVIRK_KEYS."""


@dataclass(frozen=True)
class Key:
    """Locks and opens texts. `bound_to` says what a text belongs to: put anywhere else it does not open."""

    cipher: AESGCM

    def seal(self, *texts: str, bound_to: str) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self.cipher.encrypt(nonce, json.dumps(texts).encode(), bound_to.encode())

    def unseal(self, sealed: bytes | memoryview, *, bound_to: str) -> tuple[str, ...]:
        """The texts; raise KeyGone where they were locked with another key, or were moved or changed."""
        found = bytes(sealed)
        try:
            plain = self.cipher.decrypt(found[:NONCE_BYTES], found[NONCE_BYTES:], bound_to.encode())
        except (InvalidTag, ValueError) as error:
            raise KeyGone from error
        return tuple(json.loads(plain))


def make_key(kind: str = "") -> str:
    """Make a key and give back its name; it lies safely on the disk when this returns. Raise NoPlaceForKeys.

    `kind`, in small letters, keeps the keys of one app apart from those of another.
    """
    name = f"{kind}-{uuid4().hex}" if kind else uuid4().hex
    try:
        folder = ready_folder()
        with open(os.open(path_of(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        remember(folder)
    except OSError as error:
        raise NoPlaceForKeys(str(settings.KEYS)) from error
    return name


def key_of(name: str) -> Key:
    """The key of that name; raise KeyGone."""
    try:
        found = path_of(name).read_bytes()
    except OSError as error:
        raise KeyGone(name) from error
    if len(found) != KEY_BYTES:  # the machine stopped in the middle of destroying it
        raise KeyGone(name)
    return Key(AESGCM(found))


def destroy_key(name: str) -> None:
    """Overwrite the key and take it away; once is enough, twice does no harm.

    Raise OSError where the disk refuses, so that it is tried again. On disks that write elsewhere than where the old words
    stood, and in snapshots of the disk itself, the overwriting may miss: see docs/adr/0015-room-only-messages.md.
    """
    path = path_of(name)
    try:
        with open(path, "r+b") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
            file.truncate(0)
        path.unlink()
    except FileNotFoundError:
        return
    remember(path.parent)


def names_of_keys(kind: str = "") -> set[str]:
    """Every key of that kind that lies in the folder."""
    names = {file.stem for file in Path(settings.KEYS).glob("*.key")}
    return {name for name in names if name.rpartition("-")[0] == kind}


def path_of(name: str) -> Path:
    """Raise KeyGone for what is no name of a key, so that no other file is ever touched."""
    if not NAME.fullmatch(name):
        raise KeyGone(name)
    return Path(settings.KEYS) / f"{name}.key"


def ready_folder() -> Path:
    """The folder, for this installation's own user alone, saying of itself that it is not to be copied."""
    folder = Path(settings.KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, words in (("CACHEDIR.TAG", CACHE_TAG), ("README", README)):
        if not (folder / name).exists():
            folder.chmod(0o700)
            (folder / name).write_text(words)
    return folder


def remember(folder: Path) -> None:
    """Let the disk know of files that came or went."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
