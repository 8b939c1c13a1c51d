"""Reads: a meeting's sessions, the grid they stand in, and one person's own programme. Whoever calls sees to who may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.programme.domain import session_grid
from mikrovirk.programme.domain.session_grid import Beside, ColumnKey, Slot
from mikrovirk.programme.models import Meeting, Session, SessionSignUp, SessionSpeaker, SignUp, Track
from mikrovirk.programme.queries.public import places_in_words, places_left

COMING, WAITING = SessionSignUp.State.COMING, SessionSignUp.State.WAITING


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `user` is the key of the account, where there is one."""

    name: str
    speaker_from: str
    user: int | None = None

    @property
    def key(self) -> tuple[str, int | str]:
        """The same for the same person in two sessions: by account, else by name."""
        return ("user", self.user) if self.user else ("name", " ".join(self.name.casefold().split()))


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody who may choose can do with a session: not what has begun, nor while they speak elsewhere.

    `instead_of`: the title of what they have at that hour, and would give up.
    """

    is_open: bool
    instead_of: str = ""
    speaks_at: str = ""


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session with what its page, its cell and its list show. `own`: what the reader has chosen, "" for nothing."""

    session: Session
    speakers: tuple[Speaker, ...]
    coming: int
    waiting: int
    own: str = ""
    offer: Offer | None = None

    @property
    def pk(self) -> int:
        return self.session.pk

    @property
    def title(self) -> str:
        return self.session.title

    @property
    def hours(self) -> str:
        """ "10.00–10.45"."""
        return f"{dates.hour(self.session.starts_at)}–{dates.hour(self.session.ends_at)}"

    @property
    def iso(self) -> str:
        return timezone.localtime(self.session.starts_at).isoformat()

    @property
    def room(self) -> str:
        return self.session.room.name if self.session.room else ""

    @property
    def track(self) -> str:
        return self.session.track.name if self.session.track else ""

    @property
    def is_for_all(self) -> bool:
        return self.session.kind == Session.Kind.PLENARY

    @property
    def is_taken_off(self) -> bool:
        return self.session.taken_off_at is not None

    @property
    def capacity(self) -> int | None:
        return capacity_of(self.session)

    @property
    def is_full(self) -> bool:
        return places_left(self.capacity, self.coming) == 0 or self.waiting > 0

    @property
    def places(self) -> str:
        """How it stands with places, in a sentence; nothing for what is for everybody."""
        if self.is_for_all:
            return ""
        return places_in_words(0 if self.waiting else places_left(self.capacity, self.coming), self.coming)

    @property
    def slot(self) -> Slot:
        session = self.session
        keys = tuple(speaker.key for speaker in self.speakers)
        return Slot(
            session.pk, session.starts_at, session.ends_at, session.track_id, session.room_id, keys, self.is_for_all
        )


@dataclass(frozen=True, slots=True)
class CellShown:
    session: SessionShown | None
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RowShown:
    """A stretch of time with its cells; a break has none of its own."""

    starts_at: datetime
    cells: tuple[CellShown, ...]
    is_break: bool

    @property
    def begins(self) -> bool:
        """Whether anything begins in it."""
        return any(cell.session for cell in self.cells)

    @property
    def hour(self) -> str:
        return dates.hour(self.starts_at)


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of the programme: the columns by name and width, and the rows."""

    day: date
    columns: tuple[tuple[str, int], ...]
    rows: tuple[RowShown, ...]


# --- sessions --------------------------------------------------------------------------------------------------------


def capacity_of(session: Session) -> int | None:
    """The places of a session: its own number, else its room's, else no limit. Reads `room`."""
    return session.capacity if session.capacity is not None or session.room is None else session.room.capacity


def sessions_of(meeting: Meeting) -> QuerySet[Session]:
    """The sessions that are held, with what a list shows, in the order of the hours."""
    return all_sessions_of(meeting).filter(taken_off_at=None)


def all_sessions_of(meeting: Meeting) -> QuerySet[Session]:
    """The same with those that were taken off."""
    rows = Session.objects.filter(meeting=meeting).select_related("room", "track")
    return rows.order_by("starts_at", "track__position", "pk")


def shown(sessions: QuerySet[Session], *, sign_up: SignUp | None = None) -> list[SessionShown]:
    """The sessions with speakers and numbers, and what `sign_up` has chosen. Two or three queries."""
    counted = sessions.annotate(
        coming_count=Count("choices", filter=Q(choices__state=COMING)),
        waiting_count=Count("choices", filter=Q(choices__state=WAITING)),
    )
    rows = list(counted)
    speakers = speakers_of(rows)
    own = own_states(sign_up) if sign_up else {}
    return [
        SessionShown(
            row,
            tuple(speakers.get(row.pk, ())),
            row.coming_count,
            row.waiting_count,
            own.get(row.pk, ""),
        )
        for row in rows
    ]


def speakers_of(sessions: Iterable[Session]) -> dict[int, list[Speaker]]:
    """Who speaks, by session. One query."""
    found: dict[int, list[Speaker]] = {}
    rows = SessionSpeaker.objects.filter(session__in=[session.pk for session in sessions]).order_by("position", "pk")
    for session, name, speaker_from, user in rows.values_list("session", "name", "speaker_from", "user"):
        found.setdefault(session, []).append(Speaker(name, speaker_from, user))
    return found


def own_states(sign_up: SignUp) -> dict[int, str]:
    """What somebody has chosen: the state by session. One query."""
    return dict(SessionSignUp.objects.filter(sign_up=sign_up).values_list("session", "state"))


def own_programme(sign_up: SignUp) -> list[SessionShown]:
    """What is for everybody and what this person has chosen, in the order of the hours; also what was taken off since."""
    mine = Q(pk__in=SessionSignUp.objects.filter(sign_up=sign_up).values("session"))
    for_all = Q(kind=Session.Kind.PLENARY, taken_off_at=None)
    rows = all_sessions_of(Meeting(pk=sign_up.meeting_id)).filter(mine | for_all)
    return shown(rows, sign_up=sign_up)


def with_offers(sessions: Sequence[SessionShown], chooser: SignUp, *, now: datetime) -> list[SessionShown]:
    """The same with what `chooser` can do with each of them. Reads `person`."""
    user = chooser.person.user_id if chooser.person else None
    chosen = [each for each in sessions if each.own == COMING]
    spoken = [each for each in sessions if user and any(speaker.user == user for speaker in each.speakers)]
    return [
        replace(
            each,
            offer=Offer(
                now < each.session.starts_at,
                "" if each.is_full else at_that_hour(each, chosen),
                at_that_hour(each, spoken),
            ),
        )
        for each in sessions
    ]


def at_that_hour(each: SessionShown, others: Iterable[SessionShown]) -> str:
    """The title of the one among the others that goes on at the same time; "" for none."""
    return next((other.title for other in others if other.pk != each.pk and other.slot.overlaps(each.slot)), "")


# --- the grid --------------------------------------------------------------------------------------------------------


def grid(meeting: Meeting, *, sign_up: SignUp | None = None) -> list[DayShown]:
    """The programme day by day, tracks beside hours; `sign_up`: whose choices are marked. Three or four queries."""
    return days_of(shown(sessions_of(meeting), sign_up=sign_up), tracks_of(meeting))


def tracks_of(meeting: Meeting) -> list[Track]:
    return list(Track.objects.filter(meeting=meeting))


def days_of(sessions: Sequence[SessionShown], tracks: Sequence[Track]) -> list[DayShown]:
    """The sessions as one grid for each day."""
    by_day: dict[date, list[SessionShown]] = {}
    for each in sessions:
        by_day.setdefault(timezone.localtime(each.session.starts_at).date(), []).append(each)
    return [day_of(day, found, tracks) for day, found in sorted(by_day.items())]


def day_of(day: date, sessions: Sequence[SessionShown], tracks: Sequence[Track]) -> DayShown:
    by_pk = {each.pk: each for each in sessions}
    drawn = session_grid.grid([each.slot for each in sessions], [track.pk for track in tracks])
    names: dict[ColumnKey, str] = {track.pk: track.name for track in tracks}
    names |= {
        Beside.ALL: _("For everybody"),
        Beside.OTHER: _("Beside the tracks") if len(drawn.columns) > 1 else _("Sessions"),
    }
    rows = (
        RowShown(
            row.starts_at,
            tuple(CellShown(by_pk[cell.key] if cell.key else None, cell.rows, cell.columns) for cell in row.cells),
            row.is_break,
        )
        for row in drawn.rows
    )
    # Only what is for everybody: one column without a track.
    columns = tuple((names[column.key], column.width) for column in drawn.columns) or ((_("Sessions"), 1),)
    return DayShown(day, columns, tuple(rows))
