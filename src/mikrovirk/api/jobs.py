"""What the worker does: what was read with tokens long ago is forgotten."""

from datetime import datetime

from mikrovirk.api import services


def run(*, now: datetime) -> None:
    services.forget_old_uses(at=now)
