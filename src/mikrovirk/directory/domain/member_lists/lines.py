"""Lines that are no data, and lines whose cells have slipped."""

import re
from collections.abc import Sequence

from ..cvr import normalised_cvr
from ..emails import emails_in
from ..phones import e164
from .cells import is_number, plain, read_postcode
from .columns import Layout
from .headings import Field, compact, meaning_of

_SUM = re.compile(r"\b(?:i ?alt|(?:sub|hoved)?total|sum|tilsammen|antal|count)\b", re.IGNORECASE)
_SUM_WORDS = re.compile(
    r"(?:\b(?:i ?alt|(?:sub|hoved|grand )?total|sum|tilsammen|antal|count|medlemmer|members|virksomheder|firmaer|personer|"
    r"deltagere|kontakter|rækker|rows|number|of|contacts|people|aktive|stk|kr|af|pr)\b|[\s:=\d.,()*-])+",
    re.IGNORECASE,
)
_LIKE_AN_ADDRESS = re.compile(r"\w@\w")
_SURPLUS_AT_MOST = 20  # separators in one text; more are a line that is too wide
_CONTACT = (Field.EMAIL, Field.MOBILE, Field.PHONE, Field.CVR, Field.POSTCODE)
_TEXTS = ("", Field.NOTE, Field.OFFERS, Field.SEEKS, Field.ABOUT, Field.INDUSTRY)


def is_data(cells: Sequence[str], layout: Layout) -> bool:
    """Say whether a line tells of somebody: not a blank one, the sum below the table, or the headings once more."""
    if any(_LIKE_AN_ADDRESS.search(cell) for cell in cells):
        return True
    filled = [(at, text) for at, text in enumerate(map(plain, cells)) if text]
    if not filled or _repeats_headings(filled, layout):
        return False
    labels = [text for _, text in filled if not is_number(text)]
    if labels:
        is_sum = all(map(_SUM_WORDS.fullmatch, labels)) and any(map(_SUM.search, labels))
        return not is_sum or _has_contact(filled, layout)
    return _has_contact(filled, layout)


def _repeats_headings(filled: Sequence[tuple[int, str]], layout: Layout) -> bool:
    """Say whether a line holds the headings again, or the same in another language."""
    meanings = [meaning_of(text) for _, text in filled]
    known = all(meaning is not None and meaning.sure for meaning in meanings)
    same = all(at < len(layout.keys) and compact(text) == layout.keys[at] for at, text in filled)
    return len(filled) >= 2 and (known or same)


def _has_contact(filled: Sequence[tuple[int, str]], layout: Layout) -> bool:
    """Say whether something stands where people can be reached: a sum is not, a member is."""
    contact = {at for field in _CONTACT for at in layout.positions.get(field, ())}
    return any(at in contact and len(re.sub(r"\D", "", text)) != 0 and _would_do(text) for at, text in filled)


def _would_do(text: str) -> bool:
    return bool(emails_in(text) or e164(text) or normalised_cvr(text) or re.search(r"(?<!\d)\d{4}(?!\d)|\d{8}", text))


def realigned(cells: Sequence[str], layout: Layout, delimiter: str) -> list[str] | None:
    """Put back together a text that its own separators cut up ("Pedersen, Jørgen" in a file with commas, unquoted).

    Returns the cells in their places, or None if the line is no wider than the headings or nothing fits better.
    """
    width = layout.line_width
    surplus = len(cells) - width
    if not 0 < surplus <= _SURPLUS_AT_MOST or not delimiter:
        return None
    joins = [_joined(cells, at, surplus, delimiter) for at in range(width)]
    best = max(range(width), key=lambda at: (_fit(joins[at], layout), cells[at + 1].startswith(" "), -at))
    if _fit(joins[best], layout) > _fit(cells[:width], layout):
        return joins[best]
    last_field = layout.columns[width - 1].field if len(layout.columns) == width else ""
    return joins[-1] if last_field in _TEXTS and cells[width].startswith(" ") else None


def _joined(cells: Sequence[str], at: int, surplus: int, delimiter: str) -> list[str]:
    return [*cells[:at], delimiter.join(cells[at : at + surplus + 1]), *cells[at + surplus + 1 :]]


def _fit(cells: Sequence[str], layout: Layout) -> int:
    """Count how many of the cells that have a form of their own have it, less those that have not."""
    tests = {
        Field.EMAIL: emails_in,
        Field.CVR: normalised_cvr,
        Field.PHONE: e164,
        Field.MOBILE: e164,
        Field.POSTCODE: read_postcode,
    }
    score = 0
    for field, test in tests.items():
        for at in layout.positions.get(field, ())[:1]:
            text = plain(cells[at])
            if text:
                score += 1 if test(text) else -1
    return score
