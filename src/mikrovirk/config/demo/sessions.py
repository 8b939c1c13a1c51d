"""The programme of a conference of the example region: three rooms, two tracks, a full workshop with people who wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from mikrovirk.programme.models import Meeting, Room, Session, SignUp
from mikrovirk.programme.services import session_choices
from mikrovirk.programme.services import sessions as services
from mikrovirk.programme.services.sessions import Named, Planned

MINUTES = timedelta(minutes=1)
ROOMS = (("Store sal", 120), ("Lokale 1", 24), ("Værkstedet", 6))
SALES, MONEY = "Kunder og salg", "Økonomi og hverdag"
PLENARY, TALK, WORKSHOP, TABLE = Session.Kind.PLENARY, Session.Kind.TALK, Session.Kind.WORKSHOP, Session.Kind.TABLE

# Title, kind, begins and lasts (minutes), track, room, who, tables, what it is about.
PROGRAMME: tuple[tuple[str, str, int, int, str, str, tuple[tuple[str, str], ...], int, str], ...] = (
    ("Velkomst: Hvad siger tallene?", PLENARY, 0, 30, "", "Store sal",
     (("Søren Vang", "erhvervskonsulent"),), 0, "To sider med kommunens mikrovirksomheder, før vi går i gang."),
    ("Salg uden at sælge", TALK, 40, 45, SALES, "Store sal", (("Signe Rask", "Rask & Rolig"),), 0,
     "Tre måder at få den næste kunde på, når man hverken har tid eller lyst til at ringe rundt."),
    ("Moms uden mavepine", TALK, 40, 45, MONEY, "Lokale 1", (("Tove Tal", "Tal & Tanker"),), 0,
     "De fem fejl, der koster mest, og en huskeliste til væggen."),
    ("Skriv din egen pris", WORKSHOP, 40, 95, SALES, "Værkstedet", (("Ditte Holt", "Holt Design"),), 0,
     "Tag en vare eller en ydelse med. Du går hjem med en pris, du tør sige højt."),
    ("Den første ansatte", TALK, 90, 45, MONEY, "Lokale 1", (("Bo Kragh", "Kragh VVS"),), 0,
     "Hvad det kostede, hvad der gik galt, og hvorfor han gjorde det igen."),
    ("Bliv fundet på nettet", TALK, 90, 45, SALES, "Store sal", (("Signe Rask", "Rask & Rolig"),), 0, ""),
    ("Hvad gør vi sammen?", TABLE, 145, 50, "", "Store sal", (), 8,
     "Otte borde, ét spørgsmål: Hvad skal vi være fælles om i de næste to år?"),
    ("Det tager vi med", PLENARY, 200, 25, "", "Store sal", (("Søren Vang", "erhvervskonsulent"),), 0, ""),
)  # fmt: skip
WISHES = (
    ("Salg uden at sælge", "Hvad gør vi sammen?"),
    ("Moms uden mavepine", "Den første ansatte", "Hvad gør vi sammen?"),
    ("Skriv din egen pris",),
)


def lay(meeting: Meeting, *, now: datetime) -> None:
    """Give the meeting its programme, and let those who come choose; some of them have not yet."""
    sessions = services.lay(
        meeting,
        [planned(meeting, row) for row in PROGRAMME],
        rooms=ROOMS,
        tracks=(SALES, MONEY),
        at=now,
    )
    if now < meeting.starts_at:
        choose(meeting, sessions, now=now)


def planned(
    meeting: Meeting, row: tuple[str, str, int, int, str, str, tuple[tuple[str, str], ...], int, str]
) -> Planned:
    title, kind, begins, lasts, track, room, speakers, tables, summary = row
    start = meeting.starts_at + begins * MINUTES
    return Planned(
        title=title,
        kind=kind,
        starts_at=start,
        ends_at=start + lasts * MINUTES,
        track=track,
        room=room,
        speakers=tuple(Named(name, where) for name, where in speakers),
        table_count=tables,
        summary=summary,
    )


def choose(meeting: Meeting, sessions: Sequence[Session], *, now: datetime) -> None:
    """Four of five have chosen: in turn, as `WISHES` has it."""
    named = {session.title: session for session in sessions}
    coming = SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING).order_by("pk")
    for number, (row, wishes) in enumerate(zip(coming, cycle(WISHES), strict=False)):
        for title in wishes if number % 5 else ():
            session_choices.choose(named[title], row, at=now + number * MINUTES)


def take_a_room_twice(meeting: Meeting, *, now: datetime) -> None:
    """What a programme looks like while it is laid: two sessions in one room at the same hour."""
    first = Session.objects.filter(meeting=meeting, title=PROGRAMME[2][0]).get()
    second = Session.objects.filter(meeting=meeting, title=PROGRAMME[1][0]).get()
    services.change_session(second, at=now, room=Room.objects.get(pk=first.room_id))
