"""What carried a task out, chosen or typed."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common import dates
from mikrovirk.cooperation.models import Agreement, Party, Task
from mikrovirk.cooperation.queries import reality
from mikrovirk.cooperation.queries.agreements import parties_of
from mikrovirk.ui.forms import DayInput


class CarriedForm(forms.Form):
    """One thing: a meeting, call or conference of the area, or something else with its day."""

    what = forms.ChoiceField(label=gettext_lazy("What carried it out?"), required=False)
    other = forms.CharField(
        label=gettext_lazy("Or something else"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("“The library's open evening for the newly started”"),
    )
    other_date = forms.DateField(label=gettext_lazy("Its day"), required=False, widget=DayInput)
    party = forms.ModelChoiceField(
        label=gettext_lazy("Who did it in fact?"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=gettext_lazy("Whoever holds it"),
    )

    def __init__(self, *values: Any, agreement: Agreement, now: datetime, **options: Any) -> None:
        super().__init__(*values, **options)
        self.found: dict[str, Any] = {}
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Choose")),
            (_("Meetings"), self.offer("meeting", [(row, row.starts_at) for row in reality.meetings_in(agreement, now)])),
            (_("Calls"), self.offer("call", [(row, row.opened_at) for row in reality.calls_in(agreement, now)])),
            (_("Conferences"), self.offer("conference", [(row, None) for row in reality.conferences_in(agreement, now)])),
        ]  # fmt: skip
        parties = self.fields["party"]
        assert isinstance(parties, forms.ModelChoiceField)
        parties.queryset = parties_of(agreement)

    def offer(self, kind: str, rows: list[tuple[Any, datetime | None]]) -> list[tuple[str, str]]:
        """(value, "13. januar 2027: Moms uden ondt i maven") for each, remembered for `named`."""
        offered = []
        for row, moment in rows:
            key = f"{kind}-{row.pk}"
            self.found[key] = row
            day = f"{dates.day(timezone.localdate(moment))}: " if moment else ""
            offered.append((key, f"{day}{row}"))
        return offered

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("what") and cleaned.get("other"):
            self.add_error("other", _("Choose one thing, or write another."))
        elif not cleaned.get("what"):
            if not cleaned.get("other"):
                self.add_error("what", _("Choose something, or write what it was."))
            elif not cleaned.get("other_date") and "other_date" not in self.errors:
                self.add_error("other_date", _("Say which day it was."))
        return cleaned

    @property
    def named(self) -> tuple[str, Any]:
        """("meeting", the meeting); ("", None) where something else was typed."""
        key = self.cleaned_data["what"]
        return (key.partition("-")[0], self.found[key]) if key else ("", None)


class MeetingTasksForm(forms.Form):
    """The tasks one meeting carries out."""

    tasks = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Tasks"),
        queryset=Task.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *values: Any, agreements: list[Agreement], **options: Any) -> None:
        super().__init__(*values, **options)
        field = self.fields["tasks"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Task.objects.filter(agreement__in=agreements, removed_at=None)
