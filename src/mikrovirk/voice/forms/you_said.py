"""What is shown of a decision word for word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.voice.models import Decision, Input
from mikrovirk.voice.queries import you_said
from mikrovirk.voice.services.outcome_words import shortened

QUOTED = 280  # characters of what could be shown word for word


class QuotesForm(forms.Form):
    """Which anonymous inputs are shown word for word."""

    hide_optional = True

    quotes = forms.ModelMultipleChoiceField(
        label=_("Shown word for word"),
        queryset=Input.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At most three, and only what was said anonymously. Choose none that could tell who it was."),
    )

    def __init__(self, typed: Any = None, *, decision: Decision) -> None:
        super().__init__(typed, prefix=f"d{decision.pk}")
        field: Any = self.fields["quotes"]
        field.queryset = you_said.quotable(decision)
        field.label_from_instance = quote_in_words
        self.initial["quotes"] = [each.pk for each in decision.quotes.all()]

    def clean_quotes(self) -> list[Input]:
        chosen = list(self.cleaned_data["quotes"])
        if len(chosen) > you_said.QUOTES_AT_MOST:
            raise forms.ValidationError(_("Choose at most three."))
        return chosen


def quote_in_words(said: Input) -> str:
    return shortened(said.text, QUOTED)
