"""Text with separators → rows of cells, forgiving about quotation marks."""

import re
from collections import Counter

from .results import MAX_LINES, MAX_ROWS, Line, ProblemCode, UnreadableFile

DELIMITERS = (";", "\t", ",", "|")

_LINE_END = re.compile(r"\r\n|\n|\r")
_SEPARATOR_LINE = re.compile(r"""\A"?sep=(.)"?(?=\r|\n|\Z)""", re.IGNORECASE)  # Excel's own first line
_SAMPLE_LINES = 60
_USUAL_WIDTH_AT_MOST = 100
_LONGEST_CELL = 40_000  # characters; Excel allows 32,767
_CELLS_AT_MOST = 20_000  # Excel's widest sheet has 16,384
_UNCLOSED_AT_MOST = 500  # then marks are looked at no more, or a hostile file would take minutes


def announced_delimiter(text: str) -> str | None:
    """Return the separator that the first line names ("sep=;"), as Excel understands it."""
    match = _SEPARATOR_LINE.match(text)
    return match.group(1) if match else None


def line_ends(text: str) -> set[str]:
    """Return the kinds of line end in `text`; more than one where cells have several lines, or files were put together."""
    return set(_LINE_END.findall(text))


def split_lines(text: str, delimiter: str, *, line_end: str = "", at_most: int | None = None) -> list[Line]:
    """Cut `text` into its non-blank lines, numbered as a spreadsheet program does.

    Any line end ends a row, or only `line_end`. Raises UnreadableFile where the lines or cells are beyond counting.

    A cell in quotation marks may hold separators and line ends. A mark that is never closed, or that would swallow whole
    rows, is an ordinary character.
    """
    # A line end doubled by a program that wrote "\r\n" in text mode would double every row
    text = text.replace("\r\r\n", "\r\n")
    reader = _Reader(text, delimiter, re.escape(line_end) if line_end else r"\r\n|\n|\r")
    lines: list[Line] = []
    number = 0
    while reader.position < len(text) and (at_most is None or len(lines) < at_most):
        number += 1
        cells = reader.next_row()
        if number > MAX_LINES:
            raise UnreadableFile(ProblemCode.TOO_MANY_ROWS, str(MAX_ROWS))
        while len(cells) > _USUAL_WIDTH_AT_MOST and not cells[-1].strip():  # a sheet that was once wider
            cells.pop()
        if any(cell and not cell.isspace() for cell in cells) and not (number == 1 and _SEPARATOR_LINE.match(text)):
            lines.append(Line(number, cells))
    return lines


class _Reader:
    """Reads one row after another; `position` is where the next one begins."""

    def __init__(self, text: str, delimiter: str, line_end: str) -> None:
        self.text = text
        self.delimiter = delimiter
        self.position = 0
        self.unclosed = 0
        self.line_end = re.compile(line_end)
        self.width = self._usual_width()
        self.cell_end = re.compile(rf"{re.escape(delimiter)}|{line_end}")
        self.closing_mark = re.compile(rf'"(?=[ \t]*(?:{re.escape(delimiter)}|{line_end}|\Z))')

    def next_row(self) -> list[str]:
        end = self.line_end.search(self.text, self.position)
        stop = end.start() if end else len(self.text)
        line = self.text[self.position : stop]
        if '"' in line:
            return self._next_row_with_marks()
        self.position = end.end() if end else len(self.text)
        return line.split(self.delimiter)

    def _next_row_with_marks(self) -> list[str]:
        cells: list[str] = []
        while True:
            cell = self._marked_cell(len(cells))
            end = self.cell_end.search(self.text, self.position)
            stop = end.start() if end else len(self.text)
            cells.append(self.text[self.position : stop] if cell is None else cell)
            self.position = end.end() if end else len(self.text)
            if end is None or end.group() != self.delimiter:
                return cells
            if len(cells) > _CELLS_AT_MOST:
                raise UnreadableFile(ProblemCode.TOO_LARGE)

    def _marked_cell(self, cells_before: int) -> str | None:
        """Return the cell in quotation marks that begins here, None if none does; move behind its closing mark."""
        start = self.position
        while self.text.startswith((" ", "\t"), start) and self.text[start] != self.delimiter:
            start += 1
        if not self.text.startswith('"', start) or self.unclosed > _UNCLOSED_AT_MOST:
            return None
        close = self._closing_mark(start + 1)
        if close is None or self._swallows_rows(start, close, cells_before):
            self.unclosed += 1
            return None
        self.position = close + 1
        return self.text[start + 1 : close].replace('""', '"')

    def _closing_mark(self, start: int) -> int | None:
        stop = start + _LONGEST_CELL
        for match in self.closing_mark.finditer(self.text, start, stop):
            close = match.start()
            if match.end() == stop < len(self.text):
                return None
            first = close
            while first > start and self.text[first - 1] == '"':
                first -= 1
            if (close - first) % 2 == 0:  # the marks before it are pairs that stand for one mark each
                return close
        return None

    def _swallows_rows(self, start: int, close: int, cells_before: int) -> bool:
        """Say whether a cell from `start` to `close` holds what are plainly rows of their own.

        That is so when the line it begins on and the line it ends on are both as wide as rows are, and the marks on the
        latter pair up without it.
        """
        content = self.text[start + 1 : close]
        first_end = _LINE_END.search(content)
        if first_end is None or self.width < 2:
            return False
        first_width = cells_before + content[: first_end.start()].count(self.delimiter) + 1
        last_start = max(content.rfind("\n"), content.rfind("\r")) + 1
        line_end = _LINE_END.search(self.text, close)
        last = content[last_start:] + self.text[close : line_end.start() if line_end else len(self.text)]
        last_width = last.count(self.delimiter) + 1
        return first_width >= self.width and last_width >= self.width and last.count('"') % 2 == 0

    def _usual_width(self) -> int:
        """Return how many cells a line has most often, at the top of the file."""
        lines = _LINE_END.split(self.text[:50_000])[:_SAMPLE_LINES]
        widths = Counter(line.count(self.delimiter) + 1 for line in lines if self.delimiter in line)
        return widths.most_common(1)[0][0] if widths else 1
