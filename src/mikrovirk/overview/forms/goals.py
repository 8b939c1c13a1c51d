"""What is typed about a municipality's goals."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.definitions import Unit
from mikrovirk.overview.domain.goals import BY_HAND
from mikrovirk.overview.models import GoalActivity, GoalIndicator
from mikrovirk.overview.queries.goals import unit_of
from mikrovirk.overview.services.goals import Measured, Planned
from mikrovirk.overview.words.goals import choices
from mikrovirk.programme.models import Meeting
from mikrovirk.ui.forms import DayInput

EARLIEST = date(2007, 1, 1)  # the municipalities of today
YEARS_AHEAD = 15
IN_PERCENT = 100


class GoalForm(forms.Form):
    """A goal in words."""

    hide_optional = True

    title = forms.CharField(
        label=gettext_lazy("Goal"),
        max_length=160,
        help_text=gettext_lazy("In one sentence: “More small businesses grow out of being one person”."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why it matters"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NumberField(forms.FloatField):
    """A number as people write it: "9.000" is nine thousand in Danish, "8,5" and "8.5" are eight and a half."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})
        super().__init__(**{"localize": True, "widget": widget, **options})

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # as FloatField does
        if isinstance(value, str):
            between = "." if get_format("DECIMAL_SEPARATOR") == "," else ","
            value = re.sub(r"\s", "", value)
            if re.fullmatch(rf"-?\d{{1,3}}(\{between}\d{{3}})+([.,]\d+)?", value):
                value = value.replace(between, "")
        found: float | None = super().to_python(value)
        return found


class IndicatorForm(forms.Form):
    """What a goal is measured by. Shares are typed in percent."""

    hide_optional = True

    key = forms.ChoiceField(label=gettext_lazy("Measured by"))
    name = forms.CharField(
        label=gettext_lazy("What do you count?"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Only if you count it yourselves."),
    )
    baseline_date = forms.DateField(label=gettext_lazy("Day of the beginning"), widget=DayInput)
    baseline = NumberField(
        label=gettext_lazy("Where it began"),
        required=False,
        help_text=gettext_lazy("Leave it empty and it is counted as it was on that day. Shares in percent."),
    )
    target = NumberField(label=gettext_lazy("Where it should be"), help_text=gettext_lazy("Shares in percent."))
    target_year = forms.IntegerField(
        label=gettext_lazy("By the end of"), widget=forms.NumberInput(attrs={"class": "short"})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["key"].choices = [("", _("Choose")), *choices()]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, indicator: GoalIndicator, *, today: date) -> "IndicatorForm":
        scale = IN_PERCENT if unit_of(indicator.key) == Unit.SHARE else 1
        initial = {
            name: getattr(indicator, name)
            for name in ("key", "name", "baseline_date", "baseline", "target", "target_year")
        }
        initial |= {name: round(scale * initial[name], 4) for name in ("baseline", "target")}
        return cls(initial=initial, today=today)

    def clean_baseline_date(self) -> date:
        day: date = self.cleaned_data["baseline_date"]
        if not EARLIEST <= day <= self.today:
            raise forms.ValidationError(_("Choose a day from 2007 until today."))
        return day

    def clean_target_year(self) -> int:
        year: int = self.cleaned_data["target_year"]
        if not self.today.year <= year <= self.today.year + YEARS_AHEAD:
            raise forms.ValidationError(
                _("Choose a year from %(first)s to %(last)s.")
                % {"first": self.today.year, "last": self.today.year + YEARS_AHEAD}
            )
        return year

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("key") == BY_HAND:
            if not found.get("name"):
                self.add_error("name", _("Write what it is you count."))
            if found.get("baseline") is None and "baseline" not in self.errors:
                self.add_error("baseline", _("Write where it began: nobody else knows."))
        return found

    def measured(self, counted: float | None) -> Measured | None:
        """The indicator; `counted` stands where no beginning was typed. None, with the error beside the field, where it cannot be."""
        found = self.cleaned_data
        scale = IN_PERCENT if unit_of(found["key"]) == Unit.SHARE else 1
        typed = found["baseline"]
        baseline = counted if typed is None else typed / scale
        target = found["target"] / scale
        if baseline is None:
            self.add_error("baseline", _("It cannot be counted on that day. Write where it began."))
            return None
        if target == baseline:
            self.add_error("target", _("It is there already. Choose another number."))
            return None
        name = found["name"] if found["key"] == BY_HAND else ""
        return Measured(found["key"], baseline, found["baseline_date"], target, found["target_year"], name)


class ReadingForm(forms.Form):
    """What was counted by hand."""

    hide_optional = True

    value = NumberField(label=gettext_lazy("Value"))
    on_date = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on_date(self) -> date:
        day: date = self.cleaned_data["on_date"]
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return day


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Meetings with their day and network."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {dates.day(obj.starts_at)} ({obj.network})"


class ActivityForm(forms.Form):
    """What is done, by whom and until when."""

    hide_optional = True

    title = forms.CharField(label=gettext_lazy("What is done"), max_length=160)
    responsible = forms.CharField(
        label=gettext_lazy("Who sees to it"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("A person, an office or a network."),
    )
    due_date = forms.DateField(label=gettext_lazy("At the latest"), required=False, widget=DayInput)
    network = forms.ModelChoiceField(
        label=gettext_lazy("Which network does it with you?"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=gettext_lazy("No network"),
    )
    meeting = MeetingChoice(
        label=gettext_lazy("At which meeting?"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("At no meeting"),
    )

    def __init__(self, *args: Any, networks: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]

    def planned(self) -> Planned:
        return Planned(**self.cleaned_data)


def activity_initial(activity: GoalActivity) -> dict[str, Any]:
    names = ("title", "responsible", "network", "meeting", "due_date")
    return {name: getattr(activity, name) for name in names}


class BecauseForm(forms.Form):
    """Why something is given up."""

    hide_optional = True

    because = forms.CharField(label=gettext_lazy("Why?"), max_length=300)
