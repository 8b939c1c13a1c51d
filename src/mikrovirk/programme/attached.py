"""What apps above the programme attach to a meeting: links and notes on its pages, and sections of its steering report.

The programme does not know these apps; they make themselves known here when Django is ready, as kinds of mail do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Talk, Venue


class Place(StrEnum):
    """Where a link stands."""

    MANAGE = "manage"  # the coordinator's page of the meeting
    DOOR = "door"  # check-in
    AFTER = "after"  # where a member says how it was, once that is said
    PUBLIC = "public"  # the meeting's page for everybody; what makes a link there may ask the database nothing


@dataclass(frozen=True)
class MeetingShown:
    """What a link may depend on."""

    pk: int
    network_slug: str
    state: str
    starts_at: datetime
    ends_at: datetime
    has_recap: bool

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingShown":
        """Reads `network`, and the recap where it was left out before."""
        return cls(
            meeting.pk, meeting.network.slug, meeting.state, meeting.starts_at, meeting.ends_at, bool(meeting.recap)
        )


@dataclass(frozen=True)
class Link:
    """A button on a page about a meeting; `is_main`: what one comes to the page for just now."""

    label: str
    url: str
    icon: str = "chevron-right"
    is_main: bool = False


@dataclass(frozen=True)
class Section:
    """A heading of the steering report with its lines: what people said, word for word."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A line on the coordinator's page about a meeting that is to come; `url` and `action` lead to more."""

    text: str
    url: str
    action: str


MakeLinks = Callable[[MeetingShown, datetime], Iterable[Link]]
MakeSections = Callable[[Meeting], Iterable[Section]]
MakeNotes = Callable[[Meeting, datetime], Iterable[Note]]
MakeDayNotes = Callable[[Network, date, int | None], Iterable[Note]]
MakeThingNotes = Callable[[Format | Talk | Venue], Iterable[Note]]
MakePage = Callable[[Network], Link]
_links: dict[Place, list[MakeLinks]] = {place: [] for place in Place}
_sections: list[MakeSections] = []
_notes: list[MakeNotes] = []
_day_notes: list[MakeDayNotes] = []
_thing_notes: list[MakeThingNotes] = []
_pages: list[MakePage] = []


def links_on(*places: Place) -> Callable[[MakeLinks], MakeLinks]:
    """Register a function that makes links for these pages."""

    def register(make: MakeLinks) -> MakeLinks:
        for place in places:
            if make not in _links[place]:
                _links[place].append(make)
        return make

    return register


def section_of_the_report(make: MakeSections) -> MakeSections:
    """Register a function that makes sections of the steering report."""
    if make not in _sections:
        _sections.append(make)
    return make


def note_on_the_plan(make: MakeNotes) -> MakeNotes:
    """Register a function that makes notes for the coordinator's page of a meeting."""
    if make not in _notes:
        _notes.append(make)
    return make


def note_on_a_day(make: MakeDayNotes) -> MakeDayNotes:
    """Register a function that makes notes for a day on which the coordinator thinks of laying a meeting.

    It is called with the network, the day, and the key of the meeting that is moved (None: of a new one).
    """
    if make not in _day_notes:
        _day_notes.append(make)
    return make


def note_on_a_thing(make: MakeThingNotes) -> MakeThingNotes:
    """Register a function that makes notes for the coordinator's page of a format, a talk or a venue."""
    if make not in _thing_notes:
        _thing_notes.append(make)
    return make


def page_beside_the_plan(make: MakePage) -> MakePage:
    """Register a page of the network that stands beside the coordinator's plan."""
    if make not in _pages:
        _pages.append(make)
    return make


def notes_on_a_day(network: Network, day: date, *, besides: int | None = None) -> list[Note]:
    """What stands beside a date field while a meeting is planned."""
    return [note for make in _day_notes for note in make(network, day, besides)]


def notes_about(thing: Format | Talk | Venue | None) -> list[Note]:
    """What stands on the coordinator's page of a format, a talk or a venue; nothing for one that is being made."""
    return [note for make in _thing_notes for note in make(thing)] if thing else []


def pages_beside_the_plan(network: Network) -> list[Link]:
    """The ways from the plan to pages of other apps."""
    return [make(network) for make in _pages]


def notes_on(meeting: Meeting, *, now: datetime) -> list[Note]:
    """The notes that stand on the coordinator's page of the meeting."""
    return [note for make in _notes for note in make(meeting, now)]


def links_at(place: Place, meeting: MeetingShown, *, now: datetime) -> list[Link]:
    """The links that stand on that page about the meeting."""
    return [link for make in _links[place] for link in make(meeting, now)]


def report_sections(meeting: Meeting) -> list[Section]:
    """What stands in the meeting's steering report besides the programme's own."""
    return [section for make in _sections for section in make(meeting) if section.lines]
