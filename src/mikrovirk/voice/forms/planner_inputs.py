"""What the season planner is told: speakers with their topics and days, venues with theirs."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic
from mikrovirk.ui.forms import DayInput
from mikrovirk.voice.models import Speaker
from mikrovirk.voice.queries.planner_inputs import Place, supported_topics

MOST_MEETINGS = 24  # of a season
LONGEST_AWAY = 400  # days
WEEKDAY_CHOICES = [(str(number), name) for number, name in WEEKDAYS.items()]


class TopicChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic to mypy only
    """Topics with how many would come for each."""

    def label_from_instance(self, obj: Any) -> str:
        return with_support(obj)


def with_support(topic: Topic) -> str:
    """ "Moms · 23 vil komme"."""
    count: int = topic.supporters  # type: ignore[attr-defined]  # annotated
    if not count:
        return topic.name
    return _("%(topic)s · %(count)s would come") % {"topic": topic.name, "count": count}


class SpeakerForm(forms.Form):
    """Who can speak, on what, and how often."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    speaks_from = forms.CharField(
        label=gettext_lazy("From"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Their business or post"),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    topics = TopicChoices(
        label=gettext_lazy("Can speak on"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    at_most = forms.IntegerField(
        label=gettext_lazy("Times in a season at most"), min_value=1, max_value=MOST_MEETINGS, initial=1
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = supported_topics(network).order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def of(cls, speaker: Speaker) -> "SpeakerForm":
        names = ("name", "speaks_from", "email", "at_most", "note")
        initial = {name: getattr(speaker, name) for name in names}
        return cls(network=speaker.network, initial={**initial, "topics": speaker.topics.all()})


class PeriodForm(forms.Form):
    """Days on which somebody is away or a house is closed, both included."""

    hide_optional = True

    first_date = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last_date = forms.DateField(
        label=gettext_lazy("To"), widget=DayInput, required=False, help_text=gettext_lazy("Empty: that one day")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_date"), cleaned.get("last_date")
        if first and not last:
            cleaned["last_date"] = first
        elif first and last and last < first:
            self.add_error("last_date", _("The last day is before the first."))
        elif first and last and (last - first).days > LONGEST_AWAY:
            self.add_error("last_date", _("That is more than a year."))
        return cleaned


class VenueHoursForm(forms.Form):
    """When a venue can be had, and where it lies."""

    is_active = forms.BooleanField(
        label=gettext_lazy("The planner may lay meetings here"), required=False, initial=True
    )
    area = forms.CharField(
        label=gettext_lazy("Part of the municipality"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Such as Møn or Præstø. Empty: the town."),
    )
    capacity = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=100_000, required=False)
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Weekdays"),
        choices=WEEKDAY_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: it can be had on any day."),
    )

    @classmethod
    def of(cls, place: Place) -> "VenueHoursForm":
        hours = getattr(place.venue, "hours", None)
        return cls(
            initial={
                "is_active": place.is_active,
                "area": hours.area if hours else "",
                "capacity": place.venue.capacity,
                "weekdays": [str(day) for day in place.weekdays],
            }
        )
