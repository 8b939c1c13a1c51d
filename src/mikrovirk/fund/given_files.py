"""What was given, and a fund's figures, as files for programs and spreadsheets. No person's name is in them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from mikrovirk.common.cells import harmless
from mikrovirk.fund.models import Call, Fund
from mikrovirk.fund.queries import given as queries
from mikrovirk.fund.queries.statistics import Statistics, statistics_of

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FIGURES = (
    *("call", "applied", "asked_dkk", "granted", "granted_dkk", "paid_dkk", "returned_dkk", "refused", "withdrawn"),
    *("first_time_applicants", "reports", "people", "newcomers", "dkk_per_participant", "help_given", "help_worth_dkk"),
)


def columns() -> list[tuple[str, str]]:
    """Each column of the open data with what it holds, in words."""
    return [
        ("number", _("The call's and the application's number: 3-12")),
        ("call", _("The call it was given under")),
        ("title", _("What it was given to")),
        ("summary", _("The same in a few lines, as the applicant wrote it")),
        ("recipient", _("The network or business that got it; empty for a person")),
        ("network", _("The network it comes from")),
        ("municipality", _("The municipality's code, four digits: 0390")),
        ("decided_date", _("The day it was decided, as 2027-03-01")),
        ("asked_dkk", _("What was asked for, in kroner")),
        ("granted_dkk", _("What was granted, in kroner")),
        ("paid_dkk", _("What is paid until now, in kroner, less what was paid back")),
        ("returned_dkk", _("What went back to the pot, in kroner")),
        ("takes_place_date", _("The day of the activity")),
        ("people", _("How many took part, by the report")),
        ("newcomers", _("How many of them were new, by the report")),
        ("came_of_it", _("What came of it, by the report")),
        ("deviation_reason", _("Why the deciders went another way than the rule, where they did")),
    ]


def given_as_csv(fund: Fund) -> str:
    rows = ([queries.as_text(row[name]) for name in queries.COLUMNS] for row in queries.open_rows(fund))
    return as_csv(queries.COLUMNS, rows)


def given_as_plain(fund: Fund) -> dict[str, Any]:
    """The same for JSON, with what the columns hold."""
    about = {"fund": fund.name, "holder": fund.holder.name, "licence": LICENCE, "columns": dict(columns())}
    return {**about, "rows": list(queries.open_rows(fund))}


def figures_as_csv(fund: Fund) -> str:
    """The fund's figures, a line for each call."""
    calls = fund.calls.exclude(state=Call.State.DRAFT).order_by("opened_at", "pk")
    return as_csv(FIGURES, ([call.title, *figures_of(statistics_of(fund, call))] for call in calls))


def figures_of(found: Statistics) -> list[object]:
    kroner = queries.in_kroner
    each = found.cost_per_participant
    return [
        *(found.applied, kroner(found.asked), found.granted, kroner(found.money.committed), kroner(found.money.paid)),
        *(kroner(found.money.returned), found.refused, found.withdrawn, found.first_time, found.reports, found.people),
        *(found.newcomers, "" if each is None else kroner(each), found.help.given, kroner(found.help.worth)),
    ]


def as_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = StringIO()
    table = csv.writer(out)
    table.writerow(names)
    table.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue()
