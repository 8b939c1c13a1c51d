"""The division of roles: who does what for a municipality's small businesses, as it was signed."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, in_denmark, site
from mikrovirk.api.v1.reading import reads
from mikrovirk.cooperation.models import Version
from mikrovirk.cooperation.queries import agreements
from mikrovirk.cooperation.queries.roles import Row, matrix_of
from mikrovirk.register.domain.municipalities import MUNICIPALITIES

router = Router()


class PartInTask(Schema):
    """What one party does in one task."""

    party: str
    kind: str = Field(description="responsible, contributes, consulted or informed.")


class TaskShown(Schema):
    """A task and who has which part in it."""

    id: int
    group: str
    title: str
    about: str
    parts: list[PartInTask]
    fault: str = Field(description="gap: nobody is responsible; double: several are; else empty.")


class AgreementShown(Schema):
    """The version that holds, word for word."""

    municipalities: list[str]
    version: int
    in_force_at: datetime
    review_date: date = Field(description="Looked at again at the latest on that day.")
    note: str = Field(description="What was new in it.")
    digest: str = Field(description="What the signatures are bound to.")
    parties: list[str]
    signed_by: list[str]
    tasks: list[TaskShown]
    url: str


@reads(
    router,
    "/municipalities/{code}/division-of-roles",
    AgreementShown,
    says=_("Who does what in a municipality: the version that holds"),
)
def get_division_of_roles(request: HttpRequest, code: str, asked: Query[Asked]) -> dict[str, Any]:
    version = agreements.in_force(code) if code in MUNICIPALITIES else None
    if version is None:
        raise Http404
    return shown(version, code)


def shown(version: Version, code: str) -> dict[str, Any]:
    content = agreements.content_of(version)
    return {
        "municipalities": list(content.codes),
        "version": version.number,
        "in_force_at": in_denmark(version.in_force_at),
        "review_date": version.review_date,
        "note": version.note,
        "digest": version.digest,
        "parties": [party.name for party in content.parties],
        "signed_by": [content.names[party.pk] for party in agreements.signing_of(version).signed],
        "tasks": [task(row) for row in matrix_of(content).rows],
        "url": site(reverse("cooperation:roles", args=[code])),
    }


def task(row: Row) -> dict[str, Any]:
    return {
        "id": row.task.key,
        "group": row.task.group,
        "title": row.task.title,
        "about": row.task.about,
        "parts": [{"party": cell.party.name, "kind": cell.kind} for cell in row.parts],
        "fault": row.fault,
    }
