"""Drafts whose last day has passed take no more comments."""

from datetime import datetime

from mikrovirk.voice.services import consulting


def run(*, now: datetime) -> None:
    consulting.close_those_over(now=now)
