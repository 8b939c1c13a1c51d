"""How members of the example region are asked and answer, whenever that was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import people_with
from mikrovirk.voice.models import Ask, InputRound, RoundQuestion
from mikrovirk.voice.services import answering, rounds
from mikrovirk.voice.services.rounds import QuestionWords, RoundWords

BODY = (
    "Hej {first_name}\n\n"
    "Inden vi lægger den nye sæson, vil vi gerne høre dig. Hvad har du fået ud af møderne, og hvad skal vi gøre anderledes?\n\n"
    "Vi læser det hele i styregruppen, og du får at vide, hvad der kommer ud af det."
)
QUESTIONS = (
    QuestionWords("text", "Hvordan kan netværket blive bedre for dig?"),
    QuestionWords("scale", "Hvor meget får du ud af møderne?"),
    QuestionWords("choice", "Hvornår passer det dig bedst?", ("Kl. 16.30", "Kl. 17.30", "Kl. 19.00")),
)


UNNAMED = (
    "Jeg synes, det er de samme, der får ordet hver gang.",
    "Det er svært at være ny. Der skal være én, der tager imod.",
)


@dataclass(frozen=True)
class Group:
    """Who does what in a network's story."""

    network: Network
    coordinator: User
    steering: Sequence[User]
    members: Sequence[Person]

    @classmethod
    def of(cls, network: Network, members: Sequence[Person]) -> "Group":
        by = people_with(network, Role.Name.COORDINATOR)[0]
        return cls(network, by, list(people_with(network, Role.Name.STEERING).order_by("pk")), members)


def ask(group: Group, title: str, *, opened_at: datetime, days: int) -> InputRound:
    """A round that was asked then, its mails long gone out."""
    words = RoundWords(
        title=title,
        tone=InputRound.Tone.WARM,
        audience=InputRound.Audience.MEMBERS,
        sender=group.coordinator,
        subject="Hvordan kan netværket blive bedre for dig?",
        body=BODY,
        deadline_at=opened_at + timedelta(days=days),
        questions=QUESTIONS,
    )
    round = rounds.keep_round(group.network, words, by=group.coordinator, at=opened_at - timedelta(days=2))
    send(rounds.open_round(round, at=opened_at), group, at=opened_at)
    return round


def send(mailing: Mailing | None, group: Group, *, at: datetime) -> None:
    """A mail that was approved and left in the past."""
    if mailing is not None:
        mailing_services.approve(mailing, by=group.coordinator, at=at)
        mailing.messages.filter(state=Message.State.QUEUED).update(state=Message.State.SENT, sent_at=at)


def answers(round: InputRound, text: str, *, rating: int) -> list[answering.Answer]:
    """Words, a number and a choice."""
    free, scale, choice = round.questions.order_by("position")
    given: list[tuple[RoundQuestion, str]] = [(free, text), (scale, str(rating)), (choice, choice.choices[rating % 3])]
    return [answering.answer_given(question, words) for question, words in given]


def answer_unnamed(round: InputRound, asks: Iterable[Ask], *, at: datetime) -> None:
    for each, text in zip(asks, UNNAMED, strict=False):
        answering.answer_anonymously(each, answers(round, text, rating=2), at=at)


def answer_numbers(round: InputRound, asks: Iterable[Ask], *, at: datetime) -> None:
    """Those who took the two taps and wrote nothing."""
    for number, each in enumerate(asks):
        answering.answer(each, answers(round, "", rating=2 + number % 4), at=at + timedelta(hours=number))
