"""CVR numbers, the Danish business register's: eight digits whose weighted sum is a multiple of eleven."""

import re

WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)  # Erhvervsstyrelsen: "Modulus 11 kontrol af CVR-nummer"

_DECIMALS = re.compile(r"(?<=\d)[.,]0{1,2}$")  # a spreadsheet's "12345678.0" or "12345678,00"
_AMONG_OTHERS = re.compile(r"(?<!\d)\d{2}[ .]?\d{2}[ .]?\d{2}[ .]?\d{2}(?!\d)")


def is_valid_cvr(digits: str) -> bool:
    """Say whether `digits` are eight digits that pass the register's modulus-11 check."""
    if not re.fullmatch(r"[1-9][0-9]{7}", digits):
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def normalised_cvr(text: str) -> str | None:
    """Return the eight digits of the CVR number that `text` holds ("DK 12 34 56 78"), None if there is no valid one."""
    plain = _DECIMALS.sub("", text.strip())
    digits = re.sub(r"[^0-9]", "", plain)
    if is_valid_cvr(digits):
        return digits
    for match in _AMONG_OTHERS.finditer(plain):
        digits = re.sub(r"[^0-9]", "", match.group())
        if is_valid_cvr(digits):
            return digits
    return None


def displayed_cvr(cvr: str) -> str:
    """Return the number as the register writes it for people: "12 34 56 78"."""
    return " ".join(cvr[start : start + 2] for start in range(0, len(cvr), 2))
