"""Formats, topics and the days kept free, as they are typed."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.days_off import DaysOff, own_date
from mikrovirk.programme.domain.school_holidays import Avoid, SchoolCalendar
from mikrovirk.programme.models import Format, Topic
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.ui.forms import DayInput

PERIOD = re.compile(r"\s*(\d{1,2})\s*(?:[-–]\s*(\d{1,2}))?\s*")


class FormatForm(forms.Form):
    """What a format is called, what it is for and what to expect. Who may come is no question: everybody."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        help_text=gettext_lazy("Short, as you say it: “1.0” or “Conference”."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    expect = forms.CharField(
        label=gettext_lazy("What you can expect tonight"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Stands on the meeting's page and in the invitation. All are welcome: we say so for you."
        ),
    )

    @classmethod
    def of(cls, shown: Format) -> "FormatForm":
        return cls(initial={"name": shown.name, "purpose": shown.purpose, "expect": shown.expect})


class TopicForm(forms.Form):
    """A topic for talks."""

    name = forms.CharField(label=gettext_lazy("Topic"), max_length=80)
    about = forms.CharField(label=gettext_lazy("In one sentence"), max_length=300, required=False)
    format = forms.ModelChoiceField(
        label=gettext_lazy("Fits the format"),
        queryset=Format.objects.none(),
        required=False,
        empty_label=gettext_lazy("Any format"),
    )
    for_the_newly_started = forms.BooleanField(
        label=gettext_lazy("Good for the newly started"),
        required=False,
        help_text=gettext_lazy("Its material stands on the first page of the toolbox."),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].queryset = meeting_queries.active_formats(network)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, topic: Topic) -> "TopicForm":
        names = ("name", "about", "format", "for_the_newly_started")
        return cls(network=topic.network, initial={name: getattr(topic, name) for name in names})


class TaskTemplateForm(forms.Form):
    """A task that every new meeting gets."""

    title = forms.CharField(label=gettext_lazy("Task"), max_length=80)
    what = forms.CharField(label=gettext_lazy("What to do"), max_length=300, required=False)


class WeeksField(forms.CharField):
    """Week numbers as one writes them: "7", "7-8" or "7, 8". Cleans to a tuple of numbers."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        weeks: list[int] = []
        for piece in filter(None, (part.strip() for part in text.split(","))):
            match = PERIOD.fullmatch(piece)
            if match is None:
                raise forms.ValidationError(_("Write week numbers, such as 7 or 7-8."))
            first, last = int(match[1]), int(match[2] or match[1])
            if not 1 <= first <= last <= 52:
                raise forms.ValidationError(_("Week numbers go from 1 to 52."))
            weeks += range(first, last + 1)
        return tuple(dict.fromkeys(weeks))


class DaysOffForm(forms.Form):
    """What new seasons go round."""

    hide_optional = True

    public_holidays = forms.BooleanField(label=gettext_lazy("Public holidays"), required=False)
    notable_days = forms.BooleanField(label=gettext_lazy("1 May, Constitution Day, 24 and 31 December"), required=False)
    school = forms.BooleanField(label=gettext_lazy("School holidays"), required=False)
    winter_weeks = WeeksField(
        label=gettext_lazy("Winter holiday, week"),
        required=False,
        help_text=gettext_lazy("Each municipality sets its own. Empty: none."),
    )
    autumn_weeks = WeeksField(label=gettext_lazy("Autumn holiday, week"), required=False)
    summer_weeks = forms.IntegerField(
        label=gettext_lazy("Summer holiday, how many weeks"),
        min_value=0,
        max_value=12,
        required=False,
        help_text=gettext_lazy("It begins on the last Saturday of June."),
    )
    easter = forms.BooleanField(label=gettext_lazy("The week before Easter"), required=False)
    christmas = forms.BooleanField(label=gettext_lazy("Christmas holiday, 20 December to 3 January"), required=False)

    @classmethod
    def of(cls, avoid: Avoid) -> "DaysOffForm":
        school = avoid.school or SchoolCalendar()
        return cls(
            initial={
                "public_holidays": avoid.public_holidays,
                "notable_days": avoid.notable_days,
                "school": avoid.school is not None,
                "winter_weeks": weeks_in_words(school.winter_weeks),
                "autumn_weeks": weeks_in_words(school.autumn_weeks),
                "summer_weeks": school.summer_weeks,
                "easter": school.easter,
                "christmas": school.christmas,
            }
        )

    def avoid(self, own: tuple[DaysOff, ...]) -> Avoid:
        """What was chosen, with the network's own days."""
        cleaned = self.cleaned_data
        school = SchoolCalendar(
            winter_weeks=cleaned["winter_weeks"],
            autumn_weeks=cleaned["autumn_weeks"],
            summer_weeks=cleaned["summer_weeks"] or 0,
            easter=cleaned["easter"],
            christmas=cleaned["christmas"],
        )
        return Avoid(
            public_holidays=cleaned["public_holidays"],
            notable_days=cleaned["notable_days"],
            school=school if cleaned["school"] else None,
            own=own,
        )


def weeks_in_words(weeks: tuple[int, ...]) -> str:
    return ", ".join(str(week) for week in weeks)


class OwnDaysForm(forms.Form):
    """Days of the network's own without meetings."""

    name = forms.CharField(
        label=gettext_lazy("What is it?"), max_length=80, help_text=gettext_lazy("Such as: The town's summer fair")
    )
    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("To and including"), widget=DayInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return cleaned

    def days(self) -> DaysOff:
        first: date = self.cleaned_data["first"]
        return own_date(first, self.cleaned_data["last"], self.cleaned_data["name"])
