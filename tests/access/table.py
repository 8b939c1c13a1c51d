"""The table of every address × role × method, as text that people read and change."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("table.txt")
COLUMNS = {
    "anonymous": "anon",
    "link": "link",
    "nobody": "none",
    "member elsewhere": "m°",
    "steering elsewhere": "st°",
    "coordinator elsewhere": "co°",
    "officer elsewhere": "of°",
    "member": "memb",
    "steering": "stee",
    "substitute": "subs",
    "coordinator": "coor",
    "host": "host",
    "officer": "offi",
    "applicant": "appl",
    "caseworker": "case",
    "assessor": "asse",
    "decider": "deci",
    "bookkeeper": "book",
    "administrator": "admi",
    "owner": "own",
}
SIGNS_IN, NOTHING = "s", "·"
ABOUT = """\
# Who reaches which address by which method. tests/access/test_table.py asks every cell; a new address needs its line.
#
# takes  what the page answers to: G is read (GET, HEAD), P is sent (POST). Everything else (PUT, PATCH, DELETE …) is refused.
# cells  G, P, GP: the methods that lead somewhere;  s: sign in first;  ·: nothing is there for this role.
#
# anon  not signed in                       memb  member of the network             appl  has applied to the fund
# link  holds the link, not signed in       stee  in its steering group             case  caseworker of the fund
# none  signed in, no role anywhere         subs  substitute coordinator            asse  assessor
# m°    member of another network           coor  coordinator                       deci  decider
# st°   steering group of another network   host  in its host organisation          book  bookkeeper
# co°   coordinator of another network      offi  officer of the municipality       admi  administrator
# of°   officer of another municipality
#
# own   whose it is: somebody who has lived through the network's months. Asked only where none of the roles has such a row.
#
# The addresses of a network, a municipality or a fund are asked with rows of it; ° marks those who belong elsewhere.
# After a change: `pytest tests/access/test_table.py -m soak --write-access-table`, then read the difference.
"""


@dataclass(frozen=True)
class Row:
    """One address: what it takes, and what each role gets there."""

    name: str
    takes: str
    cells: dict[str, str]

    def line(self) -> str:
        cells = " ".join(f"{self.cells[role]:<4}" for role in COLUMNS)
        return f"{self.name:<36} {self.takes:<5} {cells}".rstrip()


def read() -> dict[str, Row]:
    """The table as it is written, by the address's name."""
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith(("#", "address "))]
    rows = (line.split() for line in lines)
    return {name: Row(name, takes, dict(zip(COLUMNS, cells, strict=True))) for name, takes, *cells in rows}


def written(rows: list[Row]) -> str:
    """The file's text."""
    return "\n".join([ABOUT, *_lines(rows), ""])


def _lines(rows: list[Row]) -> Iterator[str]:
    app = None
    for row in rows:
        if (here := row.name.partition(":")[0]) != app and ":" in row.name:
            app = here
            yield f"\naddress {'':<28} takes " + " ".join(f"{short:<4}" for short in COLUMNS.values()).rstrip()
        yield row.line()
