"""The sentences and rows that memos and yearly reports share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.overview import words
from mikrovirk.overview.domain.definitions import DEFINITIONS, Unit
from mikrovirk.overview.domain.figures import Choices
from mikrovirk.overview.domain.goals import FROM_NETWORKS
from mikrovirk.overview.domain.reports import Change, changes
from mikrovirk.overview.models import Goal
from mikrovirk.overview.queries.definitions import in_words
from mikrovirk.overview.queries.goals import GoalRow
from mikrovirk.overview.reports.gathering import Gathered
from mikrovirk.overview.words.goals import OWN_NAMES, VERDICTS, in_unit, name_of
from mikrovirk.overview.words.sources import in_full as day
from mikrovirk.ui.documents import Section, Table

SURVIVAL = "survival_"
# So that the memo stays two pages; the rest is on the page of the goals.
ROWS_AT_MOST, LINES_AT_MOST = 8, 6


def name_of_figure(key: str) -> str:
    """What a figure of a document is called."""
    if key.startswith(SURVIVAL):
        years = int(key.removeprefix(SURVIVAL))
        return ngettext(
            "New businesses still there after %(years)s year",
            "New businesses still there after %(years)s years",
            years,
        ) % {"years": years}
    return in_words(key).name if key in DEFINITIONS else str(OWN_NAMES[key])


def is_share(key: str) -> bool:
    return key.startswith(SURVIVAL) or (key in DEFINITIONS and DEFINITIONS[key].unit == Unit.SHARE)


def value_in_words(key: str, value: float | None) -> str:
    """As the municipality's page says it."""
    return words.told(value, as_share=is_share(key), suppressed=True)


def change_in_words(row: Change) -> str:
    """The difference with its sign; of shares in percentage points."""
    if row.difference is None:
        return "–"
    if not is_share(row.key):
        return f"{'+' if row.difference > 0 else ''}{words.whole(row.difference)}"
    points = round(100 * row.difference, 1) or 0.0  # never minus nothing
    return _("%(number)s points") % {"number": f"{'+' if points > 0 else ''}{words.decimal(points)}"}


def figures_table(found: Gathered, keys: Sequence[str], *, caption: str) -> Table:
    """Figures now and then, with the difference."""
    rows = changes(found.before, found.values, [key for key in keys if key in found.values])
    return Table(
        caption,
        (
            "",
            day(found.live_on if set(keys) <= set(FROM_NETWORKS) else found.on),
            day(found.before_on),
            _("Difference"),
        ),
        tuple(
            (
                name_of_figure(row.key),
                value_in_words(row.key, row.after),
                value_in_words(row.key, row.before) if row.key in found.before else "–",
                change_in_words(row),
            )
            for row in rows
        ),
    )


def goals_table(rows: Sequence[GoalRow]) -> Table | None:
    """Each indicator of the goals that are open: where it began, is and should be."""
    lines = [
        (
            f"{row.goal.title}: {name_of(each.indicator)}",
            in_unit(each.aim.baseline, each.unit),
            in_unit(each.standing.value, each.unit),
            f"{in_unit(each.aim.target, each.unit)} ({each.aim.target_year})",
            str(VERDICTS[each.standing.verdict]),
        )
        for row in rows
        if row.goal.state == Goal.State.OPEN
        for each in row.indicators
    ]
    if not lines:
        return None
    more = len(lines) - ROWS_AT_MOST
    if more > 0:
        left = ngettext(
            "and %(number)s more on the page of the goals", "and %(number)s more on the page of the goals", more
        )
        lines = [*lines[:ROWS_AT_MOST], (left % {"number": more}, "", "", "", "")]
    headings = ("", _("Where it began"), _("Now"), _("Target"), _("Where it stands"))
    return Table(_("Goals and where they stand"), headings, tuple(lines))


def activity_lines(rows: Sequence[GoalRow], *, late_only: bool = False) -> tuple[str, ...]:
    """What is done for the goals, one line each."""
    lines = []
    for row in rows:
        for each in row.activities:
            activity = each.activity
            if late_only and not each.is_late:
                continue
            state = (
                _("late, was due %(day)s") % {"day": day(activity.due_date)}
                if each.is_late and activity.due_date
                else activity.get_state_display()
            )
            more = f" ({activity.responsible})" if activity.responsible else ""
            lines.append(f"{activity.title}{more}: {state}")
    return tuple(lines)


def at_most(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first of the lines, and how many more there are."""
    more = len(lines) - LINES_AT_MOST
    if more <= 0:
        return lines
    left = ngettext(
        "and %(number)s more on the page of the goals", "and %(number)s more on the page of the goals", more
    )
    return (*lines[:LINES_AT_MOST], left % {"number": more})


def newcomers_sentence(found: Gathered) -> str:
    counts = found.newcomers
    return _(
        "Newcomers who wrote to us or were written down: %(all)s. Welcomed: %(welcomed)s. Being welcomed: %(under_way)s, of them waiting too long: %(late)s."
    ) % {
        "all": counts.all,
        "welcomed": counts.welcomed,
        "under_way": counts.under_way,
        "late": counts.late,
    }


def coverage_sentence(found: Gathered) -> str:
    """How many of the micro-businesses the networks reach."""
    whole = found.coverage.told.whole if found.coverage else None
    if whole is None or whole.count is None:
        return _("How many micro-businesses the networks reach is not known.")
    if whole.reached is None or whole.share is None:
        return _("The networks reach fewer than three of the %(all)s micro-businesses.") % {
            "all": words.whole(whole.count)
        }
    return _("The networks reach %(reached)s of the %(all)s micro-businesses (%(share)s).") % {
        "reached": words.whole(whole.reached),
        "all": words.whole(whole.count),
        "share": words.share(whole.share, 1),
    }


def uncertain_lines(found: Gathered) -> tuple[str, ...]:
    """What the reader must know of the figures, with how many it is about."""
    counts = {part.key[0]: part for part in found.figures["uncertain"].parts if len(part.key) == 1}
    lines = []
    for key, text in (
        ("unknown_size", _("%(number)s businesses have no known number of employed and count as micro-businesses.")),
        ("zero", _("%(number)s businesses have nobody employed; the owner may work all the same.")),
        ("holdings", _("%(number)s holding companies are left out.")),
        ("protected", _("%(number)s have an address that is given to nobody.")),
    ):
        if key in counts:
            value = counts[key].value
            lines.append(text % {"number": _("Fewer than three") if value is None else words.whole(value)})
    lines.append(
        _(
            "The register counts every business with a number; Statistics Denmark counts fewer, only those that are really active. The two are never mixed here."
        )
    )
    lines.append(_("Deaths of the last two years may still change, and so may the survival of the newest."))
    return tuple(lines)


def method_section(found: Gathered) -> Section:
    """How it was counted and where it comes from."""
    parts = [
        _("Figures are counted from the Danish business register (CVR) as it was on %(day)s.")
        % {"day": day(found.as_of)},
        _(
            "Micro-businesses have fewer than ten employed, owners not counted (Recommendation 2003/361/EC by number of employed only)."
        ),
        _(
            "Births, deaths and survival follow the Eurostat–OECD manual on business demography; moves are counted between municipalities. Figures for twelve months end with the last whole month."
        ),
        _("Numbers below three are left out, and so are those from which they could be worked out."),
        _("Goals, networks and newcomers are as they stood when the document was made."),
    ]
    if found.choices != Choices():
        parts.append(_("Other choices than the usual ones were made on the page; its link says which."))
    return Section(_("Method and sources"), paragraphs=(" ".join(parts),), is_small=True)
