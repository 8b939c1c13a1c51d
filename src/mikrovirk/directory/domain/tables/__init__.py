"""Any table with headings: read whatever program wrote it, its columns guessed and then chosen, kept till the click."""

from .guessing import Wanted, guessed, mark_of
from .planned import Line, Outcome, Planned
from .reading import read_table
from .results import HeadedTable, TableRow

__all__ = ["HeadedTable", "Line", "Outcome", "Planned", "TableRow", "Wanted", "guessed", "mark_of", "read_table"]
