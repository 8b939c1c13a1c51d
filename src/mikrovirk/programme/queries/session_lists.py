"""Reads: who has chosen a session, for the list at its door. Whoever calls sees to who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from mikrovirk.directory.models import Membership
from mikrovirk.programme.domain.session_grid import tables_for
from mikrovirk.programme.models import Meeting, Session, SessionSignUp
from mikrovirk.programme.queries.attending import name_key, shown_name
from mikrovirk.programme.queries.sessions import COMING, SessionShown


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a session's list. `table`: where they sit in a table discussion, 0 without tables."""

    pk: int
    name: str
    business: str
    waits: bool
    came: bool
    table: int = 0


def lists_of(meeting: Meeting, sessions: Iterable[SessionShown]) -> dict[int, list[Listed]]:
    """Who has chosen each of the sessions, by name, those who wait after those who have a place. One query."""
    by_pk = {each.pk: each.session for each in sessions}
    own = Q(network=meeting.network_id) | Q(network=OuterRef("sign_up__comes_with"))
    business = Membership.objects.filter(own, person=OuterRef("sign_up__person"), left_date__isnull=True)
    rows = SessionSignUp.objects.filter(session__in=list(by_pk)).annotate(
        shown_name=shown_name("sign_up__"), business=Subquery(business.values("business__name")[:1])
    )
    found: dict[int, list[Listed]] = {pk: [] for pk in by_pk}
    for pk, session, name, firm, state, came_at in rows.values_list(
        "pk", "session", "shown_name", "business", "state", "came_at"
    ):
        found[session].append(Listed(pk, name, firm or "", state != COMING, came_at is not None))
    return {pk: _in_order(lines, by_pk[pk]) for pk, lines in found.items()}


def _in_order(lines: list[Listed], session: Session) -> list[Listed]:
    ordered = sorted(lines, key=lambda line: (line.waits, name_key(line.name)))
    seated = tables_for([(line.pk, line.business) for line in ordered if not line.waits], session.table_count)
    return [
        Listed(line.pk, line.name, line.business, line.waits, line.came, seated.get(line.pk, 0)) for line in ordered
    ]
