"""Who was erased, so that a backup does not bring them back: digests in a file of the data folder that no restore replaces."""

import hmac
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

FILE = "erased"
KEPT = timedelta(days=400)  # no backup is kept longer


def place() -> Path:
    return Path(settings.DATA) / FILE


def digest_of(email: str) -> str:
    """Without the installation's key nobody can try addresses against the file."""
    return hmac.new(settings.SECRET_KEY.encode(), b"erased " + email.lower().encode(), "sha256").hexdigest()


def remember(email: str, *, at: datetime) -> None:
    """Write down that somebody was erased; lines older than any backup are dropped."""
    lines = {**known(), digest_of(email): at}
    text = "".join(f"{when.isoformat()} {digest}\n" for digest, when in lines.items() if at - when < KEPT)
    fresh = place().with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(place())


def known() -> dict[str, datetime]:
    """When whom: the digest of the address, and the moment."""
    if not place().exists():
        return {}
    rows = (line.split() for line in place().read_text().splitlines())
    return {digest: datetime.fromisoformat(when) for when, digest in rows}
