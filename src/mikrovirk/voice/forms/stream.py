"""What is typed on the board and on the pages of themes and inputs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Decision, Input, InputRound, Outcome, Source, Theme
from mikrovirk.voice.queries import stream as queries
from mikrovirk.voice.queries.stream import Wanted
from mikrovirk.voice.services.outcome_words import DRAFTS, lacks_because, shortened

WORDS_LENGTH = 500
SHOWN_OF_INPUT = 90  # characters, in a list to choose from
NEEDS_BECAUSE = _("Write why: whoever suggested it would like to know.")


class BoardFilter(forms.Form):
    """What of the stream is shown. Wrong choices in the address are taken as none."""

    hide_optional = True
    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            (queries.UNSORTED, _("Not yet sorted")),
            (queries.WAITING, _("Without an outcome")),
            (queries.DONE, _("With an outcome")),
            (queries.EVERYTHING, _("Everything")),
        ],
    )
    source = forms.ChoiceField(
        label=_("Where it came from"), required=False, choices=[("", _("From everywhere")), *Source.choices]
    )
    round = forms.ModelChoiceField(
        label=_("Input round"), required=False, queryset=InputRound.objects.none(), empty_label=_("All rounds")
    )
    meeting = forms.TypedChoiceField(label=_("Meeting"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["round"].queryset = queries.rounds_said_in(network)  # type: ignore[attr-defined]
        meetings = queries.meetings_said_about(network)  # most evenings are called the same
        said = [(meeting.pk, f"{dates.day(meeting.starts_at)}: {meeting.title}") for meeting in meetings]
        self.fields["meeting"].choices = [("", _("All meetings")), *said]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        values = self.cleaned_data
        round = values.get("round")
        return Wanted(
            words=values.get("q", ""),
            source=values.get("source", ""),
            round=round.pk if round else None,
            meeting=values.get("meeting"),
            show=values.get("show") or queries.UNSORTED,
        )


class ThemeForm(forms.Form):
    """The name of a theme and what it is about."""

    name = forms.CharField(label=_("Theme"), max_length=120)
    about = forms.CharField(label=_("In one sentence"), max_length=300, required=False)
    round = forms.ModelChoiceField(
        label=_("Input round"),
        required=False,
        queryset=InputRound.objects.none(),
        empty_label=_("No round in particular"),
    )

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["round"].queryset = queries.rounds_said_in(network)  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """The theme that another becomes part of."""

    into = forms.ModelChoiceField(
        label=_("Becomes part of"), queryset=Theme.objects.none(), empty_label=_("Choose a theme")
    )

    def __init__(self, *args: Any, theme: Theme, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Theme.objects.filter(network=theme.network_id, closed_at=None).exclude(pk=theme.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """An outcome and the words to the author; empty words are the draft's, but a no says why."""

    outcome = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect(attrs={"class": "tiles", "data-outcome": ""}),
    )
    words = forms.CharField(
        label=_("What we say to them"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-outcome-words": ""}),
        help_text=_("Empty: the draft for this outcome is used. They get it by mail once you approve it."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "outcome" in values and lacks_because(values["outcome"], values.get("words", "")):
            self.add_error("words", NEEDS_BECAUSE)
        return values

    @property
    def drafts(self) -> dict[str, str]:
        """The draft of each outcome, for the page's script."""
        return {key: str(text) for key, text in DRAFTS.items()}


class OutcomeForm(WordsForm):
    """The outcome of one input."""

    merged_into = forms.TypedChoiceField(
        label=_("Put together with"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("For “Merged with another”."),
    )
    decision = forms.ModelChoiceField(
        label=_("It rests on the decision"), required=False, queryset=Decision.objects.none(), empty_label=_("None")
    )
    field_order = ("outcome", "merged_into", "words", "decision")

    def __init__(self, *args: Any, row: Input, near: list[Input], **options: Any) -> None:
        super().__init__(*args, **options)
        decisions = Decision.objects.filter(network=row.network_id, withdrawn_at=None)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        same = Input.objects.filter(theme=row.theme_id, erased_at=None).exclude(pk=row.pk) if row.theme_id else ()
        others = {one.pk: one for one in [*near, *(list(same[:50]) if same else [])] if one.outcome != Outcome.MERGED}
        if row.merged_into:
            others.setdefault(row.merged_into.pk, row.merged_into)
        choices = [(one.pk, shortened(one.text, SHOWN_OF_INPUT)) for one in others.values()]
        self.fields["merged_into"].choices = [("", _("Choose an input")), *choices]  # type: ignore[attr-defined]
        self.others = others

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("outcome") == Outcome.MERGED and not values.get("merged_into"):
            self.add_error("merged_into", _("Say which input it is put together with."))
        return values


class ThemeOutcomeForm(WordsForm):
    """One outcome for all inputs of a theme."""

    decision = forms.ModelChoiceField(
        label=_("It rests on the decision"), required=False, queryset=Decision.objects.none(), empty_label=_("None")
    )
    also_decided = forms.BooleanField(label=_("Also those that have an outcome of their own"), required=False)
    stays = forms.BooleanField(label=_("Keep the theme on the wall"), required=False)

    def __init__(self, *args: Any, theme: Theme, **options: Any) -> None:
        super().__init__(*args, **options)
        decisions = Decision.objects.filter(network=theme.network_id, withdrawn_at=None)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            choice for choice in Outcome.choices if choice[0] != Outcome.MERGED
        ]


class ReceiptWordForm(forms.Form):
    """A word more from whoever wrote an input anonymously."""

    text = forms.CharField(
        label=_("A word more"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Still without your name. The steering group reads it."),
    )
