"""Reads: conferences, as everybody sees them and as those who hold them do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.domain.commitments import Counts
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries import commitments
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import keeping_of, networks_for
from mikrovirk.programme.models import Meeting, SignUp

State = Conference.State
COMING = (State.CALL, State.PLANNED)


def in_order(rows: QuerySet[Conference]) -> QuerySet[Conference]:
    """What is to come first, the next day first; then what was held, the latest first. With `day`."""
    is_over = Case(When(state__in=COMING, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.annotate(is_over=is_over, day=Coalesce(TruncDate("meeting__starts_at"), "wanted_date"))
    rows = rows.annotate(coming_day=Case(When(state__in=COMING, then=F("day"))))
    rows = rows.select_related("organisation", "network", "meeting__venue", "meeting__network")
    return rows.order_by("is_over", F("coming_day").asc(nulls_last=True), F("day").desc(nulls_last=True), "-pk")


def public(code: str = "") -> QuerySet[Conference]:
    """Those that were called, for everybody; of one municipality with `code`."""
    rows = in_order(Conference.objects.filter(called_at__isnull=False))
    return rows.filter(municipality_code=code) if code else rows


def kept_by(user: User | AnonymousUser) -> QuerySet[Conference]:
    """Those the user holds together with the others of the municipality."""
    keeping = keeping_of(user)
    rows = (
        Conference.objects.all()
        if keeping.everything
        else Conference.objects.filter(municipality_code__in=keeping.codes)
    )
    return in_order(rows)


def shown_to(user: User | AnonymousUser) -> QuerySet[Conference]:
    """What the user may open: all that were called, and the drafts of those who hold them."""
    keeping = keeping_of(user)
    if keeping.everything:
        return in_order(Conference.objects.all())
    return in_order(Conference.objects.filter(Q(called_at__isnull=False) | Q(municipality_code__in=keeping.codes)))


def to_answer(user: User | AnonymousUser) -> QuerySet[Conference]:
    """Conferences a network of the user's was asked to hold as its meeting, and has not answered."""
    asked = Conference.objects.filter(carrying=Conference.Carrying.ASKED, state__in=COMING)
    return in_order(asked.filter(network__in=networks_for(user, needs=Permission.EDIT_PROGRAMME)))


def may_answer(user: User | AnonymousUser, conference: Conference) -> bool:
    """Whether the user decides about the meetings of the network that was asked."""
    there = networks_for(user, needs=Permission.EDIT_PROGRAMME)
    return conference.network_id is not None and there.filter(pk=conference.network_id).exists()


def organisations_in(code: str) -> QuerySet[Organisation]:
    return Organisation.objects.filter(municipality_code=code).order_by("name", "pk")


def networks_in(code: str) -> QuerySet[Network]:
    return Network.objects.filter(municipality_code=code, is_open=True)


def can_sign_up(conference: Conference, *, now: datetime) -> bool:
    meeting = conference.meeting
    return (
        conference.state in COMING
        and meeting is not None
        and meeting.state == Meeting.State.PUBLISHED
        and meeting.starts_at > now
    )


def takes_wishes(conference: Conference, *, today: date) -> bool:
    """Until its last day for wishes; without one until the conference is held."""
    if conference.called_at is None or conference.state not in COMING:
        return False
    return conference.wishes_until is None or today <= conference.wishes_until


def coming_count(conference: Conference) -> int:
    """How many have signed up; 0 without a meeting."""
    if conference.meeting_id is None:
        return 0
    return SignUp.objects.filter(meeting=conference.meeting_id, state=SignUp.State.COMING).count()


@dataclass(frozen=True)
class AreaSection:
    """What an area's page says of conferences. `next`: the one to come; `late`: what was promised and is overdue."""

    code: str
    next: Conference | None
    last: Conference | None
    counts: Counts
    late: tuple[commitments.Row, ...]
    to_answer: tuple[Conference, ...]
    may_call: bool


def area_section(code: str, user: User | AnonymousUser, *, today: date) -> AreaSection:
    """For `cooperation/conferences/_section.html`. Seven queries at most."""
    seen = shown_to(user).filter(municipality_code=code).exclude(state=State.CANCELLED)
    rows = commitments.rows_of(commitments.of_area(code), today=today)
    return AreaSection(
        code=code,
        next=seen.filter(state__in=COMING).first(),
        last=seen.exclude(state__in=COMING).first(),
        counts=commitments.counted(rows),
        late=tuple(row for row in rows if row.is_late)[:3],
        to_answer=tuple(to_answer(user).filter(municipality_code=code)) if user.is_authenticated else (),
        may_call=code in keeping_of(user),
    )
