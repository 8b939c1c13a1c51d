"""Phone numbers in all the spellings that people use, kept as E.164 ("+4527526544")."""

import re

_LETTERS_AND_MORE = re.compile(r"[^\d+]")
_SEVERAL = re.compile(r"[/;,|\n]+|\b(?:og|eller|and|or)\b", re.IGNORECASE)
_RUN = re.compile(r"(?:\+|\b00)?\(?\d[\d\s().\u00a0\u2007\u2010-\u2015\u2212\u202f-]{4,}\d")
_EXTENSION = re.compile(r"\b(?:lokal|lok|ext|omstilling)\b.*", re.IGNORECASE | re.DOTALL)
_DECIMALS = re.compile(r"(?<=\d)[.,]0$")  # a spreadsheet's "27526544.0"
_DANISH = re.compile(r"[2-9]\d{7}")  # no Danish subscriber number begins with 0 or 1
_TWO_DIGIT_COUNTRIES = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 "
    "81 82 84 86 90 91 92 93 94 95 98".split()
)  # ITU-T E.164; +1 and +7 have one digit, the others three


def e164(text: str) -> str | None:
    """Return the first phone number in `text` as "+" and digits; None if there is none that can be dialled.

    Eight digits are Danish. Other countries' numbers need their "+" or "00".
    """
    cleaned = _EXTENSION.sub("", _DECIMALS.sub("", text.strip()))
    whole = _dialled(cleaned)
    if whole:
        return whole
    for piece in _SEVERAL.split(cleaned):
        for run in _RUN.finditer(piece):
            number = _dialled(run.group())
            if number:
                return number
    return None


def displayed_phone(number: str) -> str:
    """Return an E.164 number as Danes read it: "27 52 65 44"; foreign ones as "+46 701 234 567"."""
    if number.startswith("+45") and len(number) == 11:
        return " ".join(number[start : start + 2] for start in range(3, 11, 2))
    digits = number.removeprefix("+")
    length = 1 if digits[:1] in ("1", "7") else 2 if digits[:2] in _TWO_DIGIT_COUNTRIES else 3
    country, rest = digits[:length], digits[length:]
    groups = [rest[start : start + 3] for start in range(0, len(rest), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = [groups[-2] + groups[-1]]
    return " ".join(["+" + country, *groups])


def _dialled(text: str) -> str | None:
    digits = _LETTERS_AND_MORE.sub("", text.replace("(0)", ""))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if _DANISH.fullmatch(digits):
        return "+45" + digits
    if digits.startswith("+45") or (digits.startswith("45") and len(digits) == 10):
        national = digits.removeprefix("+").removeprefix("45")
        return "+45" + national if _DANISH.fullmatch(national) else None
    return digits if re.fullmatch(r"\+[1-9]\d{6,14}", digits) else None
