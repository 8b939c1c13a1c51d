"""What is typed when a round is concluded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.voice.models import Conclusion, InputRound, Theme
from mikrovirk.voice.queries import conclusions as queries


class ConclusionForm(forms.Form):
    """One conclusion and the themes behind it."""

    text = forms.CharField(
        label=_("Conclusion"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences that somebody who was not there understands."),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes behind it"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, round: InputRound, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["themes"].queryset = queries.themes_for(round)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, conclusion: Conclusion) -> "ConclusionForm":
        chosen = [theme.pk for theme in conclusion.themes.all()]
        return cls(round=conclusion.round, initial={"text": conclusion.text, "themes": chosen})
