"""The way out: everything of a network in formats that any program reads, with a description of each column.

One ZIP: each table as JSON (exact) and as CSV (for a spreadsheet), the meetings as iCalendar and as Markdown, `columns.csv` and a
README. What was written is read back before it counts.
"""

from mikrovirk.home.open_formats.reading import differences
from mikrovirk.home.open_formats.writing import Written, write_installation, write_network, write_whole

__all__ = ["Written", "differences", "write_installation", "write_network", "write_whole"]
