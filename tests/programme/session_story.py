"""What happens with sessions at a meeting: one is full, somebody waits and gets the place, and a room is changed."""

from datetime import datetime, timedelta

from mikrovirk.programme.models import Meeting, Room, Session, SignUp
from mikrovirk.programme.services import session_choices, sessions
from mikrovirk.programme.services.sessions import Named, Planned

HALF_AN_HOUR = timedelta(minutes=30)


def tell(meeting: Meeting, *, at: datetime) -> None:
    """Two of those who come choose among two sessions at one hour; another is taken off again."""
    start = meeting.starts_at + HALF_AN_HOUR
    hall = {
        "starts_at": start,
        "ends_at": start + HALF_AN_HOUR,
        "track": "Salg",
        "speakers": (Named("Tove Tal", "Tal & Tanker"),),
    }
    full, other, _all, off = sessions.lay(
        meeting,
        [
            Planned("Salg uden at sælge", room="Køkkenet", summary="Tre greb.", **hall),  # type: ignore[arg-type]
            Planned("Moms ved bordene", kind=Session.Kind.TABLE, table_count=2, starts_at=start, ends_at=start + HALF_AN_HOUR),
            Planned("Velkomst", kind=Session.Kind.PLENARY, room="Foyeren", starts_at=meeting.starts_at, ends_at=start),
            Planned("Udgået", starts_at=start + HALF_AN_HOUR, ends_at=start + 2 * HALF_AN_HOUR),
        ],
        rooms=[("Køkkenet", 1), ("Foyeren", None)],
        tracks=["Salg"],
        at=at,
    )  # fmt: skip
    sessions.take_off(off, at=at)
    first, second = SignUp.objects.filter(meeting=meeting, state="coming", person__isnull=False).order_by("pk")[:2]
    session_choices.choose(full, first, at=at)
    session_choices.choose(other, second, at=at)
    session_choices.choose(full, second, at=at)
    session_choices.leave(full, first, at=at)
    sessions.change_session(full, at=at, room=Room.objects.get(meeting=meeting, name="Foyeren"))
