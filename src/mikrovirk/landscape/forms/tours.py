"""What is typed about a tour, its stops, the driving times, and a host's answer."""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.landscape.models import Stop, Tour, Travel
from mikrovirk.register.domain.towns import town_at
from mikrovirk.ui.forms import ClockInput, DayInput

POSITION = re.compile(r"^\s*(-?\d{1,2}[.,]\d+)[\s,;]+(-?\d{1,3}[.,]\d+)\s*$")
Way = tuple[int, int]  # the keys of two places
LARGEST = 200_000  # octets of a list of driving times


class SpotForm(forms.Form):
    """Where something is: enough of it that we know the place."""

    hide_optional = True
    place_is_needed = False

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"), max_length=10, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )  # fmt: skip
    town = forms.CharField(label=gettext_lazy("Town"), max_length=80, required=False)
    position = forms.CharField(
        label=gettext_lazy("Exact place"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Only where the middle of the postcode is too far off: “54.9862, 12.2841”, as maps write it."
        ),
    )

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"].strip()
        if typed and town_at(typed) is None:
            raise forms.ValidationError(_("There is no such postcode."))
        return typed

    def clean_position(self) -> tuple[float, float] | None:
        typed: str = self.cleaned_data["position"]
        if not typed.strip():
            return None
        found = POSITION.match(typed)
        north, east = (float(part.replace(",", ".")) for part in found.groups()) if found else (0.0, 0.0)
        if not (54 <= north <= 58 and 7.5 <= east <= 15.5):
            raise forms.ValidationError(
                _("Write two numbers as maps do: first north, then east. The place must be in Denmark.")
            )
        return north, east

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        errors = {"postcode", "position"} & set(self.errors)
        if self.place_is_needed and not errors and not cleaned.get("postcode") and not cleaned.get("position"):
            self.add_error("postcode", _("Write the postcode: driving times are reckoned from it."))
        if cleaned.get("postcode") and not cleaned.get("town"):
            found = town_at(cleaned["postcode"])
            cleaned["town"] = found.name if found else ""
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the services take."""
        cleaned = dict(self.cleaned_data)
        north, east = cleaned.pop("position") or (None, None)
        return cleaned | {"latitude": north, "longitude": east}


def initial_of(spot: Tour | Stop, names: tuple[str, ...]) -> dict[str, Any]:
    exact = f"{spot.latitude}, {spot.longitude}" if spot.latitude is not None else ""
    shared = ("name", "address", "postcode", "town")
    return {name: getattr(spot, name) for name in (*shared, *names)} | {"position": exact}


class TourForm(SpotForm):
    """A tour: when it is, how one travels, where it begins."""

    place_is_needed = True

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=160, help_text=gettext_lazy("“Visits to businesses on Møn”.")
    )
    date = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    starts_at = forms.TimeField(label=gettext_lazy("Starts at"), widget=ClockInput)
    ends_at = forms.TimeField(label=gettext_lazy("Back at the latest"), widget=ClockInput)
    travel = forms.ChoiceField(label=gettext_lazy("How you travel"), choices=Travel.choices, initial=Travel.CARS)

    field_order = ("title", "date", "starts_at", "ends_at", "travel", "name", "address", "postcode", "town", "position")

    def __init__(self, *values: Any, **options: Any) -> None:
        super().__init__(*values, **options)
        self.fields["name"].label = _("Where you meet")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("That is before the tour starts."))
        return cleaned

    @classmethod
    def of(cls, tour: Tour, data: Any = None) -> "TourForm":
        return cls(data, initial=initial_of(tour, ("title", "date", "starts_at", "ends_at", "travel")))


class HoursForm(forms.Form):
    """Between which hours somebody can come."""

    hide_optional = True

    opens_at = forms.TimeField(label=gettext_lazy("Not before"), widget=ClockInput, required=False)
    closes_at = forms.TimeField(label=gettext_lazy("Over by"), widget=ClockInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("That is before it begins."))
        return cleaned


class StopForm(HoursForm, SpotForm):
    """A stop: how long it lasts, between which hours, and where it is."""

    minutes = forms.IntegerField(label=gettext_lazy("Minutes there"), min_value=5, max_value=480, initial=45)
    words = forms.CharField(
        label=gettext_lazy("What the group should know"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Where to park, what to wear. Stands in the timetable."),
    )

    field_order = ("name", "minutes", "opens_at", "closes_at", "address", "postcode", "town", "position", "words")

    @classmethod
    def of(cls, stop: Stop, data: Any = None) -> "StopForm":
        return cls(data, initial=initial_of(stop, ("minutes", "opens_at", "closes_at", "words")))


class HostForm(HoursForm):
    """What a host says on the page of their link."""

    words = forms.CharField(
        label=gettext_lazy("What the group should know"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Where to park, how many there is room for. Stands in the timetable."),
    )


class CandidateForm(forms.Form):
    """Looking for members' businesses."""

    hide_optional = True

    q = forms.CharField(label=gettext_lazy("Search"), max_length=100, required=False)


class DrivesForm(forms.Form):
    """The minutes between the places of a tour, one field for each way; empty: reckoned."""

    hide_optional = True

    file = forms.FileField(
        label=gettext_lazy("A list as CSV"),
        required=False,
        help_text=gettext_lazy("Three columns: from, to, minutes. The places by the names they have here."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(
        self,
        *values: Any,
        names: dict[int, str],
        ways: list[Way],
        typed: Mapping[Way, int],
        reckoned: Mapping[Way, int],
        **options: Any,
    ) -> None:
        super().__init__(*values, **options)
        self.names, self.ways = names, ways
        self.listed: dict[Way, int] = {}
        for start, end in ways:
            self.fields[f"way-{start}-{end}"] = forms.IntegerField(
                label=_("From %(start)s to %(end)s") % {"start": names[start], "end": names[end]},
                min_value=0,
                max_value=600,
                required=False,
                initial=typed.get((start, end)),
                widget=forms.NumberInput(attrs={"placeholder": reckoned.get((start, end), "")}),
            )

    def clean_file(self) -> UploadedFile | None:
        """The file; its lines are read where the minutes are asked for."""
        found: UploadedFile | None = self.cleaned_data["file"]
        if found is None:
            return None
        if (found.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is too large for a list of driving times."))
        try:
            self.listed = self.read(found.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is no text in UTF-8. Save it as CSV UTF-8.")) from None
        return found

    def read(self, text: str) -> dict[Way, int]:
        """The lines of a list; raise ValidationError that names the first line that cannot be read."""
        keys = {name.casefold(): key for key, name in self.names.items()}
        divider = ";" if text.count(";") > text.count(",") else ","
        found: dict[Way, int] = {}
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=divider), 1):
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) < 3 or not cells[2].isdecimal() or int(cells[2]) > 600:
                if number == 1:
                    continue  # a heading
                raise forms.ValidationError(_("Line %(number)s has no minutes.") % {"number": number})
            start, end = (keys.get(cell.casefold()) for cell in cells[:2])
            if start is None or end is None:
                raise forms.ValidationError(
                    _("Line %(number)s names a place that is not on the tour.") % {"number": number}
                )
            found[start, end] = int(cells[2])
        return found

    def minutes(self) -> dict[Way, int | None]:
        """What the services take: what was typed, and over it what the file says."""
        typed = {(start, end): self.cleaned_data[f"way-{start}-{end}"] for start, end in self.ways}
        return typed | self.listed
