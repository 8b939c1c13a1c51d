"""A meeting and its venue, as the coordinator types them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Venue
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.ui.forms import ClockInput, DayInput


class MeetingForm(forms.Form):
    """What a meeting is. Nothing here decides who may come: everybody may, as long as there are places."""

    hide_optional = True

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    summary = forms.CharField(
        label=gettext_lazy("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Two or three sentences: what does one get out of coming?"),
    )
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Venue"),
        queryset=Venue.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not decided yet"),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    price_line = forms.CharField(
        label=gettext_lazy("Price"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("As it is to be read: “75 kr. for soup and coffee”. Empty: free of charge."),
    )
    payment_url = forms.URLField(
        label=gettext_lazy("Payment link"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Where one pays, such as a payment page."),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = meeting_queries.venues_of(network)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingForm":
        initial = {name: getattr(meeting, name) for name in cls.base_fields if name != "venue"}
        form = cls(network=meeting.network, initial={**initial, "venue": meeting.venue_id})
        if meeting.venue and meeting.venue.capacity:
            # Empty means as many as the venue has places for: that number is shown in the empty field.
            form.fields["capacity"].widget.attrs["placeholder"] = str(meeting.venue.capacity)
        return form


class WhenForm(forms.Form):
    """A day and an hour, Danish time."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    hour = forms.TimeField(label=gettext_lazy("Starts at"), widget=ClockInput)

    def starts_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], timezone.get_default_timezone())

    @classmethod
    def at(cls, moment: datetime) -> "WhenForm":
        local = timezone.localtime(moment)
        return cls(initial={"day": local.date(), "hour": local.time()})

    def chosen_day(self) -> date | None:
        """The day as far as it can be read."""
        value = self["day"].value()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return None


class FutureForm(WhenForm):
    """A day and an hour that have not been."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("hour") and self.starts_at() <= self.now:
            self.add_error("day", _("That has been already. Choose a day to come."))
        return cleaned


class ExtraMeetingForm(FutureForm):
    """A meeting outside the rhythm."""

    format = forms.ModelChoiceField(label=gettext_lazy("Format"), queryset=Format.objects.none(), empty_label=None)
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Venue"),
        queryset=Venue.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not decided yet"),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Empty: the network and the format, until you know better."),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].queryset = meeting_queries.active_formats(network)  # type: ignore[attr-defined]
        self.fields["venue"].queryset = meeting_queries.venues_of(network)  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    why = forms.CharField(
        label=gettext_lazy("Why is it cancelled?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the mail and on the meeting's page. One sentence is enough."),
    )


class TaskForm(forms.Form):
    """A task for one evening."""

    title = forms.CharField(label=gettext_lazy("Task"), max_length=80)
    what = forms.CharField(label=gettext_lazy("What to do"), max_length=300, required=False)


class VenueForm(forms.Form):
    """Where meetings are held."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10, required=False)
    town = forms.CharField(label=gettext_lazy("Town"), max_length=80, required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Empty: no limit."),
    )
    parking = forms.CharField(
        label=gettext_lazy("Parking and access"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stands in the reminder the day before: parking, bus, lift, which door."),
    )
    latitude = forms.DecimalField(
        label=gettext_lazy("Latitude"),
        min_value=Decimal(-90),
        max_value=Decimal(90),
        max_digits=8,
        decimal_places=5,
        required=False,
        help_text=gettext_lazy("For the map, such as 54.98521. Right-click the place on a map to see it."),
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("Longitude"),
        min_value=Decimal(-180),
        max_value=Decimal(180),
        max_digits=8,
        decimal_places=5,
        required=False,
    )

    @classmethod
    def of(cls, venue: Venue) -> "VenueForm":
        return cls(initial={name: getattr(venue, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return cleaned
