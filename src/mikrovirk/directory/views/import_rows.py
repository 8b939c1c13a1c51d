"""The rows of a list in words, for its preview."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mikrovirk.common.dates import day
from mikrovirk.directory.domain.comparison import Change, Outcome, RowOutcome
from mikrovirk.directory.domain.cvr import displayed_cvr
from mikrovirk.directory.domain.member_lists import MemberList, reason_text, remark_text, warning_text
from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.forms.imports import OUTCOME_WORDS

BADGES = {
    Outcome.NEW: "new",
    Outcome.FILLS: "good",
    Outcome.DIFFERS: "wait",
    Outcome.BACK: "wait",
    Outcome.UNREADABLE: "bad",
}
FIELD_WORDS = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
    "job_title": gettext_lazy("Role in the business"),
    "note": gettext_lazy("Note"),
    "joined_date": gettext_lazy("Member since"),
    "business": gettext_lazy("Business"),
    "also_for": gettext_lazy("Also for the business"),
}
BUSINESS_WORDS = {
    "name": gettext_lazy("Name of the business"),
    "cvr": gettext_lazy("CVR number"),
    "address": gettext_lazy("Address"),
    "postcode": gettext_lazy("Postcode"),
    "town": gettext_lazy("Town"),
    "industry": gettext_lazy("Industry"),
    "website": gettext_lazy("Website"),
    "offers": gettext_lazy("What I offer"),
    "seeks": gettext_lazy("What I seek"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field: what stands here, what the list says, and whether the list's word will be written."""

    field: str
    before: str
    after: str
    written: bool


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the preview."""

    number: int
    name: str
    email: str
    phone: str
    business: str
    where: str
    outcome: str
    badge: str
    badge_kind: str
    changes: tuple[ChangeLine, ...]
    told: tuple[str, ...]  # reason, warnings, remarks
    offers_choice: bool
    chosen: bool


def row_lines(rows: Iterable[RowOutcome], member_list: MemberList) -> list[RowLine]:
    language = get_language() or "da"
    address_at = next((column.position for column in member_list.columns if column.field == "email"), None)
    return [row_line(outcome, language, address_at) for outcome in rows]


def row_line(outcome: RowOutcome, language: str, address_at: int | None) -> RowLine:
    row = outcome.row
    as_written = row.cells[address_at] if address_at is not None else ""
    return RowLine(
        number=row.number,
        name=row.person.name,
        email=row.person.email or as_written,
        phone=displayed_phone(row.person.phone) if row.person.phone else "",
        business=row.business.name,
        where=" · ".join(filter(None, (row.business.town, row.business.industry))),
        outcome=str(outcome.outcome),
        badge=str(OUTCOME_WORDS[outcome.outcome]),
        badge_kind=BADGES.get(outcome.outcome, ""),
        changes=tuple(change_line(each, chosen=outcome.chosen) for each in outcome.changes),
        told=tuple(told_about(outcome, language)),
        offers_choice=outcome.outcome in (Outcome.DIFFERS, Outcome.BACK),
        chosen=outcome.chosen,
    )


def change_line(change: Change, *, chosen: bool) -> ChangeLine:
    words = BUSINESS_WORDS if change.about == "business" else FIELD_WORDS
    written = change.fills or chosen
    return ChangeLine(str(words[change.field]), shown(change, change.before), shown(change, change.after), written)


def shown(change: Change, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if change.field == "phone" and value.startswith("+"):
        return displayed_phone(value)
    return displayed_cvr(value) if change.field == "cvr" else value


def told_about(outcome: RowOutcome, language: str) -> Iterable[str]:
    row = outcome.row
    if row.error:
        yield reason_text(row.error, language)
    if outcome.outcome == Outcome.MERGED and row.duplicate_of:
        yield _("The same person as in row %(row)s.") % {"row": row.duplicate_of}
    if outcome.outcome == Outcome.BACK and outcome.left:
        yield _("Was a member until %(day)s, and stays out unless you say otherwise.") % {"day": day(outcome.left)}
    if row.error is None:
        yield from (warning_text(code, language) for code in row.warnings)
        yield from (remark_text(code, language) for code in row.remarks)
