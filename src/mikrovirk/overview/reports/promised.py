"""What was promised at the municipality's conferences, as the memo and the fact sheet say it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.cooperation.domain.commitments import Standing
from mikrovirk.cooperation.queries.commitments import Row, counted
from mikrovirk.overview import words
from mikrovirk.overview.words.sources import in_full as day
from mikrovirk.ui.documents import Section

LINES_AT_MOST = 6  # so that the memo stays two pages; the rest is on the conferences' pages


def promised_section(rows: tuple[Row, ...]) -> tuple[Section, ...]:
    """The counts, and line by line what is overdue, on its way, kept and given up; nothing where nothing was promised."""
    if not rows:
        return ()
    counts = counted(rows)
    said = _(
        "On its way: %(open)s, of them still waiting for a yes: %(waiting)s. Overdue: %(overdue)s. Kept: %(kept)s. "
        "Given up or declined: %(given_up)s."
    ) % {
        "open": words.whole(counts.open + counts.waiting),
        "waiting": words.whole(counts.waiting),
        "overdue": words.whole(counts.overdue),
        "kept": words.whole(counts.kept),
        "given_up": words.whole(counts.given_up),
    }
    lines = tuple(line_of(row) for row in rows[:LINES_AT_MOST])
    if len(rows) > LINES_AT_MOST:
        more = _("and %(number)s more on the pages of the conferences")
        lines = (*lines, more % {"number": words.whole(len(rows) - LINES_AT_MOST)})
    return (Section(_("What was promised at conferences"), paragraphs=(said,), bullets=lines),)


def line_of(row: Row) -> str:
    """ "Vordingborg Erhverv: Åbent hus for nye. Overskredet, skulle være sket 1. marts 2026"."""
    promise = row.commitment
    if row.standing == Standing.OVERDUE:
        how = _("overdue, was due %(day)s") % {"day": day(promise.due_date)}
    elif row.standing == Standing.WAITING:
        how = _("waits for a yes, until %(day)s") % {"day": day(promise.due_date)}
    elif row.standing == Standing.KEPT and promise.settled_at:
        how = _("kept, %(day)s") % {"day": day(timezone.localdate(promise.settled_at))}
    elif row.standing in (Standing.DROPPED, Standing.DECLINED):
        how = _("given up: %(why)s") % {"why": promise.why}
    else:
        how = _("on its way, until %(day)s") % {"day": day(promise.due_date)}
    return f"{promise.owner}: {promise.text} ({how})"
