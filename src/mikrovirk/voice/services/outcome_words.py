"""What is said about an outcome: the draft to begin with, and how it reads to the author."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.voice.models import Input, Outcome, RoundQuestion

QUOTED = 600  # characters of an input in a mail
LONGEST = 500  # characters of what an author is told
OPEN_END = "…"  # where the "because" must still be written

LABELS: dict[str, str | Promise] = {
    Outcome.TAKEN_UP: gettext_lazy("Taken up"),
    Outcome.MERGED: gettext_lazy("Put together with others"),
    Outcome.LATER: gettext_lazy("Later"),
    Outcome.NO: gettext_lazy("Not this time"),
    Outcome.NOTED: gettext_lazy("Noted"),
}
DRAFTS: dict[str, str | Promise] = {
    Outcome.TAKEN_UP: gettext_lazy("Thank you for the idea. We take it up, and you will hear when it happens."),
    Outcome.MERGED: gettext_lazy("Thank you. Several have written about the same, so we have put it together."),
    Outcome.LATER: gettext_lazy(
        "Thank you for the idea. We cannot manage it just now, but it is kept and we will look at it again."
    ),
    Outcome.NO: gettext_lazy("Thank you for the idea. We will not do it this time, because …"),
    Outcome.NOTED: gettext_lazy("Thank you for telling us. We have read it and noted it."),
}


def lacks_because(outcome: str, words: str) -> bool:
    """A no without its reason, or with the draft's open end."""
    return outcome == Outcome.NO and (not words.strip() or words.rstrip(" .").endswith(OPEN_END))


def cut(text: str) -> str:
    """As much of it as an author can be told, without the open end that asks for a reason."""
    return Truncator(text).chars(LONGEST, truncate=" (…)")


def as_told(rows: Iterable[Input]) -> str:
    """All that somebody said, each with what came of it, as a mail tells it in the active language."""
    return "\n\n".join(f"{said(row)}\n{came_of_it(row)}" for row in rows)


def said(row: Input) -> str:
    quote = shortened(row.text, QUOTED)
    if row.question and row.question.kind != RoundQuestion.Kind.TEXT:
        return _("To “%(question)s” you answered: %(quote)s") % {"question": row.question.text, "quote": quote}
    if row.question:
        return _("To “%(question)s” you wrote: “%(quote)s”") % {"question": row.question.text, "quote": quote}
    return _("You wrote: “%(quote)s”") % {"quote": quote}


def shortened(text: str, most: int) -> str:
    """In one line, cut between two words where it is longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + " …"


def came_of_it(row: Input) -> str:
    return f"{LABELS[row.outcome]}: {row.outcome_words}"
