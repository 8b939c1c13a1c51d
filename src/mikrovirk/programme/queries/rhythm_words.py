"""How often a network meets, in words."""

from collections.abc import Sequence
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from mikrovirk.programme.domain.rhythms import MonthlyRhythm, Nth, Rhythm, WeeklyRhythm, nth_weekday, rhythms_of
from mikrovirk.programme.domain.seasons import SeasonWish
from mikrovirk.programme.models import Season

FEWEST_DAYS = 3
NTH_WORDS = {
    Nth.FIRST: pgettext_lazy("of the month", "first"),
    Nth.SECOND: pgettext_lazy("of the month", "second"),
    Nth.THIRD: pgettext_lazy("of the month", "third"),
    Nth.FOURTH: pgettext_lazy("of the month", "fourth"),
    Nth.LAST: pgettext_lazy("of the month", "last"),
}


def rhythm_in_words(rhythm: Rhythm, first_date: date) -> str:
    """ "den sidste mandag i måneden", "hver fjerde onsdag"."""
    if isinstance(rhythm, WeeklyRhythm):
        words = {"weekday": WEEKDAYS[first_date.weekday()]}
        if rhythm.weeks == 2:
            return _("every other %(weekday)s") % words
        if rhythm.weeks == 4:
            return _("every fourth %(weekday)s") % words
        return _("%(weekday)s every %(weeks)s weeks") % {**words, "weeks": rhythm.weeks}
    return monthly_in_words(rhythm)


def monthly_in_words(rhythm: MonthlyRhythm) -> str:
    words = {"nth": NTH_WORDS[rhythm.nth], "weekday": WEEKDAYS[rhythm.weekday]}
    if rhythm.every_months == 1:
        return _("the %(nth)s %(weekday)s of the month") % words
    return _("the %(nth)s %(weekday)s every %(months)s months") % {**words, "months": rhythm.every_months}


def previous_wish(last: Season | None) -> SeasonWish | None:
    """What the coordinator answered when that season was laid; None where it cannot be read."""
    try:
        return SeasonWish.from_plain(last.rhythm) if last else None
    except (KeyError, ValueError):
        return None


def rhythm_of_days(days: Sequence[date]) -> str:
    """The same for days on which a network met, newest first: what two in three of them follow; empty if there is none."""
    if len(days) < FEWEST_DAYS:
        return ""
    for rhythm in rhythms_of(days[0]):
        if isinstance(rhythm, MonthlyRhythm):
            kept = [day for day in days if nth_weekday(day.year, day.month, rhythm.nth, rhythm.weekday) == day]
            if 3 * len(kept) >= 2 * len(days):
                return rhythm_in_words(rhythm, days[0])
    return ""


def rhythm_of_season(season: Season) -> str:
    """ "den sidste mandag i måneden"; empty for a season that was laid otherwise."""
    wish = previous_wish(season)
    return rhythm_in_words(wish.rhythm, wish.first_date) if wish else ""
