"""Who was erased, so that a backup does not bring them back: digests in a file of the data folder that no restore replaces."""

import fcntl
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from mikrovirk.accounts.models import User

FILE = "erased"
KEPT = timedelta(days=400)  # no backup is kept longer


def place() -> Path:
    return Path(settings.DATA) / FILE


def digest_of(user: User) -> str:
    """Of the account and not of its address: a backup may know them by another. Nobody can try it without the installation's key."""
    account = f"erased {user.pk} {user.created_at.timestamp():.6f}"
    return hmac.new(settings.SECRET_KEY.encode(), account.encode(), "sha256").hexdigest()


def remember(digest: str, *, at: datetime) -> None:
    """Write down that somebody was erased; lines older than any backup are dropped."""
    with alone():
        lines = {**known(), digest: at}
        text = "".join(f"{when.isoformat()} {digest}\n" for digest, when in lines.items() if at - when < KEPT)
        fresh = place().with_suffix(".new")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        fresh.replace(place())


@contextmanager
def alone() -> Iterator[None]:
    """Two who are erased at the same moment must both be remembered."""
    with open(os.open(place().with_suffix(".lock"), os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def known() -> dict[str, datetime]:
    """When whom: the digest of the account, and the moment."""
    if not place().exists():
        return {}
    rows = (line.split() for line in place().read_text().splitlines())
    return {digest: datetime.fromisoformat(when) for when, digest in rows}
