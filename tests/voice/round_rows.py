"""Rounds of questions for tests: prepared, opened and sent, by what a coordinator does."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice.models import Ask, Input, InputRound, RoundQuestion, Source
from mikrovirk.voice.services import answering, rounds, stream
from mikrovirk.voice.services.rounds import QuestionWords, RoundWords
from tests import factories
from tests.factories import NOW

Kind = RoundQuestion.Kind
QUESTIONS = (
    QuestionWords(Kind.TEXT, "Hvad savner du?"),
    QuestionWords(Kind.CHOICE, "Hvornår passer det dig bedst?", ("Morgen", "Eftermiddag", "Aften")),
    QuestionWords(Kind.SCALE, "Hvor meget får du ud af møderne?"),
)


def karla(place: Network) -> User:
    """The coordinator who asks."""
    found = User.objects.filter(email="karla@firma.example").first()
    if found is None:
        found = factories.user("Karla Brandt", email="karla@firma.example")
        Role.objects.create(user=found, name=Role.Name.COORDINATOR, network=place, since_date=factories.TODAY)
    return found


def words(place: Network, **changes: Any) -> RoundWords:
    """What a coordinator typed; from a coordinator of the network called Karla Brandt."""
    fields: dict[str, Any] = {
        "title": "Før efteråret",
        "tone": InputRound.Tone.WARM,
        "audience": InputRound.Audience.MEMBERS,
        "subject": "Hvordan kan netværket blive bedre for dig?",
        "body": "Kære {first_name}\n\nDu er medlem, og derfor spørger jeg dig personligt.",
        "deadline_at": NOW + timedelta(days=14),
        "questions": QUESTIONS,
    }
    fields["sender"] = changes.pop("sender", None) or karla(place)
    return RoundWords(**(fields | changes))


def prepared(place: Network, *, at: datetime = NOW, **changes: Any) -> InputRound:
    typed = words(place, **changes)
    return rounds.keep_round(place, typed, by=typed.sender, at=at)


def opened(place: Network, *, at: datetime = NOW, **changes: Any) -> InputRound:
    """A round everybody of the audience is on the list of; its mail waits for approval."""
    made = prepared(place, at=at, **changes)
    rounds.open_round(made, at=at)
    return made


def sent(place: Network, *, at: datetime = NOW, **changes: Any) -> InputRound:
    """A round whose mail has left to everybody it reaches."""
    made = opened(place, at=at, **changes)
    mailing.approve(Mailing.objects.get(occasion=f"round:{made.pk}"), by=made.sender, at=at)  # type: ignore[arg-type]
    Message.objects.filter(occasion=f"round:{made.pk}").update(state=Message.State.SENT, sent_at=at)
    return made


def link(ask: Ask) -> str:
    return f"/a/{links.sign('ask', ask.pk)}/"


# --- so that every page can be opened --------------------------------------------------------------------------------

PAGES_OF_ONE_SENT = (
    *("voice:round", "voice:round_type_in", "voice:round_take_back", "voice:round_copy", "voice:round_close"),
    *("voice:round_extend", "voice:round_remind", "voice:round_missing"),
)
PAGES_OF_ONE_PREPARED = ("voice:round_edit", "voice:round_preview", "voice:round_send", "voice:round_remove")


def rows_for_pages(place: Network, person: Person) -> tuple[InputRound, InputRound, Input, Input]:
    """A round that is open, one that is prepared, what was typed in for the first, and a reply nobody is sure of."""
    now = timezone.now()
    times = {"at": now, "deadline_at": now + timedelta(days=14)}
    asked, unsent = sent(place, sender=karla_of(place), **times), prepared(place, sender=karla_of(place), **times)
    given = answering.answer_given(asked.questions.all()[0], "Kaffe")
    typed = answering.type_in(asked, given, source=Source.PAPER, at=now, name="Bo")
    about = stream.About(round=asked)
    unsure = stream.receive(
        place, source=Source.ROUND_MAIL, text="Tak", at=now, person=person, about=about, is_unsure=True
    )
    return asked, unsent, typed, unsure


def karla_of(place: Network) -> User:
    """Whoever coordinates."""
    return User.objects.filter(roles__network=place, roles__name=Role.Name.COORDINATOR)[0]


def furnish(place: Network, people: Sequence[Person], coordinator: User) -> None:
    """Rounds in every state, answered in every way, for a look at every page."""
    now = timezone.now()
    times: dict[str, Any] = {"at": now, "deadline_at": now + timedelta(days=14), "sender": coordinator}
    times["body"] = "Du er medlem, og derfor spørger jeg dig personligt."
    prepared(place, title="Ikke sendt", **times)
    opened(place, title="Venter på et ja", **times)
    asked = sent(place, title="Åben", **times)
    asks = list(asked.asks.select_related("person__user").order_by("pk"))
    questions = asked.questions.all()
    given = [
        answering.answer_given(question, text) for question, text in zip(questions, ("", "Aften", "4"), strict=True)
    ]
    answering.answer(asks[0], given, at=now)
    answering.answer_anonymously(asks[1], given, at=now)
    answering.decline(asks[2], at=now)
    for choice in ("Morgen", "Eftermiddag"):  # so that every choice is among what people wrote
        slip = answering.answer_given(questions[1], choice)
        answering.type_in(asked, slip, source=Source.PAPER, at=now, name="Kurt")
    about = stream.About(round=asked)
    stream.receive(
        place, source=Source.ROUND_MAIL, text="Kaffe", at=now, person=asks[3].person, about=about, is_unsure=True
    )
    rounds.remind(asked, at=now)
    rounds.close(sent(place, title="Lukket", **times), at=now)


def links_in_every_state(place: Network) -> list[str]:
    """The page a member answers on: not answered, answered with and without a name, declined, and too late."""
    asks = Ask.objects.filter(round__network=place).exclude(round__state="draft").order_by("round", "pk")
    return [link(ask) for ask in asks.filter(round__title="Åben")[:4]] + [
        link(ask) for ask in asks.filter(round__title="Lukket")[:1]
    ]
