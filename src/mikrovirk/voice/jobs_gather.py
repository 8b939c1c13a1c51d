"""What the worker gathers: words about a meeting belong to what members say."""

from datetime import datetime

from mikrovirk.voice.services import gathering


def run(*, now: datetime) -> None:
    gathering.gather_feedback(at=now)
