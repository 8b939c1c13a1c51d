"""Reads: the real outlines of municipalities, where the official file was imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mikrovirk.register.queries.outlines import read_at, rings_of

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shapes:
    """The rings of each municipality in degrees, simplified for a map of all. `name` says which import they are of; empty: none."""

    name: str = ""
    rings: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict, compare=False)


def municipality_shapes() -> Shapes:
    """The outlines that were imported, or none."""
    rings = rings_of()
    return Shapes(str(read_at()), rings) if rings else Shapes()


def outline_of(municipality: str) -> tuple[Ring, ...]:
    """One municipality, fine enough for a picture of it alone; empty where no outlines were imported."""
    return (rings_of(is_near=True) or {}).get(municipality, ())
