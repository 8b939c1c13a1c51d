"""What memos and reports rest on: the figures of a day and of the day they are compared with, goals, networks, newcomers."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mikrovirk.cooperation.queries import commitments
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.domain.goals import FROM_NETWORKS
from mikrovirk.overview.domain.welcoming import Counts
from mikrovirk.overview.models import KeptReport
from mikrovirk.overview.queries import goals, newcomers, own_counts
from mikrovirk.overview.queries.coverage import Reached, coverage_of
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.register.domain.municipalities import named
from mikrovirk.register.queries.copies import Copy

# In the order they stand in the documents; all are one number each.
KEYS = (
    *("businesses", "micro_businesses", "micro_share_of_businesses", "sole_proprietors", "jobs", "micro_jobs"),
    *("micro_share_of_jobs", "births", "deaths", "moves_in", "moves_out", "micro_share_of_net_new_jobs"),
)


@dataclass(frozen=True)
class Gathered:
    """Everything a document says. `before`: the same keys on `before_on`; `last`: the kept report compared with, if there is one.

    live_on: the day the networks, the newcomers and the goals are of: today, or `on` where that is earlier than the copy.
    """

    code: str
    name: str
    on: date
    live_on: date
    as_of: date
    choices: Choices
    figures: Figures
    values: dict[str, float | None]
    before: dict[str, float | None]
    before_on: date
    last: KeptReport | None
    goals: tuple[goals.GoalRow, ...]
    newcomers: Counts
    coverage: Reached | None
    promised: tuple[commitments.Row, ...]


def gathered(
    code: str, *, copy: Copy, on: date, choices: Choices, last: KeptReport | None, before_on: date
) -> Gathered:
    """Gather it. `last`: compare with what was kept then; without it with `before_on`, counted by the copy of today."""
    found = told_figures(Area(municipality=code), on=on, choices=choices)
    if found is None:
        raise LookupError("there is no copy of the register")
    live_on = timezone.localdate() if on >= copy.as_of else on
    values = values_of(code, found, live_on)
    values_before = last.figures if last else values_on(code, before_on, choices)
    rows = goals.rows_of(goals.goals_in(code), today=live_on, values=goals.Values(code))
    return Gathered(
        code=code,
        name=named(code),
        on=on,
        live_on=live_on,
        as_of=copy.as_of,
        choices=choices,
        figures=found,
        values=values,
        before=values_before,
        before_on=last.as_of_date if last else before_on,
        last=last,
        goals=tuple(rows),
        newcomers=newcomers.counts_of(code, today=live_on),
        coverage=coverage_of(code),
        promised=tuple(commitments.rows_of(commitments.of_area(code), today=live_on)),
    )


def values_on(code: str, day: date, choices: Choices) -> dict[str, float | None]:
    """The values of a day in the past, by the copy of today."""
    found = told_figures(Area(municipality=code), on=day, choices=choices)
    return values_of(code, found, day) if found else {}


def values_of(code: str, found: Figures, on: date) -> dict[str, float | None]:
    """Every figure that is one number, by its key; those of the networks too, on the day `on`. None: not known, or too few to be told."""
    values: dict[str, float | None] = {key: found[key].value for key in KEYS}
    for part in found["survival"].parts:
        values[f"survival_{part.key[0]}"] = part.value
    for key in FROM_NETWORKS:
        values[key] = own_counts.count(key, code, on=on)
    return values


def last_kept(code: str, kind: str) -> KeptReport | None:
    """The last report of the kind that was kept."""
    return KeptReport.objects.filter(municipality=code, kind=kind).select_related("kept_by").first()
