"""What other subjects put on the applicant's page of a case, in the order it stands there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application
from mikrovirk.fund.queries import agreements


@dataclass(frozen=True)
class Section:
    """A piece of the page: its template and what fills it."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


def grant_section(application: Application, _user: User) -> Section | None:
    """The agreement, the money and the report; None before there is a grant."""
    found = agreements.agreement_of(application)
    if found is None:
        return None
    context = {
        "agreement": found,
        "settled": agreements.settled_of(found),
        "claims": agreements.claim_rows(found),
        "report": agreements.report_of(application),
    }
    return Section("fund/grants/_own.html", context)


# Each gives its piece, or None where there is nothing.
SECTIONS: tuple[Callable[[Application, User], Section | None], ...] = (grant_section,)
