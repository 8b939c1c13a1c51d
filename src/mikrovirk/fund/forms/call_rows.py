"""The rows of a call as they are typed: parts of the pot, criteria, conditions, questions of the form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.domain.calls import QuestionKind
from mikrovirk.fund.forms.money import MoneyField
from mikrovirk.fund.models import Share
from mikrovirk.networks.services.places import DANISH_LETTERS
from mikrovirk.register.domain.municipalities import by_name, named

KEY_LENGTH = 40


class ShareForm(forms.Form):
    """A part of the pot that is kept."""

    hide_optional = True
    kind = forms.ChoiceField(label=_("Kept for a"), choices=Share.Kind)
    key = forms.CharField(
        label=_("Which"), max_length=60, help_text=_("“2027”, “Vordingborg” or the purpose in a few words.")
    )
    amount = MoneyField(label=_("Amount"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        kind, key = found.get("kind"), found.get("key", "").strip()
        if key and kind == Share.Kind.YEAR and not re.fullmatch(r"20\d\d", key, re.ASCII):
            self.add_error("key", _("Write the year with four digits."))
        if key and kind == Share.Kind.MUNICIPALITY:
            municipality = by_name(key)
            if municipality is None:
                self.add_error("key", _("There is no municipality of that name."))
            else:
                found["key"] = municipality.code
        return found

    @staticmethod
    def shown(share: Share) -> str:
        """The key as it is typed: a municipality by its name."""
        return named(share.key) if share.kind == Share.Kind.MUNICIPALITY else share.key


class CriterionForm(forms.Form):
    """What applications are scored by."""

    hide_optional = True
    name = forms.CharField(label=_("Criterion"), max_length=120)
    help = forms.CharField(label=_("What a high score takes"), max_length=300, required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=10, initial=1)


class ConditionForm(forms.Form):
    """What an application must meet."""

    hide_optional = True
    text = forms.CharField(label=_("Condition"), max_length=300)


class QuestionForm(forms.Form):
    """A question of the application form."""

    hide_optional = True
    key = forms.SlugField(required=False, max_length=KEY_LENGTH, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Question"), max_length=200)
    help = forms.CharField(label=_("Help under the question"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("How it is answered"),
        choices=[
            (QuestionKind.LONG.value, _("In some lines")),
            (QuestionKind.SHORT.value, _("In one line")),
            (QuestionKind.NUMBER.value, _("With a number")),
            (QuestionKind.YES_NO.value, _("Yes or no")),
            (QuestionKind.CHOICE.value, _("One of several")),
        ],
    )
    choices = forms.CharField(
        label=_("What one can choose"),
        required=False,
        help_text=_("One on each line, at least two."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    small = forms.BooleanField(label=_("Also asked for small sums"), required=False)

    def clean_choices(self) -> list[str]:
        lines = [" ".join(line.split())[:80] for line in str(self.cleaned_data["choices"]).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") != QuestionKind.CHOICE:
            found["choices"] = []
        elif len(found.get("choices", [])) < 2:
            self.add_error("choices", _("Write at least two to choose between, one on each line."))
        return found


def question_rows(
    rows: Iterable[Mapping[str, Any]], *, purposes: Sequence[str], purpose_key: str
) -> list[dict[str, Any]]:
    """The questions as a call keeps them. Each has a key of its own that stays; with purposes one asks which."""
    made: list[dict[str, Any]] = []
    taken = {purpose_key, *(row["key"] for row in rows if row["key"])}
    for row in rows:
        key = row["key"] if row["key"] and row["key"] not in {each["key"] for each in made} else ""
        made.append({**row, "key": key or new_key(row["label"], taken)})
        taken.add(made[-1]["key"])
    if not purposes:
        return made
    which = {
        "key": purpose_key,
        "label": gettext("Which purpose does it belong to?"),
        "help": "",
        "kind": QuestionKind.CHOICE.value,
        "choices": list(purposes),
        "required": True,
        "small": True,
    }
    return [which, *made]


def new_key(label: str, taken: set[str]) -> str:
    """A short key made of the question, that no other has."""
    stem = slugify(label.translate(DANISH_LETTERS))[: KEY_LENGTH - 4] or "q"
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
