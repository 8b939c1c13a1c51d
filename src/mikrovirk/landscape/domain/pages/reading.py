"""Reads a web page: every schema.org Event on it that overlaps the days asked for, and what was wrong. Nothing raises."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from mikrovirk.landscape.domain.calendars.lines import decoded
from mikrovirk.landscape.domain.calendars.problems import Problem, without_repeats
from mikrovirk.landscape.domain.calendars.reading import EVENTS_AT_MOST, Event, Reading, beginning_of, moment_of
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.domain.pages.markup import Markup

KIND = re.compile(r"(?:.*Event|Festival|Hackathon|CourseInstance)", re.ASCII)
DEEPEST = 40
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
CHARSET = re.compile(rb"""<meta[^>]{0,80}charset=["']?\s*([\w-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """The window and the address of a page that is read."""

    first: datetime
    last: datetime
    url: str
    language: str


def read_page(octets: bytes, *, url: str, first_date: date, end_date: date, at_most: int = EVENTS_AT_MOST) -> Reading:
    """The activities of the page that overlap `first_date` ≤ t < `end_date`, each once, in order, and every problem."""
    markup = Markup()
    problems: list[Problem] = []
    try:
        markup.feed(text_of(octets))
        markup.close()
    except (ValueError, AssertionError, RecursionError):
        problems.append(Problem("page_json", what="HTML"))
    page = Page(beginning_of(first_date), beginning_of(end_date), url, markup.language)
    items = [*json_items(markup.json_ld, problems), *events_within(markup.items)]
    if not items:
        return Reading((), (Problem("page_without"), *without_repeats(problems)))
    found: dict[tuple[str, date | datetime], Event] = {}
    for item in items:
        event = event_of(item, page, problems)
        if event is not None and overlaps(event, page):
            found.setdefault((event.uid, event.start), event)
        if len(found) >= at_most:
            problems.append(Problem("too_many", what=str(at_most)))
            break
    events = sorted(found.values(), key=lambda event: (moment_of(event.start), event.uid))
    return Reading(tuple(events), without_repeats(problems))


def text_of(octets: bytes) -> str:
    """The page as text, by what it says of its own encoding."""
    said = CHARSET.search(octets[:2048])
    if said and said[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return octets.decode(said[1].decode("ascii"), errors="replace")
        except LookupError:
            pass
    return decoded(octets)


def json_items(texts: Iterable[str], problems: list[Problem]) -> Iterator[dict[str, Any]]:
    for text in texts:
        try:
            yield from events_within(json.loads(text, strict=False))
        except ValueError as error:
            problems.append(Problem("page_json", what=str(error)))
        except RecursionError:
            problems.append(Problem("page_json", what="…"))


def events_within(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every event in a tree of JSON, the outer before the inner."""
    if depth > DEEPEST:
        return
    if isinstance(node, list):
        for each in node:
            yield from events_within(each, depth + 1)
    elif isinstance(node, dict):
        if any(KIND.fullmatch(kind.rpartition("/")[2]) for kind in texts_of(node.get("@type"))):
            yield node
        for name, each in node.items():
            if name not in ("superEvent",) and isinstance(each, (dict, list)):
                yield from events_within(each, depth + 1)


def event_of(item: dict[str, Any], page: Page, problems: list[Problem]) -> Event | None:
    """The event; None, and a problem, where it has no start that can be read."""
    title = text_at(item, "name")
    start = when(text_at(item, "startDate"))
    if start is None:
        problems.append(Problem("page_start", about=title, what=text_at(item, "startDate")))
        return None
    end = end_of(item, start, title, problems)
    address = text_at(item, "url")
    status = text_at(item, "eventStatus")
    return Event(
        uid=text_at(item, "@id") or address or fingerprint(title, start),
        start=start,
        end=end,
        all_day=not isinstance(start, datetime),
        summary=title,
        location=place_of(item.get("location")),
        cancelled="Cancelled" in status or "Canceled" in status,
        description=text_at(item, "description"),
        url=absolute(page.url, address),
        is_free=is_free(item),
        language=(text_at(item, "inLanguage") or page.language)[:2].lower(),
    )


def end_of(item: dict[str, Any], start: date | datetime, title: str, problems: list[Problem]) -> date | datetime:
    """As it says; a day without end lasts that day, a moment without end has no length."""
    said = text_at(item, "endDate")
    end = when(said)
    if said and end is None:
        problems.append(Problem("page_end", about=title, what=said))
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        return max(last or start, start) + timedelta(days=1)  # schema.org counts the last day in
    if end is None:
        return start
    ends_at = end if isinstance(end, datetime) else beginning_of(end) + timedelta(days=1)
    return max(ends_at, start)


def overlaps(event: Event, page: Page) -> bool:
    start, end = moment_of(event.start), moment_of(event.end)
    return page.first <= start < page.last if start == end else start < page.last and page.first < end


def when(text: str) -> date | datetime | None:
    """A day or a moment in Danish time; one without zone is Danish time already."""
    text = text.strip()
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
        found = datetime.fromisoformat(text.replace(" ", "T", 1) if " " in text else text)
        return found.replace(tzinfo=COPENHAGEN) if found.tzinfo is None else found.astimezone(COPENHAGEN)
    except (ValueError, OverflowError):
        return None


def place_of(node: Any) -> str:
    """ "Stege Bibliotek, Storegade 10, 4780 Stege"."""
    if isinstance(node, list):
        return place_of(node[0]) if node else ""
    if not isinstance(node, dict):
        return str(node) if isinstance(node, str) else ""
    address: Any = node.get("address")
    if isinstance(address, list):
        address = address[0] if address else ""
    if isinstance(address, dict):
        town = f"{text_at(address, 'postalCode')} {text_at(address, 'addressLocality')}".strip()
        address = ", ".join(part for part in (text_at(address, "streetAddress"), town) if part)
    parts = [text_at(node, "name"), address if isinstance(address, str) else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def is_free(item: dict[str, Any]) -> bool | None:
    """Whether it costs nothing; None where it does not say."""
    said = item.get("isAccessibleForFree")
    said = said[0] if isinstance(said, list) and said else said
    if said is not None:
        return said is True or str(said).rpartition("/")[2].lower() == "true"
    offers = item.get("offers")
    prices = [
        text_at(offer, "price")
        for offer in (offers if isinstance(offers, list) else [offers])
        if isinstance(offer, dict)
    ]
    prices = [price for price in prices if price]
    return all(price.strip("0., ") == "" for price in prices) if prices else None


def text_at(item: dict[str, Any], name: str) -> str:
    """The first text under that name."""
    return next(texts_of(item.get(name)), "").strip()


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, (int, float)):
        yield str(value)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each) if isinstance(each, (str, int, float)) else named(each)
    elif isinstance(value, dict):
        yield from named(value)


def named(value: Any) -> Iterator[str]:
    """An item or a text with a language in the place of a text: its own name, value or address."""
    if isinstance(value, dict):
        for name in ("@value", "name", "@id", "url"):
            if isinstance(value.get(name), str):
                yield value[name]
                return


def absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if address else base
    except ValueError:
        return base


def fingerprint(title: str, start: date | datetime) -> str:
    """An identity for what has none: of its title and day."""
    return hashlib.sha256(f"{title.casefold()}|{start.isoformat()[:10]}".encode()).hexdigest()[:32]
