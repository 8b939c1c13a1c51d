"""Replies to a personal mail, read from files: only a calculation, without an installation or Django."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.voice.domain.replies import Asked, asked_from
from mikrovirk.voice.domain.replies import read as read_reply


def read(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Read one mail: what it is, what the person wrote, which mail it answers, and whether that is sure."""
    asked = asked_in(Path(options.asked))
    try:
        raw = Path(options.file).read_bytes()
    except OSError as error:
        raise CannotDo(f"{options.file} cannot be read: {error.strerror}") from error
    reply = read_reply(raw, asked)
    return 0, {
        "kind": reply.kind.value,
        "text": reply.text,
        "token": reply.token,
        "flags": list(reply.flags),
        "sure": reply.sure,
    }


def asked_in(path: Path) -> Asked:
    try:
        plain = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CannotDo(f"{path} is not JSON: {error}") from error
    try:
        return asked_from(plain)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotDo(f"{path} must hold “inbound”, “rounds” and “tokens”: {error!r}") from error
