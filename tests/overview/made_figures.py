"""Figures made up by hand, of the shape that the register gives, so that pages can be tried without a register."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mikrovirk.overview.domain.figures import Area, Choices, Figure, Figures, Part
from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from mikrovirk.register.domain.towns import towns_of
from mikrovirk.register.queries.copies import Copy

AS_OF = date(2026, 11, 1)
COPY = Copy("DK", "cvr", AS_OF, Path("dk-cvr-2026-11-01-made"), datetime(2026, 11, 2, tzinfo=UTC), {"unit": 3}, 0)
SIZES = {
    "0": 0.58,
    "1-4": 0.22,
    "5-9": 0.09,
    "10-19": 0.05,
    "20-49": 0.03,
    "50-99": 0.01,
    "100+": 0.005,
    "unknown": 0.015,
}
SECTIONS = {
    "A": 0.15,
    "F": 0.14,
    "G": 0.13,
    "N": 0.13,
    "T": 0.09,
    "C": 0.07,
    "R": 0.06,
    "K": 0.05,
    "I": 0.05,
    "S": 0.04,
    "O": 0.04,
    "M": 0.03,
    "Q": 0.02,
}


def how_many(area: Area) -> int:
    """Businesses of an area: by its code, so that it is the same every time."""
    if area.postcode:
        return 40 + int(area.postcode) % 97 * 9
    if area.municipality:
        return 2000 + int(area.municipality) * 37 % 4100
    return sum(how_many(Area(code)) for code in MUNICIPALITIES)


def made(area: Area, on: date = AS_OF, choices: Choices | None = None) -> Figures:
    """Every indicator of the area on the day."""
    choices = choices or Choices()
    total = round(how_many(area) * (0.74 + 0.014 * (on.year - 2008)) * (1.2 if choices.with_holdings else 1))
    micro = round(total * (0.88 + how_many(area) % 7 / 100))
    jobs = total * 3
    micro_jobs = round(jobs * 0.27)
    born, died = round(total * 0.09), round(total * 0.07)
    begin = on.replace(day=1)
    lives = tuple(
        Part((str(year),), round(0.97 - 0.105 * year + how_many(area) % 5 / 100, 4), born) for year in range(1, 6)
    )
    rows = (
        Figure("businesses", total),
        Figure("micro_businesses", micro, total),
        Figure("micro_share_of_businesses", micro / total, total),
        Figure("jobs", jobs),
        Figure("micro_jobs", micro_jobs, jobs),
        Figure("micro_share_of_jobs", micro_jobs / jobs, jobs),
        Figure("sole_proprietors", round(total * 0.52), total),
        Figure("by_size", total, None, tuple(Part((key,), round(total * part), total) for key, part in SIZES.items())),
        Figure("jobs_by_size", jobs, None, tuple(Part((key,), round(jobs * part), jobs) for key, part in SIZES.items())),
        Figure("by_industry", micro, None, (*(Part((key,), round(micro * part), round(total * part)) for key, part in SECTIONS.items()), Part(("B",), None, None, True))),
        Figure("jobs_by_industry", micro_jobs, None, tuple(Part((key,), round(micro_jobs * part), None) for key, part in SECTIONS.items())),
        Figure("by_group", micro, None, tuple(Part((key,), round(micro * part), round(micro * part * 1.1)) for key, part in (("011", 0.11), ("412", 0.05), ("433", 0.06), ("471", 0.05), ("962", 0.07), ("702", 0.08), ("561", 0.04)))),
        Figure("by_place", micro, None, places(area, micro, total)),
        Figure("births", born), Figure("deaths", died, preliminary=True),
        Figure("birth_rate", born / total, total), Figure("death_rate", died / total, total), Figure("churn", (born + died) / total, total),
        Figure("survival", lives[-1].value, born, lives),
        Figure("survival_newest", lives[-1].value, born, lives),
        Figure("transitions", total, None, tuple(transitions(total))),
        Figure("moves_in", 143, None, (Part(("0376",), 61), Part(("0370",), 41), Part(("0320",), 24), Part(("0101",), 15), Part(("0336",), None, None, True))),
        Figure("moves_out", 118, None, (Part(("0376",), 46), Part(("0370",), 38), Part(("0101",), 22), Part(("0320",), 12))),
        Figure("jobs_of_former_micro", round(jobs * 0.31), jobs),
        Figure("micro_share_of_net_new_jobs", 0.64, 210),
        Figure("uncertain", None, None, (Part(("unknown_size",), round(total * 0.4)), Part(("zero",), round(total * 0.3)), Part(("holdings",), round(total * 0.2)), Part(("letting",), 88), Part(("associations",), 412), Part(("others",), 61), Part(("protected",), None, None, True), Part(("care_of",), 35))),
    )  # fmt: skip
    return Figures(area, on, choices, AS_OF, (begin.replace(year=begin.year - 1), begin), rows)


def places(area: Area, micro: int, total: int) -> tuple[Part, ...]:
    if area.municipality is None:
        codes = [code for code in MUNICIPALITIES if code != "0825"]
        found = {code: how_many(Area(code)) for code in codes}
        return tuple(Part((code,), round(n * (0.88 + n % 7 / 100 - n % 23 / 1000)), n) for code, n in found.items())
    towns = [area.postcode] if area.postcode else [town.postcode for town in towns_of(area.municipality)]
    shares = [1 / (at + 1) ** 0.9 for at in range(len(towns))]
    return tuple(
        Part((code,), round(micro * share / sum(shares)), round(total * share / sum(shares)))
        for code, share in zip(towns, shares, strict=True)
    )


def transitions(total: int) -> list[Part]:
    ends = ("0", "1-4", "5-9", "10-19", "20-49", "moved", "ended")
    shares = {
        "0": (0.52, 0.07, 0.01, 0.0, 0.0, 0.06, 0.34),
        "1-4": (0.16, 0.47, 0.08, 0.01, 0.0, 0.05, 0.23),
        "5-9": (0.04, 0.18, 0.45, 0.13, 0.02, 0.04, 0.14),
        "10-19": (0.02, 0.04, 0.17, 0.48, 0.15, 0.03, 0.11),
        "20-49": (0.01, 0.01, 0.04, 0.18, 0.6, 0.03, 0.13),
    }
    found = []
    for begin, row in shares.items():
        for end, share in zip(ends, row, strict=True):
            number = round(total * SIZES[begin] * share)
            found.append(Part((begin, end), number if number > 2 else None, None, 0 < number < 3))
    return found


def a_year_before(day: date) -> date:
    return day - timedelta(days=365)
