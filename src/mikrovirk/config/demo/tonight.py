"""The evenings of the example region that can be walked into: one that is on right now, and one that has just been.

What is said is taken as the phones and the host's phone would send it.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q

from mikrovirk.directory.models import Person
from mikrovirk.live import saying
from mikrovirk.live.models import Evening, Phone, Question, SeatTaken
from mikrovirk.live.queries.cards import is_on
from mikrovirk.live.queries.turns import run_of
from mikrovirk.live.saying import Said
from mikrovirk.live.services import cards, room, seat_story
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, Meeting, SignUp, SlotOffer, Talk, Venue
from mikrovirk.programme.services import meetings

HERE = 22  # people in the room
TITLE, LINES = "Fra idé til første kunde", "Hvem køber, hvad koster det, og hvordan siger du det højt? Tag din idé med."
TEXTS = (
    (
        "Jeg væver tæpper på bestilling og holder kurser.",
        "Et lokale med lys og plads til otte, når I har brug for det.",
        "Tre butikker, der vil vise mine ting.",
    ),
    (
        "Jeg retter cykler dér, hvor de står.",
        "Et eftersyn på stedet til jeres medarbejdere.",
        "Nogen, der kan hjælpe mig med moms og regnskab.",
    ),
)
ASKED = (
    ("question", "Hvor finder jeg de første ti kunder uden for mit eget netværk?", 6),
    ("question", "Skal prisen stå på hjemmesiden?", 3),
    ("wish", "En aften om at sælge til det offentlige.", 4),
    ("question", "Er der mere kaffe?", 0),
)


class Room:
    """An evening as the phones in it and its host would use it."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.phones: list[Phone] = []

    def come_in(self, rows: Sequence[SignUp], at: datetime) -> None:
        self.phones = [room.join(self.evening, sign_up=row, at=at) for row in rows]

    def say(self, what: str, at: datetime, phone: int | None = None, **detail: Any) -> None:
        """As phone number `phone`; as the host without one."""
        by = None if phone is None else self.phones[phone]
        said = Said(evening=self.evening, client_id=uuid4(), what=what, detail=detail, at=at, phone=by)
        saying.take(said, is_host=phone is None)

    def go_to(self, kind: str, at: datetime, number: int = 0) -> None:
        """The turn of that kind is on from then, if there is one."""
        turns = [turn.key for turn in run_of(self.evening).turns if turn.kind == kind]
        if number < len(turns):
            self.say("press", at, kind="go", turn=turns[number])


# --- on right now ----------------------------------------------------------------------------------------------------


def add_evening_now(network: Network, venue: Venue, members: Sequence[Person], *, now: datetime) -> Evening:
    """An evening that began forty minutes ago: the second of the newest members tells, the third place is free."""
    starts_at = (now - timedelta(minutes=40)).replace(second=0, microsecond=0)
    meeting = meetings.add_meeting(
        network,
        starts_at=starts_at,
        at=now - timedelta(days=30),
        format=network.formats.get(name="1.0"),
        venue=venue,
        title=TITLE,
    )
    Talk.objects.create(
        network=network,
        meeting=meeting,
        title=TITLE,
        lines=LINES,
        speaker_name="Birthe Lyng",
        speaker_from="Salgsværkstedet",
        state=Talk.State.ACCEPTED,
        answered_at=now - timedelta(days=25),
    )
    # Published without inviting anybody: the month of the example has its invitation already.
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PUBLISHED, summary=LINES)
    meeting.refresh_from_db()
    meetings.settle(meeting, at=now)
    newest = newest_first(network, members)[: len(TEXTS)]
    add_slots(meeting, newest, now=now)
    rows = sign_up_all(meeting, [*newest, *[person for person in members if person not in newest]][:HERE], now=now)
    held = Room(room.open_evening(meeting, at=starts_at - timedelta(minutes=20)))
    held.come_in(rows[:16], starts_at - timedelta(minutes=5))
    held.go_to("welcome", starts_at)
    held.go_to("talk", starts_at + timedelta(minutes=6))
    ask(held, now - timedelta(minutes=12))
    held.go_to("introductions", now - timedelta(minutes=4))
    held.go_to("introductions", now - timedelta(seconds=50), number=1)
    hold_out_hands(held, now - timedelta(seconds=30))
    held.say(
        "poll",
        now - timedelta(minutes=6),
        question="Hvad vil du helst høre om næste gang?",
        choices=["Pris og tilbud", "Sociale medier", "Min første ansatte"],
    )
    poll = held.evening.polls.get()
    for number in range(2, 11):
        held.say("ballot", now - timedelta(minutes=5), phone=number, poll=poll.pk, choice=(0, 1, 0, 2, 0)[number % 5])
    held.say("show", now - timedelta(minutes=4), scene="")
    return held.evening


def newest_first(network: Network, members: Sequence[Person]) -> list[Person]:
    joined = dict(network.memberships.values_list("person", "joined_date"))
    return sorted(members, key=lambda person: (joined[person.pk], person.pk), reverse=True)


def add_slots(meeting: Meeting, people: Sequence[Person], *, now: datetime) -> None:
    """Those who said yes to three minutes, with their three texts."""
    for person, (business, contribution, expectation) in zip(people, TEXTS, strict=True):
        SlotOffer.objects.create(
            meeting=meeting,
            person=person,
            state=SlotOffer.State.ACCEPTED,
            offered_at=now - timedelta(days=12),
            answered_at=now - timedelta(days=10),
            texts_at=now - timedelta(days=9),
            business_text=business,
            contribution_text=contribution,
            expectation_text=expectation,
        )


def sign_up_all(meeting: Meeting, people: Sequence[Person], *, now: datetime) -> list[SignUp]:
    made_at = now - timedelta(days=9)
    rows = [
        SignUp.objects.create(
            meeting=meeting, person=person, state=SignUp.State.COMING, made_at=made_at, placed_at=made_at, via="mail"
        )
        for person in people
    ]
    here = [row.pk for row in rows]
    SignUp.objects.filter(pk__in=here[:-3]).update(checked_in_at=meeting.starts_at - timedelta(minutes=5))
    Meeting.objects.filter(pk=meeting.pk).update(places_taken=len(rows))
    return rows


def ask(held: Room, at: datetime) -> None:
    """Questions from the hall: one answered, one hidden, the others open."""
    for number, (kind, text, supporters) in enumerate(ASKED):
        held.say("question", at, phone=number + 3, kind=kind, text=text, named=number == 1)
        question = Question.objects.get(evening=held.evening, text=text)
        for phone in range(supporters):
            held.say("support", at, phone=phone + 8, question=question.pk)
    states = {ASKED[1][1]: "answered", ASKED[3][1]: "hidden"}
    for text, state in states.items():
        held.say("question_state", at, question=Question.objects.get(evening=held.evening, text=text).pk, state=state)


def hold_out_hands(held: Room, at: datetime) -> None:
    """Hands to the first of the newest, who takes one and leaves one."""
    turn = next(turn for turn in run_of(held.evening).turns if turn.kind == "introductions")
    for phone, kind in ((4, "help"), (5, "talk"), (9, "know")):
        held.say("hand", at, phone=phone, turn=turn.key, who=turn.who, kind=kind)


def meet_each_other(held: Room, at: datetime) -> None:
    """Everybody gets names; most phones open theirs, and some say afterwards that they talked."""
    if not is_on(held.evening):
        return
    cards.make(held.evening, at=at, clock=time.monotonic)
    for phone, row in enumerate(held.phones[:8]):
        held.say("cards_see", at + timedelta(minutes=1), phone=phone)
        if phone % 3 == 2:
            continue
        mine = held.evening.cards.filter(Q(first=row.sign_up) | Q(second=row.sign_up))
        for number, card in enumerate(mine[:2]):
            answered = at + timedelta(minutes=50 + phone)
            held.say("card_answer", answered, phone=phone, card=card.pk, useful=number == 0)


# --- just been -------------------------------------------------------------------------------------------------------

CHALLENGES = (
    (
        "To slags kunder, én kalender",
        "Sommergæsterne vil have alt i juli, de lokale vil have mig hele året. Hvem siger jeg nej til?",
    ),
    (
        "Mit værksted er blevet for lille",
        "Skal jeg leje mere plads, eller skal jeg lave noget andet end det, der fylder?",
    ),
)
GIVEN = (
    ("advice", "Skriv to priser: én for juli og én for resten af året. Så vælger kunderne selv.", True),
    ("advice", "Hold onsdagene fri til de lokale, også om sommeren. Sig det højt.", True),
    ("offer", "Jeg kan sætte et bookingskema op for dig på en formiddag.", True),
    ("contact", "Ring til havnefogeden. Han sender gæster videre og vil gerne have et kort at dele ud.", False),
    ("advice", "Lad være med at undskylde for prisen.", False),
)


STORY_TITLE = "Jeg lejer ud i stedet for at leje mere"
STORY = (
    "Rådet om at gøre noget andet end det, der fylder, sad fast. De store maskiner står nu hos en kollega, og jeg "
    "låner dem om fredagen. Det halve værksted er blevet til et kursuslokale, som er udlejet hver torsdag."
)


def tell_what_came(taken: SeatTaken, *, now: datetime) -> None:
    """What came of a turn in the seat, told by the member and published by the coordinator."""
    seat_story.answer(taken, came=SeatTaken.Came.GOOD, words=STORY, at=now - timedelta(days=9))
    story = seat_story.tell(taken, title=STORY_TITLE, text=STORY, at=now - timedelta(days=9))
    seat_story.publish(story, at=now - timedelta(days=8))


def add_seat_held(
    meeting: Meeting, person: Person, people: Sequence[Person], *, application: tuple[str, str]
) -> Evening:
    """The hot seat of an evening that has been, with what the room gave."""
    title, brief = application
    before = meeting.starts_at - timedelta(days=12)
    HotSeatApplication.objects.create(
        network=meeting.network,
        person=person,
        kind=HotSeatApplication.Kind.HOT_SEAT,
        title=title,
        brief=brief,
        state=HotSeatApplication.State.CHOSEN,
        openness=HotSeatApplication.Openness.MEMBERS,
        meeting=meeting,
        applied_at=before,
        chosen_at=before,
    )
    came = meeting.sign_ups.filter(checked_in_at__isnull=False, person__in=people).order_by("pk")
    held = Room(room.open_evening(meeting, at=meeting.starts_at - timedelta(minutes=20)))
    held.come_in(list(came[:10]), meeting.starts_at)
    held.go_to("welcome", meeting.starts_at)
    held.go_to("hot_seat", meeting.starts_at + timedelta(minutes=55))
    held.go_to("input", meeting.starts_at + timedelta(minutes=70))
    for number, (kind, text, named) in enumerate(GIVEN):
        at = meeting.starts_at + timedelta(minutes=71 + number)
        held.say("seat_input", at, phone=number, kind=kind, text=text, named=named)
    meet_each_other(held, meeting.starts_at + timedelta(minutes=84))
    held.go_to("networking", meeting.starts_at + timedelta(minutes=85))
    held.say("press", meeting.ends_at, kind="end")
    return held.evening
