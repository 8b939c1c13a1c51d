"""What coordinators fill in for each other: what they share, what they ask, what came of what they borrowed."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.landscape.models import Shared
from mikrovirk.landscape.queries.circle import Choice, label_of

LONG = 3000


class SearchForm(forms.Form):
    """What one looks for among what the others share."""

    hide_optional = True
    q = forms.CharField(label=_("Words"), max_length=80, required=False, widget=forms.SearchInput())
    kind = forms.ChoiceField(label=_("What is it?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", _("Everything")), *Shared.Kind.choices]


class ShareForm(forms.Form):
    """Something of one's own for the others to use."""

    what = forms.ChoiceField(label=_("What do you share?"))
    note = forms.CharField(
        label=_("When is it good, and what should one know?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    speaker_agreed = forms.BooleanField(
        label=_("The speaker has said yes to being passed on with name and e-mail"),
        required=False,
        help_text=_("Only for a speaker. The other coordinator can then write to them."),
    )

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_value = {choice.value: choice for choice in choices}
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        groups = groupby(sorted(choices, key=lambda choice: Shared.Kind.values.index(choice.kind)), lambda c: c.kind)
        what.choices = [
            ("", _("Choose")),
            *((Shared.Kind(kind).label, [(each.value, label_of(each)) for each in found]) for kind, found in groups),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        choice = self.by_value.get(cleaned.get("what", ""))
        if choice and choice.kind == Shared.Kind.SPEAKER and not cleaned.get("speaker_agreed"):
            self.add_error("speaker_agreed", gettext("Ask the speaker first, and tick this when they have said yes."))
        return cleaned

    @property
    def choice(self) -> Choice:
        return self.by_value[self.cleaned_data["what"]]


class ThanksForm(forms.Form):
    """What came of what was borrowed, for both networks."""

    words = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class QuestionForm(forms.Form):
    """A question to the other coordinators."""

    subject = forms.CharField(label=_("What is it about?"), max_length=120)
    text = forms.CharField(label=_("Your question"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    """An answer to another coordinator."""

    text = forms.CharField(label=_("Your answer"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))
