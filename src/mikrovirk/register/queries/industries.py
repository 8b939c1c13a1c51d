"""Reads: what an industry code is called, from the official list where one was brought in, else from the tables that come along."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from mikrovirk.register.domain.industries import label
from mikrovirk.register.queries.copies import home

Titles = Mapping[str, tuple[str, str]]  # Danish and English, by code


def file_of(scheme: str) -> Path:
    return home() / "industries" / f"{scheme}.json"


def titles_of(scheme: str) -> Titles:
    """Every title of the list that was brought in; empty where none was."""
    file = file_of(scheme)
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _parsed(file, changed)


def title(scheme: str, code: str, language: str = "da") -> str:
    """What a code of any length means: its own title, or that of the longest beginning that has one."""
    titles = titles_of(scheme)
    for length in range(len(code), 1, -1):
        if found := titles.get(code[:length]):
            return found[0] if language == "da" else found[1]
    if found := titles.get(code):
        return found[0] if language == "da" else found[1]
    return label(scheme, code, language)


@lru_cache(maxsize=4)
def _parsed(file: Path, changed: int) -> Titles:
    """The file, read once for each time it was written."""
    stored = json.loads(file.read_text("utf-8"))["titles"]
    return {code: (danish, english) for code, (danish, english) in stored.items()}
