"""What a unit is on a day: one loop for each question, nothing clever."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from mikrovirk.register.domain.forms import FORMS
from mikrovirk.register.domain.industries import SECTION_OF_DIVISION, section_in_2007
from tests.overview.walking.units import FIRST, LAST, Unit

DAY = timedelta(days=1)
CLASSES = (("0", 0, 0), ("1-4", 1, 4), ("5-9", 5, 9), ("10-19", 10, 19), ("20-49", 20, 49), ("50-99", 50, 99))


def years_on(when: date, years: int) -> date:
    try:
        return when.replace(year=when.year + years)
    except ValueError:  # 29 February
        return when.replace(year=when.year + years, day=28)


def is_alive(unit: Unit, when: date) -> bool:
    return any(first <= when <= last for first, last in unit.lives)


def latest(items: Sequence[Any], when: date) -> Any:
    """The item that began last on or before the day; before all of them the first. None where there is none."""
    begun = [item for item in items if item[0] <= when]
    if not begun:
        first = min((item[0] for item in items), default=None)
        begun = [item for item in items if item[0] == first]
    return max(begun, key=lambda item: item, default=None)


def address(unit: Unit, when: date) -> tuple[str, str, bool]:
    found = latest(unit.addresses, when)
    return found[2] if found else ("", "", False)


def industry(unit: Unit, when: date) -> tuple[str, str]:
    # Of two that begin and end together the one that sorts last as "scheme:code".
    items = [(first, last, f"{scheme}:{code}") for first, last, (scheme, code) in unit.industries]
    found = latest(items, when)
    if not found:
        return ("", "")
    scheme, _, code = found[2].partition(":")
    return scheme, code


def section(unit: Unit, when: date) -> str:
    """The section of DB25, worked out from the published lists and not from the product's table."""
    scheme, code = industry(unit, when)
    if not code or code.startswith("9999"):
        return "X"
    if scheme in ("DB25", "NACE2.1"):
        return SECTION_OF_DIVISION["DB25"].get(code[:2], "X")
    if (scheme in ("DB07", "NACE2") and code[:3] == "452") or (scheme == "DB03" and code[:3] == "502"):
        return "T"
    before = section_in_2007(scheme, code)
    if before == "J":
        stays = code[:2] in ("58", "59", "60") if scheme != "DB03" else code[:3] in ("221", "921", "922", "924")
        return "J" if stays else "K"
    if before in "ABCDEFGHIX":
        return before
    return chr(ord(before) + 1)


def group(unit: Unit, when: date) -> str:
    code = industry(unit, when)[1]
    return "" if code.startswith("9999") else code[:3]


def form(unit: Unit, when: date, units: dict[tuple[str, str], Unit]) -> str:
    """A company's form; of a place that of the company it came to last."""
    if unit.kind == "place":
        if not unit.parents:
            return ""
        company = units.get(("company", max(unit.parents)[2]))
        return form(company, when, units) if company else ""
    found = latest(unit.forms, when)
    return found[2] if found else ""


def sort(unit: Unit, when: date, units: dict[tuple[str, str], Unit]) -> str:
    code = form(unit, when, units)
    kind = FORMS[code].kind if code in FORMS else {"FLI": "association"}.get(code, "")
    if unit.is_pseudo or kind in ("public", "estate") or code in ("210", "270", "990"):
        return "others"
    if kind == "association":
        return "associations"
    scheme, trade = industry(unit, when)
    begins = {"DB03": "7415", "DB07": "6420", "NACE2": "6420", "DB25": "6421", "NACE2.1": "6421"}.get(scheme)
    if begins and trade.startswith(begins):
        return "holdings"
    return "letting" if (scheme, trade) in {("DB03", "702040"), ("DB07", "682040"), ("DB25", "682040")} else "business"


def size(unit: Unit, when: date) -> dict[str, Any]:
    """size_class, heads, least, most, full (hundredths)."""
    best: Any = None
    for first, last, rank, low, high, exact, full in unit.sizes:
        if first > when:
            continue
        low, high = (exact, exact) if exact is not None else (low, high)
        most = high if high is not None else low
        row = (first, rank, last, most, low, int(full * 100 + 0.5), high)
        if best is None or row[:6] > best[:6]:
            best = row
    if best is None or (best[2] != LAST and when >= years_on(best[2] + DAY, 2)):
        return {"size_class": "unknown", "heads": 0, "least": 0, "most": 0, "full": 0}
    _, _, _, most, low, full, high = best
    named = "unknown"
    for name, bottom, top in CLASSES:
        if low >= bottom and high is not None and high <= top:
            named = name
            break
    if low >= 100:
        named = "100+"
    return {"size_class": named, "heads": (low + most) // 2, "least": low, "most": most, "full": full}


def existences(unit: Unit) -> list[tuple[date, date]]:
    """Lives with pauses of less than two years in between joined."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(unit.lives):
        if found and (found[-1][1] == LAST or first < years_on(found[-1][1] + DAY, 2)):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def passings(units: dict[tuple[str, str], Unit]) -> tuple[dict[str, list[date]], dict[str, list[date]]]:
    """The days on which companies gave a place to another, and those on which they received one."""
    given: dict[str, list[date]] = {}
    received: dict[str, list[date]] = {}
    for unit in units.values():
        held = sorted(unit.parents)
        for (_, _, one), (first, _, other) in itertools.pairwise(held):
            if unit.kind == "place" and one != other:
                given.setdefault(one, []).append(first)
                received.setdefault(other, []).append(first)
    return given, received


__all__ = ["DAY", "FIRST", "LAST"]
