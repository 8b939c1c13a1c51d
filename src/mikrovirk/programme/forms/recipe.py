"""The editor of an agenda or a recipe: lines that are added, removed and moved by buttons, with or without scripts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mikrovirk.common import dates
from mikrovirk.programme.domain.agenda import (
    FilledBy,
    Kind,
    RecipeItem,
    RecipeProblem,
    RecipeProblemCode,
    problems_in,
    timed_agenda,
)
from mikrovirk.programme.models import FilledBy as FilledByWords
from mikrovirk.programme.models import ItemKind

MOST_LINES = 40
PREFIX = "line"
FIELDS = ("kind", "title", "minutes", "filled_by", "slots", "minutes_each")
NEW_LINE: dict[str, Any] = {"kind": Kind.OTHER.value, "title": "", "minutes": 15, "filled_by": FilledBy.EVERYONE.value}


class LineForm(forms.Form):
    """One line."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=ItemKind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=480)
    filled_by = forms.ChoiceField(label=gettext_lazy("Who"), choices=FilledByWords.choices)
    slots = forms.IntegerField(label=gettext_lazy("Turns"), min_value=0, max_value=20, required=False)
    minutes_each = forms.IntegerField(label=gettext_lazy("Minutes a turn"), min_value=0, max_value=120, required=False)

    def clean_title(self) -> str:
        """A line without a title is called what it is."""
        title = str(self.cleaned_data["title"]).strip()
        return title or str(ItemKind(self.cleaned_data.get("kind") or ItemKind.OTHER).label)

    def item(self) -> RecipeItem:
        cleaned = self.cleaned_data
        return RecipeItem(
            kind=Kind(cleaned["kind"]),
            minutes=cleaned["minutes"],
            title=cleaned["title"],
            filled_by=FilledBy(cleaned["filled_by"]),
            slots=cleaned["slots"] or 0,
            minutes_each=cleaned["minutes_each"] or 0,
        )


LineFormSet = forms.formset_factory(LineForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


class RecipeEditor:
    """The lines as they stand on the page: from the database, or as they were typed.

    `starts_at`: the evening's start, for the hour beside each line; None in a recipe, which tells minutes from the start.
    """

    def __init__(
        self,
        lines: Iterable[RecipeItem] = (),
        *,
        data: Mapping[str, Any] | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        self.starts_at = starts_at
        self.focus = ""
        if data is None:
            self.formset = LineFormSet(initial=[as_typed(line) for line in lines], prefix=PREFIX)
        else:
            self.formset = LineFormSet(data, prefix=PREFIX)

    @property
    def lines(self) -> list[tuple[LineForm, str]]:
        """Each line's form with when it begins, as far as the minutes can be read."""
        beginnings = self.beginnings()
        return list(zip(self.formset.forms, beginnings, strict=True))

    def is_valid(self) -> bool:
        return bool(self.formset.is_valid()) and not any(problem.blocking for problem in self.problems())

    def recipe(self) -> tuple[RecipeItem, ...]:
        """The lines as typed; only for a valid formset."""
        return tuple(form.item() for form in self.formset.forms)

    def problems(self) -> tuple[RecipeProblem, ...]:
        return problems_in(self.readable())

    def problems_in_words(self) -> list[tuple[str, bool]]:
        """What is wrong or unusual, in words, and whether it must be mended."""
        return [(problem_in_words(problem), problem.blocking) for problem in self.problems()]

    def readable(self) -> tuple[RecipeItem, ...]:
        """The lines with what can be read of them, for the hours and the advice while one types."""
        return tuple(readable_line(values) for values in self.values())

    def values(self) -> list[dict[str, Any]]:
        if self.formset.is_bound:
            return [{name: form[name].value() for name in FIELDS} for form in self.formset.forms]
        return [dict(form.initial) for form in self.formset.forms]

    def beginnings(self) -> list[str]:
        items = self.readable()
        if self.starts_at is not None:
            return [dates.hour(item.starts_at) for item in timed_agenda(items, self.starts_at).items]
        passed, words = 0, []
        for item in items:
            words.append(ngettext("%(count)s min", "%(count)s min", passed) % {"count": passed})
            passed += item.minutes
        return words

    def length_in_words(self) -> str:
        """How long it all takes, or when it ends."""
        items = self.readable()
        minutes = sum(item.minutes for item in items)
        if self.starts_at is not None:
            return _("Ends at %(hour)s") % {"hour": dates.hour(timed_agenda(items, self.starts_at).ends_at)}
        hours, rest = divmod(minutes, 60)
        return _("Lasts %(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}

    def rearrange(self, action: str) -> None:
        """Do what a button says ("add", "up:2", "down:0", "remove:3") to the lines as typed; nothing is saved."""
        rows = self.values()
        verb, _colon, place = action.partition(":")
        index = int(place) if place.isdecimal() else -1
        moved = rearranged(rows, verb, index)
        initial = [{name: value for name, value in row.items() if value not in (None, "")} for row in rows]
        self.formset = LineFormSet(initial=initial, prefix=PREFIX)
        if moved is not None:
            self.focus = f"id_{PREFIX}-{moved}-title"


def rearranged(rows: list[dict[str, Any]], verb: str, index: int) -> int | None:
    """Change `rows` in place; return the line to go on with."""
    if verb == "add" and len(rows) < MOST_LINES:
        # Free networking rounds the evening off, so a new line comes before it.
        last = len(rows) - 1 if rows and rows[-1].get("kind") == Kind.NETWORKING.value else len(rows)
        rows.insert(last, dict(NEW_LINE))
        return last
    if not 0 <= index < len(rows):
        return None
    if verb == "remove":
        del rows[index]
        return min(index, len(rows) - 1) if rows else None
    target = {"up": index - 1, "down": index + 1}.get(verb, index)
    if 0 <= target < len(rows):
        rows[index], rows[target] = rows[target], rows[index]
        return target
    return index


def as_typed(line: RecipeItem) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "title": line.title,
        "minutes": line.minutes,
        "filled_by": line.filled_by.value,
        "slots": line.slots or None,
        "minutes_each": line.minutes_each or None,
    }


def readable_line(values: Mapping[str, Any]) -> RecipeItem:
    kind = values.get("kind")
    return RecipeItem(
        kind=Kind(kind) if kind in ItemKind.values else Kind.OTHER,
        minutes=number_in(values.get("minutes")),
        slots=number_in(values.get("slots")),
        minutes_each=number_in(values.get("minutes_each")),
    )


def number_in(value: Any) -> int:
    text = str(value or "")
    return min(int(text), 480) if text.isdecimal() and len(text) < 6 else 0


WORDS = {
    RecipeProblemCode.EMPTY: gettext_lazy("There is nothing in it yet. Add the first line."),
    RecipeProblemCode.TOO_LONG: gettext_lazy("It lasts more than eight hours. Make some lines shorter."),
    RecipeProblemCode.NO_TALK: gettext_lazy("There is no talk. Every meeting usually starts from a professional talk."),
    RecipeProblemCode.NO_NETWORKING: gettext_lazy(
        "There is no free networking. Meetings are usually rounded off with time to network freely."
    ),
    RecipeProblemCode.NETWORKING_NOT_LAST: gettext_lazy(
        "Free networking is not the last line. It usually rounds the evening off."
    ),
}
WORDS_OF_A_LINE = {
    RecipeProblemCode.NO_MINUTES: gettext_lazy("Line %(number)s has no minutes."),
    RecipeProblemCode.TOO_SHORT_FOR_TURNS: gettext_lazy(
        "Line %(number)s is too short for its turns. Give it more minutes, or fewer turns."
    ),
}


def problem_in_words(problem: RecipeProblem) -> str:
    """What is wrong, and what to do about it."""
    if problem.code in WORDS_OF_A_LINE:
        return str(WORDS_OF_A_LINE[problem.code]) % {"number": problem.item}
    return str(WORDS[problem.code])
