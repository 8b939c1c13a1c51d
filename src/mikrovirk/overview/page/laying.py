"""A panel as its template takes it: pictures and tables already written, links to its files, definitions in words."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mikrovirk.overview.domain.definitions import Definition
from mikrovirk.overview.drawing import svg, tables
from mikrovirk.overview.page.asking import Asked, token
from mikrovirk.overview.panels.parts import Panel
from mikrovirk.overview.queries.definitions import in_words


@dataclass(frozen=True)
class File:
    url: str
    label: str


@dataclass(frozen=True)
class Laid:
    """One panel on the page."""

    key: str
    anchor: str
    name: str
    title: str
    says: str
    pictures: tuple[SafeString, ...]
    is_many: bool
    is_wide: bool
    table: SafeString
    has_rows: bool
    definitions: tuple[Definition, ...]
    files: tuple[File, ...]


def laid(panel: Panel, asked: Asked, *, files: bool = True, skip_links: bool = True) -> Laid:
    """The panel ready for its template. `skip_links`: those in its picture are for the pointer only."""
    is_many = len(panel.pictures) > 1
    place = token(asked.area)
    return Laid(
        panel.key,
        f"{panel.key}-{place}",
        panel.name,
        panel.title,
        panel.says,
        tuple([svg.in_page(picture, skip_links=skip_links) for picture in panel.pictures]),
        is_many,
        panel.is_wide,
        tables.as_html(panel.table, panel.title),
        bool(panel.table.rows),
        tuple([definition(get_language() or "da", key) for key in panel.definitions]),
        files_of(panel, asked) if files else (),
    )


def files_of(panel: Panel, asked: Asked) -> tuple[File, ...]:
    query = asked.as_query(**{"with": None})
    endings = [("xlsx", "Excel"), ("csv", "CSV"), *((("png", "PNG"), ("svg", "SVG")) if panel.pictures else ())]
    code = asked.code or "dk"
    return tuple(
        File(f"{reverse('overview:panel_file', args=[code, panel.key, ending])}{query}", label)
        for ending, label in endings
    )


@lru_cache(maxsize=256)
def definition(_language: str, key: str) -> Definition:
    return in_words(key)
