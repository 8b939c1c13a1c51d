"""Suggested themes for inputs in a file: only a calculation, without an installation or Django."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.voice.domain.themes import Said, suggest


def suggested(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Themes for the inputs in the file (a list of texts, or of {"id", "text"}); 2 where it is none."""
    said = read(options.file)
    at_least = 2 if options.at_least is None else max(1, options.at_least)
    found = suggest(said, at_least=at_least, most=max(1, len(said)))
    return 0, [
        {"name": each.name, "count": len(each.ids), "words": list(each.words), "inputs": list(each.ids)}
        for each in found
    ]


def read(name: str) -> list[Said]:
    try:
        rows = json.loads(Path(name).read_text("utf-8-sig"))
    except OSError as error:
        raise CannotDo(f"{name} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CannotDo(f"{name} is not JSON") from error
    if not isinstance(rows, list):
        raise CannotDo(f"{name} is not a list of inputs")
    return [one(row, number, name) for number, row in enumerate(rows, start=1)]


def one(row: Any, number: int, name: str) -> Said:
    """One input: a text has its number in the list as its id."""
    if isinstance(row, str):
        return Said(number, row)
    if isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("id"), int):
        return Said(row["id"], row["text"])
    raise CannotDo(f'{name}: input {number} is neither a text nor {{"id": 1, "text": "…"}}')
