"""What businesses of some years ago have become, out of cells."""

from collections import Counter
from dataclasses import dataclass

from mikrovirk.overview.domain.cells import Cells, Growth
from mikrovirk.overview.domain.counting import MICRO, leaves_out_size, share, sorts
from mikrovirk.overview.domain.figures import Choices, Figure, Part
from mikrovirk.register.domain.size_classes import SIZE_CLASSES
from mikrovirk.register.domain.size_classes import UNKNOWN as SIZE_UNKNOWN

ABSENT, ENDED, MOVED = "absent", "ended", "moved"
HUNDREDTHS = 100


@dataclass(frozen=True)
class Followed:
    """A cell, and whether it counts in the area then and now."""

    row: Growth
    was_here: bool
    is_here: bool
    jobs_then: int
    jobs_now: int


def growth_figures(cells: Cells, choices: Choices) -> list[Figure]:
    rows = [followed(row, choices) for row in cells.growth]
    is_known_now = any(each.is_here and each.row.size_class_now != SIZE_UNKNOWN for each in rows)
    is_known_then = any(each.was_here and each.row.size_class_then != SIZE_UNKNOWN for each in rows)
    return [
        transitions(rows),
        jobs_of_former_micro(rows, choices) if is_known_now else Figure("jobs_of_former_micro", None),
        net_new_jobs(rows, choices) if is_known_now and is_known_then else Figure("micro_share_of_net_new_jobs", None),
    ]


def followed(row: Growth, choices: Choices) -> Followed:
    full = choices.full_time
    was_here = row.here_then and is_in(row.sort_then, row.is_secret_then, row.size_class_then, choices)
    is_here = row.here_now and is_in(row.sort_now, row.is_secret_now, row.size_class_now, choices)
    return Followed(
        row=row,
        was_here=was_here,
        is_here=is_here,
        jobs_then=row.full_time_then if full else row.heads_then,
        jobs_now=row.full_time_now if full else row.heads_now,
    )


def is_in(sort: str, is_secret: bool, size_class: str, choices: Choices) -> bool:
    if sort not in sorts(choices) or (choices.without_protected and is_secret):
        return False
    return not leaves_out_size(size_class, choices)


def transitions(rows: list[Followed]) -> Figure:
    """How many went from which size class to which, moved or ended. value: how many are followed."""
    found: Counter[tuple[str, str]] = Counter()
    for each in rows:
        if each.was_here:
            found[(each.row.size_class_then, became(each.row))] += each.row.units
    order = (*SIZE_CLASSES, MOVED, ENDED)
    keys = sorted(found, key=lambda key: (order.index(key[0]), order.index(key[1])))
    return Figure("transitions", sum(found.values()), parts=tuple(Part(key, found[key]) for key in keys))


def became(row: Growth) -> str:
    if row.size_class_now == ABSENT:
        return ENDED
    return row.size_class_now if row.here_now else MOVED


def jobs_of_former_micro(rows: list[Followed], choices: Choices) -> Figure:
    """Jobs now in businesses of the area that were micro then, here or elsewhere. of: the jobs they had then."""
    found: Counter[str] = Counter()
    before = 0
    for each in rows:
        if each.is_here and each.row.size_class_then in MICRO:
            found[each.row.size_class_now] += each.jobs_now
            before += each.jobs_then
    parts = tuple(Part((name,), in_jobs(found[name], choices)) for name in SIZE_CLASSES if found[name])
    total = in_jobs(sum(found.values()), choices)
    return Figure("jobs_of_former_micro", total, of=int(in_jobs(before, choices)), parts=parts)


def net_new_jobs(rows: list[Followed], choices: Choices) -> Figure:
    """The share of the change in jobs that comes from micro-businesses. of: the whole change."""
    found: Counter[str] = Counter()
    for each in rows:
        if not (each.was_here or each.is_here):
            continue
        change = (each.jobs_now if each.is_here else 0) - (each.jobs_then if each.was_here else 0)
        size = each.row.size_class_then if each.was_here else each.row.size_class_now
        found[("micro" if size in MICRO else "larger") + ("_before" if each.was_here else "_new")] += change
    net = sum(found.values())
    value = share(found["micro_before"] + found["micro_new"], net) if net > 0 else None
    names = ("micro_before", "micro_new", "larger_before", "larger_new")
    parts = tuple(Part((name,), in_jobs(found[name], choices)) for name in names)
    return Figure("micro_share_of_net_new_jobs", value, of=int(in_jobs(net, choices)), parts=parts)


def in_jobs(number: int, choices: Choices) -> float | int:
    return number / HUNDREDTHS if choices.full_time else number
