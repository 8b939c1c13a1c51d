"""Dates and hours in words, the way a person says them. Never the name of a time zone."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _


def day(value: date, *, today: date | None = None) -> str:
    """ "mandag 30. november"; the year is said when it is not this one."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    today = today or timezone.localdate()
    return _day(value, value.year != today.year, get_language() or "da")


@lru_cache(maxsize=4096)
def _day(value: date, with_year: bool, language: str) -> str:
    # Translators: Django date format, as in "Monday 30 November"
    pattern = pgettext("date format", "l j F")
    if with_year:
        # Translators: Django date format, as in "Monday 30 November 2017"
        pattern = pgettext("date format", "l j F Y")
    return date_format(value, pattern)


def hour(value: datetime) -> str:
    """ "17.30" in Danish, "17:30" in English."""
    local = timezone.localtime(value)
    between = pgettext("between hours and minutes", ":")  # outside the f-string: else it is not found for translation
    return f"{local.hour:02d}{between}{local.minute:02d}"


def moment(value: datetime, *, today: date | None = None) -> str:
    """ "mandag 30. november kl. 17.30"."""
    return _("%(day)s at %(hour)s") % {"day": day(value, today=today), "hour": hour(value)}


def span(start: datetime, end: datetime) -> str:
    """ "mandag 30. november kl. 17.30–20.00"; two days are both named."""
    return _span(start, end, timezone.localdate().year, get_language() or "da")


@lru_cache(maxsize=4096)
def _span(start: datetime, end: datetime, this_year: int, language: str) -> str:
    # Kept for each year and language: the words depend on both, and lists of meetings ask again and again.
    if timezone.localtime(start).date() == timezone.localtime(end).date():
        return _("%(day)s at %(from)s–%(to)s") % {"day": day(start), "from": hour(start), "to": hour(end)}
    return f"{moment(start)} – {moment(end)}"


def near(value: date, *, today: date | None = None) -> str:
    """ "i dag", "i morgen", "i går", else the day."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    today = today or timezone.localdate()
    words = {timedelta(0): _("today"), timedelta(days=1): _("tomorrow"), timedelta(days=-1): _("yesterday")}
    return words.get(value - today) or day(value, today=today)
