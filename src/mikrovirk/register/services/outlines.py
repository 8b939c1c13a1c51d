"""Brings in the outlines of municipalities or postcodes for the maps: a GeoJSON or TopoJSON file of official geodata."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mikrovirk.register.domain.municipalities import CHRISTIANSOE, MUNICIPALITIES
from mikrovirk.register.domain.outlines import FAR, NEAR, Shape, WrongOutlines, shapes_of, simpler
from mikrovirk.register.domain.towns import towns
from mikrovirk.register.queries.outlines import MUNICIPALITY, POSTCODE, file_of

GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Outlines:
    """What came of it. `missing`: codes of areas that have no outline in the file; `unknown`: codes that no area has."""

    kind: str
    count: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def import_outlines(file: Path, *, at: datetime) -> Outlines:
    """Store the outlines of a file, in place of those of its kind that were there.

    Raises WrongOutlines with the code of what is wrong (not_json besides those of the domain), and OSError.
    """
    shapes = shapes_of(document_of(file))
    kind = POSTCODE if sum(not code.startswith("0") for code in shapes) > len(shapes) / 2 else MUNICIPALITY
    wanted = {town.postcode for town in towns()} if kind == POSTCODE else set(MUNICIPALITIES)
    known = wanted | ({CHRISTIANSOE} if kind == MUNICIPALITY else set())
    if not wanted & set(shapes):
        raise WrongOutlines("no_code")
    store(kind, {code: shape for code, shape in shapes.items() if code in known or kind == POSTCODE}, file.name, at)
    return Outlines(kind, len(shapes), tuple(sorted(wanted - set(shapes))), tuple(sorted(set(shapes) - known)))


def document_of(file: Path) -> object:
    content = file.read_bytes()
    try:
        if content.startswith(GZIP):
            content = gzip.decompress(content)
        document: object = json.loads(content.decode("utf-8-sig"))
    except (ValueError, EOFError, gzip.BadGzipFile) as error:
        raise WrongOutlines("not_json") from error
    return document


def store(kind: str, shapes: Mapping[str, Shape], name: str, at: datetime) -> None:
    """Write the file whole or not at all."""
    stored = {
        "file": name,
        "read_at": at.isoformat(),
        "names": {code: shape.name for code, shape in shapes.items()},
        **{
            level: {code: simpler(shape.rings, metres) for code, shape in shapes.items()}
            for level, metres in (("far", FAR), ("near", NEAR))
        },
    }
    target = file_of(kind)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")), "utf-8")
    beside.replace(target)
