"""Tables of facts, as CSV files beside this: sections and divisions of industry codes, towns, old municipalities."""

import csv
from collections.abc import Iterator
from importlib import resources


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of this folder, in order."""
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return iter(csv.DictReader(text.splitlines()))
