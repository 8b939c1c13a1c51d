"""Template filters that turn dates and numbers into words, and what people typed into paragraphs."""

import re
from datetime import date, datetime
from itertools import groupby

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


@register.filter
def grouped(value: int | float | None) -> str:
    """A large number as it is read: 12.345. Plain numbers are not grouped, as they stand in addresses and attributes too."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


POINT = "- "


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text as HTML: an empty line parts paragraphs, lines that begin with "- " are a list. Nothing in it is obeyed."""
    pieces = []
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        for is_list, found in groupby(lines, key=lambda line: line.startswith(POINT)):
            same_kind = list(found)
            pieces.append(a_list(same_kind) if is_list else a_paragraph(same_kind))
    return format_html_join("\n", "{}", ((piece,) for piece in pieces))


def a_list(lines: list[str]) -> SafeString:
    points = format_html_join("", "<li>{}</li>", ((line.removeprefix(POINT),) for line in lines))
    return format_html("<ul>{}</ul>", points)


def a_paragraph(lines: list[str]) -> SafeString:
    joined = format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))
    return format_html("<p>{}</p>", joined)
