"""The words of a round's mails: drafts to begin with in three tones, and the whole text as it goes out."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common import dates
from mikrovirk.mailing.services import in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import InputRound, RoundQuestion

PLACEHOLDERS = frozenset({"first_name"})  # what one may write in a round's own words


@dataclass(frozen=True, slots=True)
class Draft:
    """A subject and a text to begin with; %(network)s is filled in."""

    subject: str | Promise
    body: str | Promise


DRAFTS: dict[str, Draft] = {
    InputRound.Tone.WARM: Draft(
        gettext_lazy("How can the network be better for you?"),
        gettext_lazy(
            "Dear {first_name}\n\n"
            "You are in %(network)s, and so I ask you personally. We are about to lay the next meetings, and it is you who "
            "know what makes an evening worth driving for.\n\n"
            "Write just as it comes to you. Two lines are plenty, and no answer is wrong."
        ),
    ),
    InputRound.Tone.SHORT: Draft(
        gettext_lazy("Do you have two minutes?"),
        gettext_lazy(
            "Hello {first_name}\n\nWe are planning the next meetings in %(network)s. What do you think? It takes two minutes."
        ),
    ),
    InputRound.Tone.FORMAL: Draft(
        gettext_lazy("Your opinion on %(network)s"),
        gettext_lazy(
            "Dear {first_name}\n\n"
            "The steering group of %(network)s is preparing the coming season. Before anything is decided we ask all "
            "members for their opinion, and we read every single answer."
        ),
    ),
}
FIRST_QUESTIONS: tuple[str | Promise, ...] = (
    gettext_lazy("What have you got most out of?"),
    gettext_lazy("What do you miss?"),
    gettext_lazy("When and where does it suit you best to meet?"),
)


def drafted(tone: str, network: Network) -> tuple[str, str]:
    """Subject and text to begin with, in the reader's language."""
    draft, facts = DRAFTS[tone], {"network": network.name}
    return str(draft.subject) % facts, str(draft.body) % facts


def context_of(round: InputRound) -> dict[str, Any]:
    """What fills the mails of a round for all its readers: the lines between the sender's own words, in each language."""
    return {
        "network": round.network.name,
        "title": round.title,
        "asked": round.subject,
        "questions": in_each_language(lambda: "\n\n".join(question_lines(round))),
        "how": gettext_lazy(
            "Just answer this mail, as briefly or as long as you like. Or answer on a page, where you can also leave out your name:"
        ),
        "answer": gettext_lazy("Answer with two taps"),
        "promise": gettext_lazy(
            "The steering group reads everything that comes in, and you hear what comes of it. If you do not want to be asked again in this round, you can say so on the page."
        ),
    }


def own_context(round: InputRound, url: str) -> dict[str, Any]:
    """What fills it for one reader. The deadline is among it: what has been sent keeps the one it was sent with."""
    return {
        "url": url,
        "deadline": in_each_language(lambda: dates.day(round.deadline_at)),
        "until": in_each_language(lambda: until_words(round)),
    }


def until_words(round: InputRound) -> str:
    return _("I am glad to have your answer by %(day)s at the latest.") % {"day": dates.day(round.deadline_at)}


def ask_text(round: InputRound) -> str:
    """The whole mail: the sender's own words, the questions, how one answers, and what becomes of it."""
    return "\n\n".join([round.body.strip(), "{questions}", "{how}", "[{answer}]({url})", "{until} {promise}"])


def question_lines(round: InputRound) -> list[str]:
    """The questions as they stand in the mail; a single one without a number."""
    questions = list(round.questions.all())
    if len(questions) == 1:
        return [question_line(questions[0])]
    return [f"{number}. {question_line(question)}" for number, question in enumerate(questions, 1)]


def question_line(question: RoundQuestion) -> str:
    """A question, and what one may answer."""
    if question.kind == RoundQuestion.Kind.CHOICE:
        choices = " / ".join(question.choices)
        return _("%(question)s (choose one: %(choices)s)") % {"question": question.text, "choices": choices}
    if question.kind == RoundQuestion.Kind.SCALE:
        return _("%(question)s (from 1, not at all, to 5, very much)") % {"question": question.text}
    return question.text
