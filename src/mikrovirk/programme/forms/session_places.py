"""A meeting's rooms and tracks, as an organiser types them: each in a line."""

from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.programme.models import Meeting, Room, Track
from mikrovirk.programme.services.sessions import Place

EMPTY_ROWS = 3
ROWS_AT_MOST = 60


class TrackRow(forms.Form):
    """A track; without a name it is none."""

    hide_optional = True

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Track"), max_length=80, required=False)

    @property
    def place(self) -> Place:
        cleaned = self.cleaned_data
        return Place(cleaned["name"], cleaned.get("capacity"), cleaned["pk"])


class RoomRow(TrackRow):
    """A room."""

    name = forms.CharField(label=gettext_lazy("Room"), max_length=80, required=False)
    capacity = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=100_000, required=False)


class PlaceRows(BaseFormSet):  # type: ignore[type-arg]  # it cannot be subscripted when it runs
    """Rooms or tracks below each other: each name once, and only those the meeting has may be named by key."""

    def __init__(self, *args: Any, own: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "").casefold() if hasattr(form, "cleaned_data") else ""
            if name and name in seen:
                form.add_error("name", _("There is one of that name already."))
            seen.add(name)

    def places(self) -> list[Place]:
        """Those that have a name, in order."""
        named = [form.place for form in self.forms if form.cleaned_data.get("name")]
        return [place if place.pk in self.own else Place(place.name, place.capacity) for place in named]


RoomRows = formset_factory(
    RoomRow, formset=PlaceRows, extra=EMPTY_ROWS, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST
)
TrackRows = formset_factory(
    TrackRow, formset=PlaceRows, extra=EMPTY_ROWS, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST
)


def room_rows(meeting: Meeting, posted: Any = None) -> PlaceRows:
    """The meeting's rooms and some empty rows, or what was posted."""
    rooms = list(Room.objects.filter(meeting=meeting))
    initial = [{"pk": room.pk, "name": room.name, "capacity": room.capacity} for room in rooms]
    own = frozenset(room.pk for room in rooms)
    return cast(PlaceRows, RoomRows(posted, prefix="room", initial=initial, own=own))  # type: ignore[call-arg]


def track_rows(meeting: Meeting, posted: Any = None) -> PlaceRows:
    """The meeting's tracks and some empty rows, or what was posted."""
    tracks = list(Track.objects.filter(meeting=meeting))
    initial = [{"pk": track.pk, "name": track.name} for track in tracks]
    own = frozenset(track.pk for track in tracks)
    return cast(PlaceRows, TrackRows(posted, prefix="track", initial=initial, own=own))  # type: ignore[call-arg]
