"""Several small forms of one kind on a page: criteria, questions, parts of a pot. Works without scripts.

Every button posts the whole page; `do` says which row it is about: "criteria:add", "criteria:up-2", "criteria:remove-0".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property

Typed = Mapping[str, Any]


class RowForms:
    """The rows of one kind as they stand on the page. A row with nothing in it counts as none."""

    def __init__(
        self, form: type[forms.Form], name: str, typed: Sequence[Typed], *, at_most: int, bound: bool = False
    ) -> None:
        self.form, self.name, self.at_most, self.bound = form, name, at_most, bound
        filled = [row for row in typed if not bound or is_filled(form, row)]
        self.forms = [self.row_form(number, row) for number, row in enumerate(filled)]

    @classmethod
    def posted(cls, form: type[forms.Form], name: str, post: Mapping[str, str], *, at_most: int, do: str) -> "RowForms":
        """What was typed, after what the pressed button does; checked when the page is saved."""
        typed = typed_rows(form, name, post, at_most=at_most)
        kind, _colon, action = do.partition(":")
        if kind == name:
            typed = after(action, typed, at_most=at_most)
        return cls(form, name, typed, at_most=at_most, bound=do.startswith("save"))

    def row_form(self, number: int, row: Typed) -> forms.Form:
        prefix = f"{self.name}{number}"
        if not self.bound:
            return self.form(initial=dict(row), prefix=prefix)
        return self.form({f"{prefix}-{field}": value for field, value in row.items() if value}, prefix=prefix)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]  # each says what is wrong with it
        return all(valid)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms]

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= self.at_most

    @cached_property
    def count(self) -> int:
        return len(self.forms)


def typed_rows(form: type[forms.Form], name: str, post: Mapping[str, str], *, at_most: int) -> list[dict[str, Any]]:
    """What stands in the fields of the rows, in order; a box that is not ticked is empty."""
    count = post.get(f"{name}-count", "0")
    there = min(int(count), at_most) if count.isascii() and count.isdecimal() else 0
    return [{field: post.get(f"{name}{number}-{field}", "") for field in form.base_fields} for number in range(there)]


def is_filled(form: type[forms.Form], row: Typed) -> bool:
    """Whether somebody typed something: what is chosen from a list from the start does not count."""
    typed = [name for name, field in form.base_fields.items() if not isinstance(field, forms.ChoiceField)]
    return any(str(row.get(name, "")).strip() for name in typed if not form.base_fields[name].initial)


def after(action: str, typed: list[dict[str, Any]], *, at_most: int) -> list[dict[str, Any]]:
    """The rows after "add", "up-2", "down-0" or "remove-1"."""
    if action == "add":
        return typed if len(typed) >= at_most else [*typed, {}]
    word, _dash, place = action.partition("-")
    number = int(place) if place.isascii() and place.isdecimal() else len(typed)
    if number >= len(typed):
        return typed
    rest = typed[:number] + typed[number + 1 :]
    if word == "remove":
        return rest
    target = min(max(number + {"up": -1, "down": 1}.get(word, 0), 0), len(rest))
    return [*rest[:target], typed[number], *rest[target:]]
