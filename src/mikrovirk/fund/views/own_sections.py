"""What other subjects put on the applicant's page of a case, in the order it stands there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import AidGrant, Application, Decision
from mikrovirk.fund.queries import agreements, de_minimis
from mikrovirk.fund.queries.deciding import told


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


def aid_section(application: Application, _user: User) -> Section | None:
    """That a declaration of earlier aid is asked for, or was made; None where the support is no aid."""
    assessment, declaration = de_minimis.assessment_of(application), de_minimis.declaration_of(application)
    is_asked = assessment is not None and assessment.finding == assessment.Finding.DE_MINIMIS
    if not is_asked and declaration is None:
        return None
    grant = AidGrant.objects.filter(application=application).first()
    context = {"application": application, "declaration": declaration, "grant": grant}
    return Section("fund/applications/_aid.html", context)


def decision_section(application: Application, _user: User) -> Section | None:
    """What was decided, in the reader's language; None before."""
    found = Decision.objects.filter(application=application).first()
    if found is None:
        return None
    return Section("fund/open/_decided.html", {"decision": found, "application": application, "told": told(found)})


# Each gives its piece, or None where there is nothing.
SECTIONS: tuple[Callable[[Application, User], Section | None], ...] = (decision_section, aid_section, grant_section)
