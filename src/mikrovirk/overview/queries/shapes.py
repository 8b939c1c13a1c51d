"""Reads: the real outlines of municipalities, where the official file was imported."""

from collections.abc import Mapping, Sequence

from mikrovirk.register.queries.outlines import rings_of

Ring = tuple[tuple[float, float], ...]


def municipality_shapes(*, is_near: bool = False) -> Mapping[str, Sequence[Ring]] | None:
    """The rings of each municipality in degrees, simplified for a page; None where no outlines were imported.

    `is_near`: fine enough for a picture of one municipality.
    """
    return rings_of(is_near=is_near)
