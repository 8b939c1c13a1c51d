"""What a new plan for the rest of a season changes, meeting by meeting, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.domain.season_wishes import WHAT
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries.plan_names import Names
from mikrovirk.voice.queries.plans import Because, document, reasons
from mikrovirk.voice.queries.season_rest import NOTHING


@dataclass(frozen=True)
class Changed:
    """One thing of an evening that is not as it was."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Move:
    """One meeting of the running season: what changes, and why it stands as it does then."""

    number: int
    title: str
    day: date
    is_published: bool
    changes: tuple[Changed, ...]
    because: tuple[Because, ...]


def moves_of(draft: SeasonDraft, names: Names, which: int) -> list[Move]:
    """Every meeting that is left, those that stay as they are without changes. One query."""
    before = {each["number"]: each for each in draft.wishes["published"]["plan"]}
    meetings = Meeting.objects.in_bulk(list(draft.wishes["meetings"].values()))
    found = []
    for each in document(draft, which)["plan"]:
        meeting = meetings.get(draft.wishes["meetings"][str(each["number"])])
        changes = tuple(changes_of(before[each["number"]], each, names))
        about = {change.what for change in changes} | {"warning"}
        told = reasons(each.get("because", []), names, "")
        found.append(
            Move(
                number=each["number"],
                title=meeting.title if meeting else "",
                day=date.fromisoformat(before[each["number"]]["date"]),
                is_published=bool(meeting and meeting.state == Meeting.State.PUBLISHED),
                changes=changes,
                because=tuple(reason for reason in told if reason.about in about) if changes else (),
            )
        )
    return found


def changes_of(before: dict[str, Any], after: dict[str, Any], names: Names) -> list[Changed]:
    return [
        Changed(what, in_words(what, before[what], names), in_words(what, after[what], names))
        for what in WHAT
        if before[what] != after[what]
    ]


def in_words(what: str, value: str, names: Names) -> str:
    if value == NOTHING:
        return _("not decided yet")
    return dates.day(date.fromisoformat(value)) if what == "date" else capfirst(names(value))
