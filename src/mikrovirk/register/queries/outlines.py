"""Reads: the outlines of municipalities and postcodes, where a file of official geodata was brought in."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from mikrovirk.register.domain.outlines import Ring
from mikrovirk.register.queries.copies import home

MUNICIPALITY, POSTCODE = "municipalities", "postcodes"

Rings = Mapping[str, tuple[Ring, ...]]


def file_of(kind: str) -> Path:
    return home() / "outlines" / f"{kind}.json"


def rings_of(kind: str = MUNICIPALITY, *, is_near: bool = False) -> Rings | None:
    """The rings of each area in degrees, by code, for a page with all of them or, `is_near`, with one; None without a file."""
    found = _read(kind)
    return found["near" if is_near else "far"] if found else None


def read_at(kind: str = MUNICIPALITY) -> datetime | None:
    """When the outlines were brought in; None without a file."""
    found = _read(kind)
    return datetime.fromisoformat(found["read_at"]) if found else None


def _read(kind: str) -> Mapping[str, Any] | None:
    file = file_of(kind)
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _parsed(file, changed)


@lru_cache(maxsize=4)
def _parsed(file: Path, changed: int) -> Mapping[str, Any]:
    """The file, read once for each time it was written."""
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    for level in ("far", "near"):
        found[level] = {
            code: tuple(tuple((x, y) for x, y in ring) for ring in rings) for code, rings in found[level].items()
        }
    return found
