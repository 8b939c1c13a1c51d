"""Kroner as people write and read them; inside they are whole øre."""

import re

WRITTEN = re.compile(r"^(?P<kroner>\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(?P<oere>\d{1,2}|-))?$", re.ASCII)
WORDS = re.compile(r"\s*(?:kr\.?|dkk)\s*", re.IGNORECASE)


def in_oere(text: str) -> int | None:
    """What somebody typed, in øre: "12.500", "12 500 kr.", "1.250,50"; None where it is no amount.

    A point parts thousands and a comma parts øre, as in Danish. "12.50" is none of both, so it is no amount.
    """
    found = WRITTEN.match(WORDS.sub("", text.strip()))
    if found is None:
        return None
    kroner = int(re.sub(r"\D", "", found["kroner"]))
    oere = found["oere"] or ""
    return kroner * 100 + (int(oere.ljust(2, "0")) if oere.isdigit() else 0)


def in_kroner(amount: int) -> str:
    """An amount in øre as it is typed in Danish: "12500" or "12500,50"; øre only where there are any."""
    kroner, oere = divmod(abs(amount), 100)
    sign = "-" if amount < 0 else ""
    return f"{sign}{kroner}" + (f",{oere:02}" if oere else "")
