"""Each machine tells the others that it is there and how it is set, so that the check-up sees where they differ.

Only with PostgreSQL: what lies in a file serves one machine.
"""

import functools
import hashlib
import os
import secrets
import socket
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from mikrovirk import __version__
from mikrovirk.common import sealing
from mikrovirk.mailing.models import Machine

MARK = "mark"  # the file by which two machines see whether they have the same folder


def tell(kind: str, *, now: datetime) -> None:
    """Say that this machine works, by a web process or a worker."""
    if connection.vendor != "postgresql":
        return
    row = Machine(name=socket.gethostname()[:100], kind=kind, facts=facts(), seen_at=now)
    unique, changed = ["name", "kind"], ["facts", "seen_at"]
    Machine.objects.bulk_create([row], update_conflicts=True, unique_fields=unique, update_fields=changed)


@functools.cache
def facts() -> dict[str, str]:
    """What must be the same on all machines. Nothing in it opens anything: of keys and addresses it has marks only."""
    storage = settings.STORAGES["default"].get("OPTIONS", {})
    return {
        "version": __version__,
        "secret_key": salted_hmac("mikrovirk.machines", "secret key").hexdigest()[:12],
        "site": settings.SITE_URL,
        "data": mark_of(Path(settings.DATA)),
        "keys": mark_of(Path(settings.KEYS)),
        "files": mark("/".join(storage[part] for part in ("endpoint_url", "bucket_name", "location") if storage)),
        "cache": mark(settings.CACHES["default"]["LOCATION"]),
        "queue": mark(settings.QUEUE_URL),
        "live": settings.LIVE_SOURCE,
    }


def mark(address: str) -> str:
    """A short mark of where something is, without the password in its address; "" for none."""
    parts = urlsplit(address)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return hashlib.sha256(plain.encode()).hexdigest()[:12] if plain else ""


def mark_of(folder: Path) -> str:
    """The mark that lies in the folder, laid there by whoever came first; "" where nothing can be written."""
    file = folder / MARK
    try:
        if folder == Path(settings.KEYS):
            sealing.ready_folder()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_hex(6))
        except FileExistsError:
            pass
        return file.read_text()
    except OSError:
        return ""
