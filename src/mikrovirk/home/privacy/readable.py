"""Somebody's own data as a document to read: the same as in the file for programs, in words."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common.dates import day, moment
from mikrovirk.home.privacy import own_data
from mikrovirk.home.privacy.readable_words import heading, label
from mikrovirk.ui.documents import Document, Section

CALLED = {"mails": "mail_choice"}  # what a column is called in the tables, where that differs
KEY = re.compile(r"[a-z]+:\d+")
ISO_DAY, ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def document_of(user: User, on: date) -> Document:
    """Everything that stands about `user`, for paper."""
    told = own_data.export_of(user)
    return Document(
        title=_("Everything that stands about you"),
        sender=settings.SITE_URL,
        facts=((_("Name"), user.full_name), (_("E-mail"), user.email), (_("Date"), day(on, today=date.min))),
        lead=_("The same stands in the file for programs. What is empty is left out."),
        sections=tuple(section for name, value in told.items() for section in sections(heading(name), value)),
        foot=settings.SITE_URL,
    )


def sections(title: str, value: Any) -> Iterator[Section]:
    """One part of the data, and below it its own parts."""
    if not isinstance(value, dict):
        if lines := tuple(lines_of(value)):
            yield Section(title, bullets=lines)
        return
    single = {name: each for name, each in value.items() if not isinstance(each, (dict, list))}
    if line := tuple(f"{label(name)}: {said(name, each)}" for name, each in single.items() if is_said(each)):
        yield Section(title, bullets=line)
    for name, each in value.items():
        if name not in single:
            yield from sections(f"{title}: {heading(name)}", each)


def lines_of(rows: Any) -> Iterator[str]:
    for row in rows if isinstance(rows, list) else [rows]:
        if line := in_one_line(row):
            yield line


def in_one_line(row: Any) -> str:
    """A row with what stands in it, what is empty left out."""
    if not isinstance(row, dict):
        return said("", row) if is_said(row) else ""
    parts = []
    for name, value in row.items():
        words = "; ".join(lines_of(value)) if isinstance(value, (dict, list)) else said(name, value)
        if is_said(value) and words:
            parts.append(f"{label(name)}: {words}")
    return " · ".join(parts)


def is_said(value: Any) -> bool:
    """Whether there is something to read: neither empty nor the key of a row."""
    return value not in (None, "", [], {}, ()) and not KEY.fullmatch(str(value))


def said(name: str, value: Any) -> str:
    """A value in words: days as one says them, yes and no, and what a choice is called."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    text = str(value)
    if ISO_MOMENT.match(text):
        return moment(datetime.fromisoformat(text.replace("Z", "+00:00")))
    if ISO_DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    return choices(get_language() or "da").get((CALLED.get(name, name), text), text)


@cache
def choices(language: str) -> dict[tuple[str, str], str]:
    """What the values of columns with choices are called, by column and value, in the language that is switched on."""
    found: dict[tuple[str, str], str] = {}
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            for value, words in column.flatchoices:
                found.setdefault((column.name, str(value)), str(words))
    found |= {("language", code): str(words) for code, words in settings.LANGUAGES}
    return found
