"""What is typed about topics: a suggestion, a merge, a word when one is put away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.programme.models import Topic


class SuggestForm(forms.Form):
    """A topic in one line."""

    name = forms.CharField(
        label=_("What would you like to hear about?"),
        max_length=80,
        help_text=_("In one line, such as: My first employee"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MergeForm(forms.Form):
    """Which topic this one is the same as."""

    into = forms.ModelChoiceField(
        label=_("It is the same as"), queryset=Topic.objects.none(), empty_label=_("Choose a topic")
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Topic.objects.filter(network=topic.network_id, is_active=True).exclude(pk=topic.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class PutAwayForm(forms.Form):
    """A word to those who suggested it."""

    word = forms.CharField(
        label=_("A word to those who suggested it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why not just now? They can read it beside their suggestion."),
    )
