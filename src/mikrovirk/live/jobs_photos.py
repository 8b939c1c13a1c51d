"""What the worker does with photos: those nobody wants are not kept."""

from datetime import datetime

from mikrovirk.live.services import photos


def run(*, now: datetime) -> None:
    photos.forget_old(now=now)
