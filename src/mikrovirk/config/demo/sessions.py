"""The programme of a conference of the example region: three rooms, two tracks, a full workshop with people who wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from mikrovirk.directory.models import Person
from mikrovirk.programme.models import Meeting, Session, SignUp
from mikrovirk.programme.services import session_choices
from mikrovirk.programme.services import sessions as services
from mikrovirk.programme.services.sessions import Named, Planned

MINUTES = timedelta(minutes=1)
COMING = 18  # members who have signed up already
ROOMS = (("Store sal", 120), ("Lokale 1", 24), ("Værkstedet", 4))
SALES, MONEY = "Kunder og salg", "Økonomi og hverdag"
PLENARY, TALK, WORKSHOP, TABLE = Session.Kind.PLENARY, Session.Kind.TALK, Session.Kind.WORKSHOP, Session.Kind.TABLE
SOEREN, SIGNE = Named("Søren Vang", "erhvervskonsulent"), Named("Signe Rask", "Rask & Rolig")
TOVE, DITTE, BO = Named("Tove Tal", "Tal & Tanker"), Named("Ditte Holt", "Holt Design"), Named("Bo Kragh", "Kragh VVS")

# Title, kind, begins and lasts (minutes), track, room, who, what it is about.
PROGRAMME: tuple[tuple[str, str, int, int, str, str, tuple[Named, ...], str], ...] = (
    ("Velkomst: Hvad siger tallene?", PLENARY, 0, 30, "", "Store sal", (SOEREN,),
     "To sider om kommunens mikrovirksomheder, før vi går i gang."),
    ("Salg uden at sælge", TALK, 40, 45, SALES, "Store sal", (SIGNE,),
     "Tre måder at få den næste kunde på, når man hverken har tid eller lyst til at ringe rundt."),
    ("Moms uden mavepine", TALK, 40, 45, MONEY, "Lokale 1", (TOVE,),
     "De fem fejl, der koster mest, og en huskeliste til væggen."),
    ("Skriv din egen pris", WORKSHOP, 40, 95, SALES, "Værkstedet", (DITTE,),
     "Tag en vare eller en ydelse med. Du går hjem med en pris, du tør sige højt."),
    ("Den første ansatte", TALK, 90, 45, MONEY, "Lokale 1", (BO,),
     "Hvad det kostede, hvad der gik galt, og hvorfor han gjorde det igen."),
    ("Bliv fundet på nettet", TALK, 90, 45, SALES, "Store sal", (SIGNE,), ""),
    ("Hvad gør vi sammen?", TABLE, 180, 75, "", "Store sal", (),
     "Otte borde, ét spørgsmål: Hvad skal vi være fælles om i de næste to år?"),
    ("Når kunden ikke betaler", TALK, 270, 45, MONEY, "Lokale 1", (TOVE,), ""),
    ("Samarbejde i stedet for ansatte", TALK, 270, 45, SALES, "Store sal", (BO, DITTE), ""),
    ("Det tager vi med", PLENARY, 330, 45, "", "Store sal", (SOEREN,), ""),
    ("Byvandring til tre nye butikker", WORKSHOP, 330, 60, "", "", (), ""),
)  # fmt: skip
TABLES = 8
OFF = "Byvandring til tre nye butikker"
WISHES = (
    ("Salg uden at sælge", "Hvad gør vi sammen?"),
    ("Moms uden mavepine", "Den første ansatte", "Hvad gør vi sammen?"),
    ("Skriv din egen pris",),
)


def lay(meeting: Meeting, *, now: datetime) -> None:
    """Give the meeting its programme, and let those who come choose; some of them have not yet. One session is taken off."""
    sessions = services.lay(
        meeting,
        [planned(meeting, row) for row in PROGRAMME],
        rooms=ROOMS,
        tracks=(SALES, MONEY),
        at=now,
    )
    services.take_off(sessions[-1], at=now)
    if now < meeting.starts_at:
        choose(meeting, sessions, now=now)


def planned(meeting: Meeting, row: tuple[str, str, int, int, str, str, tuple[Named, ...], str]) -> Planned:
    title, kind, begins, lasts, track, room, speakers, summary = row
    start = meeting.starts_at + begins * MINUTES
    return Planned(
        title=title,
        kind=kind,
        starts_at=start,
        ends_at=start + lasts * MINUTES,
        track=track,
        room=room,
        speakers=speakers,
        table_count=TABLES if kind == TABLE else 0,
        summary=summary,
    )


def choose(meeting: Meeting, sessions: Sequence[Session], *, now: datetime) -> None:
    """Members sign up, and four of five of them have chosen: in turn, as `WISHES` has it."""
    named = {session.title: session for session in sessions}
    members = Person.objects.filter(memberships__network=meeting.network_id, memberships__left_date=None)
    for number, (person, wishes) in enumerate(zip(members.order_by("pk")[:COMING], cycle(WISHES), strict=False)):
        at = now + number * MINUTES - COMING * MINUTES
        row, _is_new = SignUp.objects.get_or_create(
            meeting=meeting,
            person=person,
            defaults={"state": SignUp.State.COMING, "made_at": at, "placed_at": at, "via": "mail"},
        )
        for title in wishes if number % 5 else ():
            session_choices.choose(named[title], row, at=at)
    Meeting.objects.filter(pk=meeting.pk).update(
        places_taken=SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING).count()
    )


def take_a_room_twice(meeting: Meeting, *, now: datetime) -> None:
    """What a programme looks like while it is laid: two sessions in one room at the same hour, and a mail to approve."""
    first, second = (Session.objects.get(meeting=meeting, title=PROGRAMME[n][0]) for n in (2, 1))
    services.change_session(second, at=now, room=first.room)
