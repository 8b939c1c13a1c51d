"""Made-up documents of the business register: for the example region, for tests and for measuring.

They have the shape of CVR's own, with the same shares of legal forms and of sizes (live aggregations of September 2025), the same
untidiness (series that are not sorted, no status for sole proprietors, codes of three schemes, municipalities of before 2007),
and names and numbers that nobody has.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from mikrovirk.register.made_up.as_cvr import documents_of
from mikrovirk.register.made_up.lives import lives

EXAMPLE_REGION = ("0390", "0376")


def documents(
    count: int, *, seed: int, municipalities: Sequence[str] = EXAMPLE_REGION, until: date
) -> Iterator[dict[str, Any]]:
    """`count` documents, companies each followed by its places, as the register has them on the day `until`.

    The same seed gives the same documents; more of them begin with the same ones.
    """
    everyone = lives(seed=seed, municipalities=municipalities, until=until)
    return islice((document for life in everyone for document in documents_of(life, until)), count)


def write_lines(
    file: Path, count: int, *, seed: int, municipalities: Sequence[str] = EXAMPLE_REGION, until: date
) -> int:
    """Write the documents as a file with one a line; give back its size in bytes."""
    with file.open("w", encoding="utf-8") as out:
        for document in documents(count, seed=seed, municipalities=municipalities, until=until):
            out.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")
    return file.stat().st_size
