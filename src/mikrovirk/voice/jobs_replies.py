"""What the worker does with answers by mail: they land among what members say."""

from datetime import datetime

from mikrovirk.voice.services import replies


def run(*, now: datetime) -> None:
    replies.take_replies(at=now)
