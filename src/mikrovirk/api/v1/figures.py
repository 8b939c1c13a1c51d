"""Open data: the indicators of a municipality's small businesses, and what each of them says."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import AnyDay, Asked, Page, Paged, page_of, site
from mikrovirk.api.v1.reading import reads
from mikrovirk.overview.domain.definitions import DEFINITIONS
from mikrovirk.overview.domain.figures import Area, Choices, Figure, Figures
from mikrovirk.overview.queries.definitions import in_words
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from mikrovirk.register.queries import copies

router = Router()
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Indicator(Schema):
    """How one figure is counted, and who defined it so."""

    key: str
    name: str
    says: str
    formula: str
    unit: str = Field(description="number, or share: between 0 and 1.")
    source: str


class MunicipalityName(Schema):
    """A municipality of Denmark."""

    code: str
    name: str
    region: str


class PartShown(Schema):
    """A part of a figure, named by codes."""

    key: list[str]
    value: float | None
    of: int | None
    suppressed: bool


class FigureShown(Schema):
    """One figure. What could show somebody is left out: `suppressed`."""

    indicator: str
    value: float | None = Field(description="null where it cannot be told.")
    of: int | None = Field(description="What a share is a share of.")
    unit: str
    suppressed: bool
    preliminary: bool = Field(description="The register may still change it.")
    parts: list[PartShown]


class FiguresShown(Schema):
    """The figures of a municipality on one day, counted the plain way."""

    municipality: str
    name: str
    on_date: date
    as_of: date = Field(description="The day of the copy of the register they are counted from.")
    licence: str
    figures: list[FigureShown]
    through_the_years_url: str = Field(description="All of it through the years, as one file.")


class FiguresAsked(Asked):
    """On which day."""

    on: AnyDay | None = Field(None, description="Without it the day of the newest copy of the register.")


@reads(router, "/indicators", list[Indicator], says=_("What is counted, and how"))
def list_indicators(request: HttpRequest, asked: Query[Asked]) -> list[dict[str, str]]:
    found = (in_words(key) for key in DEFINITIONS)
    return [
        {"key": x.key, "name": x.name, "says": x.says, "formula": x.formula, "unit": str(x.unit), "source": x.source}
        for x in found
    ]


@reads(router, "/municipalities", Page[MunicipalityName], asked=Paged, says=_("The municipalities of Denmark by code"))
def list_municipalities(request: HttpRequest, asked: Query[Paged]) -> dict[str, Any]:
    shown, about = page_of(request, list(MUNICIPALITIES.values()), asked)
    return {"items": [{"code": x.code, "name": x.name, "region": x.region} for x in shown], **about}


@reads(
    router,
    "/municipalities/{code}/figures",
    FiguresShown,
    asked=FiguresAsked,
    says=_("The figures of one municipality on a day"),
)
def get_figures(request: HttpRequest, code: str, asked: Query[FiguresAsked]) -> dict[str, Any]:
    municipality, copy = MUNICIPALITIES.get(code), copies.current()
    if municipality is None or copy is None:
        raise Http404
    on = asked.on or copy.as_of
    if not FIRST_DAY <= on <= copy.as_of:
        raise Http404
    found = told_figures(Area(code), on=on, choices=Choices())
    if found is None:
        raise Http404
    return {**about(found, code), "name": municipality.name, "as_of": copy.as_of}


FIRST_DAY = date(2008, 1, 1)  # a year after the municipalities of today began: what came before cannot be placed


def about(found: Figures, code: str) -> dict[str, Any]:
    return {
        "municipality": code,
        "on_date": found.on,
        "licence": LICENCE,
        "figures": [shown(figure) for figure in found],
        "through_the_years_url": site(reverse("overview:open_file", args=[code, "json"])),
    }


def shown(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.key,
        "value": figure.value,
        "of": figure.of,
        "unit": figure.unit.value,
        "suppressed": figure.suppressed,
        "preliminary": figure.preliminary,
        "parts": [
            {"key": list(part.key), "value": part.value, "of": part.of, "suppressed": part.suppressed}
            for part in figure.parts
        ],
    }
