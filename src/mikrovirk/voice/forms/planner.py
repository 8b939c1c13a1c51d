"""What is wished of a season, what of it is fixed already, and one of its meetings changed by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mikrovirk.programme.domain.rhythms import Nth
from mikrovirk.programme.models import Format
from mikrovirk.ui.forms import ClockInput, DayInput
from mikrovirk.voice.domain.season_dates import Pace
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.forms.planner_inputs import MOST_MEETINGS, WEEKDAY_CHOICES

PACES = [
    ("months:1", gettext_lazy("every month")),
    ("months:2", gettext_lazy("every other month")),
    ("months:3", gettext_lazy("every third month")),
    ("weeks:1", gettext_lazy("every week")),
    ("weeks:2", gettext_lazy("every other week")),
    ("weeks:3", gettext_lazy("every third week")),
    ("weeks:4", gettext_lazy("every fourth week")),
]
NTHS = [
    ("", gettext_lazy("any of the month")),
    (Nth.FIRST.value, pgettext_lazy("of the month", "first")),
    (Nth.SECOND.value, pgettext_lazy("of the month", "second")),
    (Nth.THIRD.value, pgettext_lazy("of the month", "third")),
    (Nth.FOURTH.value, pgettext_lazy("of the month", "fourth")),
    (Nth.LAST.value, pgettext_lazy("of the month", "last")),
]


class SeasonPlanForm(forms.Form):
    """From when to when, how often, where, what to go round, and whose turn it is."""

    hide_optional = True

    first_date = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last_date = forms.DateField(
        label=gettext_lazy("To, or say how many meetings"),
        widget=DayInput,
        required=False,
    )
    count = forms.IntegerField(
        label=gettext_lazy("How many meetings?"), min_value=1, max_value=MOST_MEETINGS, required=False
    )
    pace = forms.ChoiceField(label=gettext_lazy("How often?"), choices=PACES)
    nth = forms.ChoiceField(label=gettext_lazy("Which of the weekdays?"), choices=NTHS, required=False)
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Weekdays"), choices=WEEKDAY_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    hour = forms.TimeField(label=gettext_lazy("Starts at"), widget=ClockInput)
    formats = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Formats in turn"), queryset=Format.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    first_format = forms.ModelChoiceField(
        label=gettext_lazy("Begin with"), queryset=Format.objects.none(), required=False, empty_label=None
    )
    least_days = forms.IntegerField(
        label=gettext_lazy("Days between meetings, at least"), min_value=1, max_value=366, required=False
    )
    most_days = forms.IntegerField(
        label=gettext_lazy("Days between meetings, at most"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=gettext_lazy("Empty: what fits how often you meet"),
    )
    every_area = forms.BooleanField(label=gettext_lazy("Every part of the municipality has a meeting"), required=False)
    same_area_at_most = forms.IntegerField(
        label=gettext_lazy("Meetings in one part of the municipality, at most"),
        min_value=1,
        max_value=MOST_MEETINGS,
        required=False,
    )
    avoid_holidays = forms.BooleanField(
        label=gettext_lazy("Go round public holidays, school holidays and our weeks without meetings"), required=False
    )
    avoid_others = forms.BooleanField(
        label=gettext_lazy("Go round what other networks in the municipality hold"), required=False
    )
    introductions = forms.BooleanField(
        label=gettext_lazy("3 × 3 minutes for those who have not introduced themselves"), required=False
    )
    hot_seat = forms.BooleanField(label=gettext_lazy("The hot seat for those who have waited longest"), required=False)
    open_speakers = forms.BooleanField(
        label=gettext_lazy("A topic nobody speaks on yet may have a meeting; we find somebody"), required=False
    )
    name = forms.CharField(label=gettext_lazy("Name of the season"), max_length=80, required=False)

    def __init__(self, *args: Any, formats: Sequence[Format], parts: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_formats = list(formats)
        ids = [found.pk for found in formats]
        for name in ("formats", "first_format"):
            self.fields[name].queryset = Format.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        for part in ("introductions", "hot_seat"):
            if part not in parts:
                del self.fields[part]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_date"), cleaned.get("last_date")
        if not last and not cleaned.get("count") and not {"last_date", "count"} & set(self.errors):
            self.add_error("count", _("Say how many meetings there are to be, or until when."))
        if first and last and last < first:
            self.add_error("last_date", _("The season ends before it starts."))
        least, most = cleaned.get("least_days"), cleaned.get("most_days")
        if bool(least) != bool(most):
            self.add_error("most_days", _("Fill in both, or neither."))
        elif least and most and most < least:
            self.add_error("most_days", _("That is less than the least."))
        return cleaned

    def formats_in_turn(self) -> tuple[str, ...]:
        """The keys of the chosen formats in their order, beginning with the one that was asked for."""
        chosen = {found.pk for found in self.cleaned_data["formats"]}
        in_order = [found for found in self.all_formats if found.pk in chosen]
        first = self.cleaned_data["first_format"]
        place = in_order.index(first) if first in in_order else 0
        return tuple(found.key for found in [*in_order[place:], *in_order[:place]])

    def wishes(self, fixed: Mapping[int, Mapping[str, Any]]) -> SeasonWishes:
        """The answers as the planner reads them."""
        cleaned = self.cleaned_data
        pace = Pace.from_plain(cleaned["pace"])
        between = (cleaned["least_days"], cleaned["most_days"]) if cleaned["least_days"] else None
        return SeasonWishes(
            first_date=cleaned["first_date"],
            last_date=cleaned["last_date"],
            count=cleaned["count"] or MOST_MEETINGS,
            pace=pace,
            nth=Nth(cleaned["nth"]) if cleaned["nth"] and pace.months else None,
            weekdays=tuple(int(day) for day in cleaned["weekdays"]),
            formats=self.formats_in_turn(),
            hour=cleaned["hour"],
            days_between=between,
            same_area_at_most=cleaned["same_area_at_most"],
            every_area=cleaned["every_area"],
            avoid_holidays=cleaned["avoid_holidays"],
            avoid_others=cleaned["avoid_others"],
            introductions=bool(cleaned.get("introductions")),
            hot_seat=bool(cleaned.get("hot_seat")),
            open_speakers=cleaned["open_speakers"],
            fixed=fixed,
        )


def answers_of(wishes: SeasonWishes, formats: Sequence[Format], *, name: str) -> dict[str, Any]:
    """The form filled in as it was for an earlier run, what was fixed included."""
    by_key = {found.key: found.pk for found in formats}
    chosen = [by_key[key] for key in wishes.formats if key in by_key]
    least, most = wishes.days_between or ("", "")
    answers: dict[str, Any] = {
        "first_date": wishes.first_date.isoformat(),
        "last_date": wishes.last_date.isoformat() if wishes.last_date else "",
        "count": "" if wishes.count == MOST_MEETINGS and wishes.last_date else wishes.count or "",
        "pace": wishes.pace.as_plain(),
        "nth": wishes.nth.value if wishes.nth else "",
        "weekdays": [str(day) for day in wishes.weekdays],
        "hour": wishes.hour.isoformat("minutes"),
        "formats": chosen,
        "first_format": chosen[0] if chosen else "",
        "least_days": least,
        "most_days": most,
        "same_area_at_most": wishes.same_area_at_most or "",
        "name": name,
    }
    for flag in ("every_area", "avoid_holidays", "avoid_others", "introductions", "hot_seat", "open_speakers"):
        if getattr(wishes, flag):
            answers[flag] = "on"
    for number, agreed in wishes.fixed.items():
        answers |= {f"fixed-{number}-{what}": value for what, value in agreed.items() if value}
    return answers


# --- what is fixed ---------------------------------------------------------------------------------------------------


class FixedForm(forms.Form):
    """What is agreed of one meeting already. Everything may be left open."""

    hide_optional = True

    date = forms.DateField(label=gettext_lazy("Date"), widget=DayInput, required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    speaker = forms.ChoiceField(label=gettext_lazy("Speaker"), required=False)
    venue = forms.ChoiceField(label=gettext_lazy("Venue"), required=False)

    def __init__(self, *args: Any, choices: Mapping[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", _("Left open")), *found]

    def agreed(self) -> dict[str, Any]:
        """Only what was filled in, as plain values."""
        cleaned = self.cleaned_data
        made: dict[str, Any] = {what: int(cleaned[what]) for what in ("topic", "speaker", "venue") if cleaned.get(what)}
        if cleaned.get("date"):
            made["date"] = cleaned["date"].isoformat()
        return made


# --- one meeting by hand ---------------------------------------------------------------------------------------------


class PlannedMeetingForm(forms.Form):
    """One meeting of a plan, changed by hand. Ids are those of the file."""

    hide_optional = True

    date = forms.DateField(label=gettext_lazy("Date"), widget=DayInput)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"))
    speaker = forms.ChoiceField(label=gettext_lazy("Speaker"))
    venue = forms.ChoiceField(label=gettext_lazy("Venue"))
    hot_seat = forms.MultipleChoiceField(
        label=gettext_lazy("The hot seat"), required=False, widget=forms.CheckboxSelectMultiple
    )
    newest = forms.MultipleChoiceField(
        label=gettext_lazy("3 × 3 minutes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    anyway = forms.BooleanField(label=gettext_lazy("I know, and want it all the same"), required=False)

    def __init__(self, *args: Any, choices: Mapping[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topic", "speaker", "venue", "hot_seat", "newest"):
            field: Any = self.fields[name]
            field.choices = choices[name]
        for name in ("hot_seat", "newest"):
            if not choices[name]:
                del self.fields[name]
