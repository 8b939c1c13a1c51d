"""What was written and said: mails that left and one that waits, an input round, themes, and the steering group's year."""

from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from benchmarks.region.evenings import HELD
from benchmarks.region.people import Place
from benchmarks.region.rows import Rows
from mikrovirk.health.domain.definitions import VERSION
from mikrovirk.health.models import Snapshot
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.voice.models import (
    AgendaPoint,
    Ask,
    Decision,
    Input,
    InputRound,
    Outcome,
    RoundQuestion,
    Source,
    SteeringMeeting,
    Theme,
)

MAILINGS = 2  # that left, to every member
ANSWERS = 20  # to the round, of everybody asked
UNSORTED = 5  # of the answers
THEMES, DECISIONS = 3, 3
KIND = "programme.invitation"
TEXTS = (
    "Flere aftener om priser og tilbud, gerne med eksempler fra os selv.",
    "Kunne vi mødes en morgen en gang imellem? Om aftenen har jeg børn.",
    "Hjælp til at finde en revisor, der gider de helt små.",
    "Mere tid til at tale sammen efter oplægget.",
)


class Said:
    """The tables of mail, voice and health."""

    def __init__(self, now: datetime, measures: dict[str, Any]) -> None:
        self.now = now
        self.mailings = Rows(
            Mailing,
            *("network_id", "occasion", "state", "due_at", "approved_at", "expires_at"),
            kind=KIND,
            subject="Kom til det næste møde",
            body="Vi ses.",
            created_at=now,
        )
        fields = ("mailing_id", "user_id", "occasion", "due_at", "state", "message_id", "sent_at")
        self.messages = Rows(Message, *fields, kind=KIND)
        self.rounds = Rows(
            InputRound,
            *("network_id", "sender_id", "deadline_at", "opened_at", "closed_at"),
            title="Før sæsonen",
            subject="Hvad skal vi bruge hinanden til?",
            body="Hej {first_name}",
            state=InputRound.State.CLOSED,
            reminded_at=now - timedelta(days=35),
            created_at=now - timedelta(days=45),
        )
        self.questions = Rows(RoundQuestion, "round_id", position=1, text="Hvad skal vi tage op?")
        self.asks = Rows(Ask, "round_id", "person_id", "answered_at", asked_at=now - timedelta(days=40))
        self.themes = Rows(Theme, "network_id", "round_id", "name", "position", created_at=now)
        of_input = ("network_id", "text", "person_id", "round_id", "question_id", "theme_id", "position", "outcome")
        self.inputs = Rows(
            Input, *of_input, "outcome_at", "told_at", source=Source.ROUND_PAGE, at=now - timedelta(days=38)
        )
        self.steering = Rows(SteeringMeeting, "network_id", "starts_at", "closed_at", place="Biblioteket")
        self.points = Rows(AgendaPoint, "meeting_id", "position", "title")
        self.decisions = Rows(
            Decision, "network_id", "title", "steering_meeting_id", "decided_at", reason="Flere har ønsket det."
        )
        self.snapshots = Rows(Snapshot, "network_id", "on_date", "made_at", version=VERSION, measures=measures)

    def tables(self) -> tuple[Rows, ...]:
        return tuple(each for each in vars(self).values() if isinstance(each, Rows))

    def add(self, place: Place, meetings: list[int]) -> None:
        self.add_mails(place, meetings)
        self.add_round(place)
        self.add_steering(place)
        for weeks in range(4):
            made_at = self.now - timedelta(weeks=weeks)
            self.snapshots.add(place.pk, made_at.date(), made_at)

    def add_mails(self, place: Place, meetings: list[int]) -> None:
        """Invitations to the latest meetings left; the one to the next waits for the coordinator."""
        for meeting in meetings[HELD - MAILINGS : HELD + 1]:
            left = meeting != meetings[HELD]
            at = self.now - timedelta(days=20 + 30 * (meetings[HELD] - meeting)) if left else self.now
            state = Mailing.State.APPROVED if left else Mailing.State.DRAFT
            occasion = f"meeting:{meeting}"
            expires_at = at + timedelta(days=28)
            mailing = self.mailings.add(place.pk, occasion, state, at, at if left else None, expires_at)
            each = Message.State.SENT if left else Message.State.DRAFT
            for user in place.users:
                name = f"<{meeting}.{user}@region.example>"
                self.messages.add(mailing, user, occasion, at, each, name, at if left else None)

    def add_round(self, place: Place) -> None:
        """A round that is over, its answers sorted into themes but for a few."""
        opened_at, closed_at = self.now - timedelta(days=40), self.now - timedelta(days=30)
        asked = self.rounds.add(place.pk, place.coordinator, closed_at, opened_at, closed_at)
        question = self.questions.add(asked)
        names = ("Priser og tilbud", "Tid til hinanden", "Nye på listen")[:THEMES]
        themes = [self.themes.add(place.pk, asked, name, position) for position, name in enumerate(names)]
        for number, person in enumerate(place.people):
            answered = number < ANSWERS
            self.asks.add(asked, person, closed_at if answered else None)
            if answered:
                theme = themes[number % THEMES] if number >= UNSORTED else None
                outcome = Outcome.NOTED if number >= UNSORTED and number % THEMES == 0 else ""
                at = closed_at if outcome else None
                text = TEXTS[number % len(TEXTS)]
                self.inputs.add(place.pk, text, person, asked, question, theme, number, outcome, at, at)

    def add_steering(self, place: Place) -> None:
        """A meeting with its decisions, and one to come."""
        then = self.now - timedelta(days=25)
        held = self.steering.add(place.pk, then, then + timedelta(days=1))
        ahead = self.steering.add(place.pk, self.now + timedelta(days=14), None)
        for meeting, (position, title) in zip(cycle((held, ahead)), enumerate(("Sæsonen", "Økonomi"), 1), strict=False):
            self.points.add(meeting, position, title)
        for number in range(DECISIONS):
            self.decisions.add(place.pk, f"Vi prøver et morgenmøde ({number + 1})", held, then)
