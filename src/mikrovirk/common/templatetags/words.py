"""Template filters that turn dates and numbers into words."""

from datetime import date, datetime

from django import template

from mikrovirk.common import dates

register = template.Library()


@register.filter
def in_words(value: date | datetime | None) -> str:
    """A day: "mandag 30. november"; a moment: "mandag 30. november kl. 17.30"."""
    if value is None:
        return ""
    return dates.moment(value) if isinstance(value, datetime) else dates.day(value)


@register.filter
def day_in_words(value: date | datetime | None) -> str:
    return "" if value is None else dates.day(value)


@register.filter
def hour(value: datetime | None) -> str:
    return "" if value is None else dates.hour(value)


@register.filter
def near_day(value: date | datetime | None) -> str:
    """ "i dag", "i morgen" or the day."""
    return "" if value is None else dates.near(value)
