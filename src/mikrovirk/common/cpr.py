"""CPR numbers, the Danish personal ones, are found in any text so that they can be refused and never stored.

What counts: six digits that form a date (ddmmyy), an optional hyphen or space, four digits. The number's modulus-11 check
is not asked for: numbers without it have been given out since 2007. Rather one alarm too many than one number kept.

Where a number begins and ends:

- No digit stands directly before or after: longer runs are phone numbers with 0045, IBANs, times without marks, bar codes.
- Letters may stand beside it ("CPR0101701234").
- Not after "+" (a phone number), not behind a decimal point or comma (a coordinate with ten decimals),
  not behind a digit and "T" (the time in 20260712T130324-0200).
- A hyphen may be any of the dashes that programs put in, a space any space within the line; a hyphen may have a space on
  either side. A line break parts numbers.
- Days over the month's length are no date, so CVR numbers, amounts and most member numbers do not count. 29 February
  counts in every fourth year, as the century is not known.
"""

import re

MASK = "xxxxxx-xxxx"

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DASH = r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?<!\+)(?<!\d[.,T])(\d\d)(\d\d)(\d\d)(?:{_SPACE}?{_DASH}{_SPACE}?|{_SPACE})?\d{{4}}(?!\d)",
)


def holds_cpr(text: str) -> bool:
    """Say whether a CPR number stands anywhere in `text`."""
    return any(_is_date(match) for match in _CANDIDATE.finditer(_INVISIBLE.sub("", text)))


def masked(text: str) -> str:
    """Return `text` with every CPR number replaced by `MASK`."""
    if not holds_cpr(text):
        return text
    return _CANDIDATE.sub(lambda match: MASK if _is_date(match) else match.group(), _INVISIBLE.sub("", text))


def _is_date(match: re.Match[str]) -> bool:
    day, month, year = (int(match.group(part)) for part in (1, 2, 3))
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0
