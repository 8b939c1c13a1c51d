"""For a coordinator who looks for a day: which evenings are free, and in which weeks nothing goes on."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.domain.clashes import Day, Week, weeks_from
from mikrovirk.landscape.meeting_pages import usual_evening_on
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.clashes import others_between
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.queries.formats import avoid_of
from mikrovirk.programme.queries.meetings import days_with_meetings

WEEKS = 13
NAMED_AT_MOST = 2


@dataclass(frozen=True)
class Cell:
    """One day on the sheet: what speaks against it, nothing where all is well."""

    day: Day
    own: bool
    reason: str
    is_over: bool

    @property
    def is_free(self) -> bool:
        return not (self.day.others or self.own or self.reason or self.is_over)

    @property
    def named(self) -> list[str]:
        return [f"{other.title} ({other.source})" for other in self.day.others[:NAMED_AT_MOST]]

    @property
    def more(self) -> int:
        return max(0, len(self.day.others) - NAMED_AT_MOST)


@require_safe
def days(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A quarter of a year of evenings beside what else is on for the same people."""
    allowed = networks_for(request.user, needs=Permission.EDIT_PROGRAMME)
    network = get_object_or_404(allowed, slug=network_slug)
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(weeks=WEEKS, days=-1)
    evening = usual_evening_on(network, today)
    weeks = weeks_from(
        today,
        WEEKS,
        starts=evening.starts_at.timetz(),
        length=evening.ends_at - evening.starts_at,
        town=evening.town,
        others=others_between(network, monday, last),
    )
    dates = {monday + timedelta(days=number) for number in range(7 * WEEKS)}
    own = days_with_meetings(network, dates)
    avoid = avoid_of(network)
    language = get_language() or "da"

    def cell(day: Day) -> Cell:
        reasons = dict.fromkeys(reason.name.in_language(language) for reason in avoid.reasons_on(day.date))
        return Cell(day, day.date in own, ", ".join(reasons), day.date <= today)

    rows = [(week, [cell(day) for day in week.days]) for week in weeks]
    context = {
        "network": network,
        "evening": evening,
        "rows": rows,
        "quiet": [week.number for week, cells in rows if week.is_quiet and not all(cell.reason for cell in cells)],
        "free": first_free(rows_of(rows)),
        "code": network.municipality_code or EVERYWHERE,
    }
    return render(request, "landscape/days.html", context)


def rows_of(rows: list[tuple[Week, list[Cell]]]) -> list[Cell]:
    return [cell for _week, cells in rows for cell in cells]


def first_free(cells: list[Cell], most: int = 3) -> list[date]:
    """The next evenings on which nothing competes, Mondays to Thursdays."""
    return [cell.day.date for cell in cells if cell.is_free and cell.day.date.weekday() < 4][:most]
