"""What can be brought in: which columns each knows, what it needs, how it is planned, written and undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain import business_lists
from mikrovirk.directory.domain.tables import HeadedTable, Planned, Wanted
from mikrovirk.directory.models import Business, Person, TableImport
from mikrovirk.directory.queries.tables import planned_businesses
from mikrovirk.directory.services.journal import Journal
from mikrovirk.directory.services.table_businesses import fill_businesses
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.history import meetings, participants
from mikrovirk.programme.models import Meeting, SignUp, Venue
from mikrovirk.programme.queries.history import came, held
from mikrovirk.programme.services.history import came as came_services
from mikrovirk.programme.services.history import held as held_services

Plan = Callable[[Network, HeadedTable, Mapping[str, int], Mapping[str, Any], datetime], Planned]


@dataclass(frozen=True)
class Subject:
    """One thing that can be brought in. `needs`: of each group of fields one must have a column."""

    key: str
    about: Promise | str
    wanted: Sequence[Wanted]
    words: Mapping[str, Promise | str]  # what the fields are called
    needs: Sequence[Sequence[str]]
    plan: Plan
    write: Callable[[Network, Any, datetime], Journal]
    order: Sequence[type[Model]]  # whose rows undoing takes away, the referring ones first
    afterwards: Callable[[TableImport], None] = lambda table_import: None

    @property
    def fields(self) -> list[str]:
        return [each.field for each in self.wanted]

    def lacks(self, columns: Mapping[str, int]) -> list[Sequence[str]]:
        """The groups of which no field has a column."""
        return [group for group in self.needs if not set(group) & columns.keys()]


def plan_participants(
    network: Network, table: HeadedTable, columns: Mapping[str, int], answers: Mapping[str, Any], now: datetime
) -> Planned:
    rows = [participants.participation(row.number, row.values(columns)) for row in table.rows]
    chosen = came.Chosen(answers.get("meeting"), answers.get("silent", "came") == "came")
    return came.planned(network, rows, chosen, now=now)


def plan_meetings(
    network: Network, table: HeadedTable, columns: Mapping[str, int], answers: Mapping[str, Any], now: datetime
) -> Planned:
    rows = [meetings.held(row.number, row.values(columns)) for row in table.rows]
    return held.planned(network, rows, now=now)


def plan_businesses(
    network: Network, table: HeadedTable, columns: Mapping[str, int], answers: Mapping[str, Any], now: datetime
) -> Planned:
    return planned_businesses(network, [business_lists.told(row.number, row.values(columns)) for row in table.rows])


PARTICIPANTS = Subject(
    key=TableImport.Subject.PARTICIPANTS.value,
    about=_("Lists of participants from NemTilmeld or another sign-up system, or your own spreadsheet."),
    wanted=participants.WANTED,
    words={
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "name": _("Name"),
        "email": _("E-mail"),
        "meeting": _("The name of the meeting"),
        "day": _("The day of the meeting"),
        "state": _("Status: signed up, signed off, waiting list"),
        "came": _("Whether they came"),
        "signed_up": _("When they signed up"),
    },
    needs=[("email", "name", "first_name", "last_name")],
    plan=plan_participants,
    write=lambda network, writes, at: came_services.write(network, writes, at=at),
    order=(SignUp, Meeting, Person, User),
    afterwards=came_services.recount,
)
MEETINGS = Subject(
    key=TableImport.Subject.MEETINGS.value,
    about=_(
        "A calendar file (.ics) from Outlook, Google or the website, or a spreadsheet with a row for each meeting."
    ),
    wanted=meetings.WANTED,
    words={
        "day": _("Day, perhaps with the hour"),
        "title": _("Title"),
        "hour": _("From what time"),
        "end": _("Until what time"),
        "place": _("Place"),
        "about": _("What it was about"),
        "state": _("Status: called off"),
    },
    needs=[("day",)],
    plan=plan_meetings,
    write=lambda network, writes, at: held_services.write(network, writes, at=at),
    order=(Meeting, Venue),
)
BUSINESSES = Subject(
    key=TableImport.Subject.BUSINESSES.value,
    about=_("A list of your members’ businesses. What is empty here is filled in; what stands here is never changed."),
    wanted=business_lists.WANTED,
    words={
        "cvr": _("CVR number"),
        "name": _("Name of the business"),
        "industry": _("Industry"),
        "address": _("Address"),
        "postcode": _("Postcode"),
        "town": _("Town"),
        "website": _("Website"),
        "about": _("What we do"),
        "offers": _("What I offer"),
        "seeks": _("What I seek"),
    },
    needs=[("cvr", "name")],
    plan=plan_businesses,
    write=lambda network, writes, at: fill_businesses(writes),
    order=(Business,),
)
SUBJECTS = {each.key: each for each in (PARTICIPANTS, MEETINGS, BUSINESSES)}
