"""What an address may ask for, and how the answer is cut into pages: the same for every list."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, field_validator

PER_PAGE = 30
PER_PAGE_AT_MOST = 100
PAGES_AT_MOST = 100_000
Item = TypeVar("Item")
MunicipalityCode = Annotated[str, Field(pattern=r"^(\d{4})?$", description="A municipality's code: 0390")]


EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)  # nothing here is older, and databases know no days far off


def within_reach(day: date) -> date:
    """The day, or the end of the years there can be anything in: what is asked for is the same."""
    return min(max(day, EARLIEST), LATEST)


def moment_within_reach(moment: datetime) -> datetime:
    """The same of a moment. One without an offset is Danish."""
    near = moment.replace(year=within_reach(moment.date()).year, day=min(moment.day, 28)) if is_far(moment) else moment
    return timezone.make_aware(near) if timezone.is_naive(near) else near


def is_far(moment: datetime) -> bool:
    return not EARLIEST.year <= moment.year <= LATEST.year


def written_out(value: Any) -> Any:
    """What begins as days are written (2027-01-25). Raise ValueError for a bare number, which would count as seconds."""
    if isinstance(value, str) and not WRITTEN_OUT.match(value):
        raise ValueError("write a day like 2027-01-25")
    return value


WRITTEN_OUT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
AnyDay = Annotated[date, BeforeValidator(written_out)]
Day = Annotated[AnyDay, AfterValidator(within_reach)]
Moment = Annotated[datetime, BeforeValidator(written_out), AfterValidator(moment_within_reach)]


class Asked(Schema):
    """What every address understands."""

    in_: Literal["da", "en"] = Field("da", alias="in", description="The language of words that are ours.")

    @field_validator("*", mode="before")
    @classmethod
    def without_nul(cls, value: Any) -> Any:
        """No database takes a NUL."""
        return value.replace("\x00", "") if isinstance(value, str) else value


class Paged(Asked):
    """A list, page by page."""

    page: int = Field(1, ge=1, le=PAGES_AT_MOST)
    per_page: int = Field(PER_PAGE, ge=1, le=PER_PAGE_AT_MOST)


class Page(Schema, Generic[Item]):
    """One page of a list. Follow `next` until it is null."""

    items: list[Item]
    count: int = Field(description="How many there are on all pages.")
    page: int
    pages: int
    next: str | None = Field(description="The address of the next page.")
    previous: str | None = Field(description="The address of the page before.")


def page_of(
    request: HttpRequest, rows: QuerySet[Any, Any] | Sequence[Any], asked: Paged
) -> tuple[list[Any], dict[str, Any]]:
    """The rows of the page that is asked for, and what is said about the page. Two queries for a queryset."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    first = (asked.page - 1) * asked.per_page
    shown = list(rows[first : first + asked.per_page]) if first < count else []
    pages = max(1, -(-count // asked.per_page))
    about = {
        "count": count,
        "page": asked.page,
        "pages": pages,
        "next": address_of(request, asked.page + 1) if asked.page < pages else None,
        "previous": address_of(request, min(asked.page - 1, pages)) if asked.page > 1 else None,
    }
    return shown, about


def address_of(request: HttpRequest, page: int) -> str:
    """The same address with another page."""
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def in_denmark(moment: datetime | None) -> datetime | None:
    """The moment with the offset that holds in Denmark."""
    return timezone.localtime(moment) if moment else None


def site(path: str) -> str:
    """A page of ours as a whole address."""
    return settings.SITE_URL + path
