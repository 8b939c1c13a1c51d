"""Rows of the stream: what somebody said, rounds it belongs to, and who sorts it."""

from datetime import datetime, timedelta
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice.models import Input, InputRound, Outcome, RoundQuestion, Source, Theme
from mikrovirk.voice.services.stream import About, receive
from tests import factories
from tests.factories import NOW


def round_of(place: Network, *, state: str = InputRound.State.CLOSED, **fields: Any) -> InputRound:
    """A round that was opened a month before NOW and closed a week before."""
    facts: dict[str, Any] = {
        "title": "Før efteråret 2027",
        "subject": "Hvad skal vi mødes om?",
        "body": "Hej {first_name}",
        "deadline_at": NOW - timedelta(days=7),
        "opened_at": NOW - timedelta(days=30),
        "closed_at": NOW - timedelta(days=7),
        "state": state,
    }
    return InputRound.objects.create(network=place, **{**facts, **fields})


def question(of: InputRound, text: str = "Hvad savner du?", kind: str = RoundQuestion.Kind.TEXT) -> RoundQuestion:
    return RoundQuestion.objects.create(round=of, position=of.questions.count(), kind=kind, text=text)


def said(
    place: Network,
    text: str = "Flere møder om morgenen",
    *,
    person: Person | None = None,
    name: str = "",
    at: datetime = NOW - timedelta(days=10),
    source: Source = Source.ROUND_PAGE,
    theme: Theme | None = None,
    outcome: str = "",
    words: str = "Det tager vi op.",
    round: InputRound | None = None,
    question: RoundQuestion | None = None,
    **about: Any,
) -> Input:
    """An input, anonymous unless it has a person or a name; under a theme and with an outcome if wished."""
    row = receive(
        place,
        source=source,
        text=text,
        at=at,
        person=person,
        author_name=name,
        about=About(round=round, question=question, **about),
    )
    if theme or outcome:
        row.theme, row.outcome = theme, outcome
        row.position = Input.objects.filter(theme=theme).count() if theme else 0
        if outcome:
            row.outcome_words, row.outcome_at = words, at + timedelta(days=1)
        row.save()
    return row


def theme(place: Network, name: str = "Mødetider", **fields: Any) -> Theme:
    position = Theme.objects.filter(network=place).count()
    return Theme.objects.create(**{"network": place, "name": name, "position": position, **fields})


def steering(place: Network, **fields: Any) -> User:
    return factories.role(Role.Name.STEERING, place, **fields)


def decided(row: Input, outcome: str = Outcome.TAKEN_UP, words: str = "Det tager vi op.") -> Input:
    row.outcome, row.outcome_words, row.outcome_at = outcome, words, NOW
    row.save()
    return row


def pages_of(place: Network) -> dict[str, dict[str, int | str]]:
    """For every page of the stream the keys in its address."""
    asked, read = round_of(place), round_of(place, state=InputRound.State.CONCLUDED, concluded_at=NOW)
    for each in (asked, read):
        each.conclusions.create(position=1, text="Flere kan komme om morgenen.")
    under = theme(place)
    row = said(place, theme=under, round=asked)
    other = said(place, outcome=Outcome.NOTED)
    word = row.words.create(is_from_author=True, text="Helst kl. 8")
    names: list[tuple[int, list[str]]] = [
        (under.pk, ["theme", "theme_change", "theme_merge", "theme_remove", "theme_outcome", "theme_open"]),
        (row.pk, ["input", "input_outcome"]),
        (other.pk, ["input_take_back", "input_again"]),
        (word.pk, ["word_seen"]),
        (read.pk, ["conclusions", "conclusions_pdf", "conclusions_open"]),
        (asked.pk, ["conclusion_add", "conclude"]),
    ]
    keys: dict[str, dict[str, int | str]] = {f"voice:{page}": {"pk": key} for key, pages in names for page in pages}
    for page in ("conclusion_change", "conclusion_up", "conclusion_down", "conclusion_remove"):
        keys[f"voice:{page}"] = {"pk": asked.pk, "number": 1}
    return keys | {f"voice:approve_{side}": {"pk": asked.pk, "number": 1} for side in ("office", "steering")}
