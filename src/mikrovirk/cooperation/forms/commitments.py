"""What is typed about conclusions and commitments, by those who hold the conference and by owners."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.cooperation.models import Commitment, Conclusion, Conference, Task
from mikrovirk.cooperation.queries.commitments import tasks_in
from mikrovirk.cooperation.queries.conferences import networks_in, organisations_in
from mikrovirk.ui.forms import DayInput

SOMEBODY_ELSE = "else"


class ConclusionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Conclusion"),
        max_length=500,
        help_text=gettext_lazy("One sentence that everybody in the room could say."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CommitmentForm(forms.Form):
    """What is done, by whom, until when."""

    text = forms.CharField(label=gettext_lazy("What is done"), max_length=300)
    owner = forms.ChoiceField(label=gettext_lazy("Who does it"))
    owner_name = forms.CharField(
        label=gettext_lazy("Their name"), max_length=160, required=False, help_text=gettext_lazy("Of somebody else.")
    )
    owner_email = forms.EmailField(
        label=gettext_lazy("Their e-mail"),
        required=False,
        help_text=gettext_lazy(
            "They get a link to say yes, and later how it goes. Empty: the address we have of them."
        ),
    )
    due_date = forms.DateField(label=gettext_lazy("Until"), widget=DayInput())
    conclusion = forms.ModelChoiceField(
        label=gettext_lazy("Follows from"),
        queryset=Conclusion.objects.none(),
        required=False,
        empty_label=gettext_lazy("No conclusion of its own"),
    )
    task = forms.ModelChoiceField(
        label=gettext_lazy("Part of the task"),
        queryset=Task.objects.none(),
        required=False,
        empty_label=gettext_lazy("No task in the division of roles"),
    )
    was_said_there = forms.BooleanField(
        label=gettext_lazy("They said yes in the room"),
        required=False,
        help_text=gettext_lazy("Otherwise it is a promise once they say yes by their link."),
    )

    def __init__(
        self, *values: Any, conference: Conference, today: date, commitment: Commitment | None = None, **options: Any
    ) -> None:
        if commitment is not None:
            options.setdefault("initial", initial_of(commitment))
        super().__init__(*values, **options)
        self.today = today
        owners = self.fields["owner"]
        assert isinstance(owners, forms.ChoiceField)
        owners.choices = owners_in(conference.municipality_code)
        conclusions = self.fields["conclusion"]
        assert isinstance(conclusions, forms.ModelChoiceField)
        conclusions.queryset = conference.conclusions.filter(removed_at=None)
        tasks = self.fields["task"]
        assert isinstance(tasks, forms.ModelChoiceField)
        tasks.queryset = tasks_in(conference.municipality_code)
        if commitment is not None:
            del self.fields["was_said_there"]

    def clean_due_date(self) -> date:
        day: date = self.cleaned_data["due_date"]
        if day < self.today:
            raise forms.ValidationError(_("That day is past."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("owner") == SOMEBODY_ELSE and not cleaned.get("owner_name"):
            self.add_error("owner_name", _("Write who does it."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the services take."""
        cleaned = dict(self.cleaned_data)
        kind, _sep, key = cleaned.pop("owner").partition(":")
        cleaned["organisation_id"] = int(key) if kind == "organisation" else None
        cleaned["network_id"] = int(key) if kind == "network" else None
        if kind != SOMEBODY_ELSE:
            cleaned["owner_name"] = ""
        return cleaned


def owners_in(code: str) -> list[tuple[str, str]]:
    organisations = [(f"organisation:{each.pk}", each.name) for each in organisations_in(code)]
    networks = [(f"network:{each.pk}", each.name) for each in networks_in(code)]
    return [*organisations, *networks, (SOMEBODY_ELSE, _("Somebody else"))]


def initial_of(commitment: Commitment) -> dict[str, Any]:
    names = ("text", "owner_name", "owner_email", "due_date", "conclusion", "task")
    owner = SOMEBODY_ELSE
    if commitment.organisation_id:
        owner = f"organisation:{commitment.organisation_id}"
    elif commitment.network_id:
        owner = f"network:{commitment.network_id}"
    return {name: getattr(commitment, name) for name in names} | {"owner": owner}


class WordForm(forms.Form):
    """A word on how it goes; `must`: something must be said."""

    hide_optional = True

    text = forms.CharField(
        label=gettext_lazy("In a few words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *values: Any, must: bool = False, **options: Any) -> None:
        super().__init__(*values, **options)
        self.must = must

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if self.must and not text:
            raise forms.ValidationError(_("Write a few words on why."))
        return text


class MoveForm(forms.Form):
    """Another day, and why."""

    due_date = forms.DateField(label=gettext_lazy("Until"), widget=DayInput())
    text = forms.CharField(label=gettext_lazy("In a few words"), max_length=500)

    def __init__(self, *values: Any, today: date, **options: Any) -> None:
        super().__init__(*values, **options)
        self.today = today

    def clean_due_date(self) -> date:
        day: date = self.cleaned_data["due_date"]
        if day < self.today:
            raise forms.ValidationError(_("That day is past."))
        return day
