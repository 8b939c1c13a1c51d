"""The season wizard's one page of questions."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.programme.domain.rhythms import (
    MonthlyRhythm,
    Nth,
    Rhythm,
    WeeklyRhythm,
    rhythm_as_plain,
    rhythm_from_plain,
    rhythms_of,
)
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.programme.domain.seasons import SeasonProblem, SeasonWish
from mikrovirk.programme.models import Format, Season, Venue
from mikrovirk.programme.queries.rhythm_words import previous_wish, rhythm_in_words
from mikrovirk.ui.forms import ClockInput, DayInput

USUAL_TIME = time(17, 30)
USUAL_COUNT = 6
AHEAD = timedelta(days=14)  # before that nobody can be invited in time
NEW_VENUE = "new"
MOVED = "moved-"  # names of the date fields of the preview: "moved-2027-01-25"

PROBLEM_WORDS = {
    SeasonProblem.NO_FORMATS: gettext_lazy("Choose at least one format."),
    SeasonProblem.NO_END: gettext_lazy("Say how many meetings there are to be."),
    SeasonProblem.BAD_COUNT: gettext_lazy("A season has from 1 to 60 meetings."),
    SeasonProblem.ENDS_BEFORE_IT_STARTS: gettext_lazy("The season ends before it starts."),
    SeasonProblem.DATE_TAKEN: gettext_lazy("Two meetings are on the same day. Move one of them."),
    SeasonProblem.NO_SUCH_MEETING: gettext_lazy("The dates have changed. Look through them again."),
}


class SeasonForm(forms.Form):
    """When, how often, where, which formats in turn, and how many."""

    hide_optional = True

    first_date = forms.DateField(label=gettext_lazy("First date"), widget=DayInput)
    rhythm = forms.ChoiceField(label=gettext_lazy("How often?"), required=False)
    start_time = forms.TimeField(label=gettext_lazy("Starts at"), widget=ClockInput)
    count = forms.IntegerField(label=gettext_lazy("How many meetings?"), min_value=1, max_value=60)
    formats = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Formats in turn"), queryset=Format.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    first_format = forms.ModelChoiceField(
        label=gettext_lazy("Begin with"), queryset=Format.objects.none(), required=False, empty_label=None
    )
    venue = forms.ChoiceField(label=gettext_lazy("Where?"), required=False)
    new_venue = forms.CharField(label=gettext_lazy("Name of the new venue"), max_length=120, required=False)
    new_address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    new_postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=10, required=False)
    new_town = forms.CharField(label=gettext_lazy("Town"), max_length=80, required=False)
    school_holidays = forms.BooleanField(label=gettext_lazy("Go round school holidays"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name of the season"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Empty: we name it after its dates."),
    )

    def __init__(
        self, *args: Any, formats: list[Format], venues: list[Venue], for_preview: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.for_preview = for_preview
        self.all_formats, self.all_venues = formats, venues
        ids = [found.pk for found in formats]
        for name in ("formats", "first_format"):
            self.fields[name].queryset = Format.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        choices = [(str(venue.pk), venue.name) for venue in venues]
        venue_field: Any = self.fields["venue"]
        venue_field.choices = [*choices, ("", _("Not decided yet")), (NEW_VENUE, _("A new venue …"))]
        rhythm_field: Any = self.fields["rhythm"]
        rhythm_field.choices = self.rhythm_choices()

    def chosen_first_date(self) -> date | None:
        """The first date as far as it can be read, to offer the rhythms it can begin."""
        value = self["first_date"].value()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return None

    def rhythm_choices(self) -> list[tuple[str, str]]:
        first_date = self.chosen_first_date()
        if first_date is None:
            return []
        return [(rhythm_as_plain(rhythm), rhythm_in_words(rhythm, first_date)) for rhythm in rhythms_of(first_date)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # The dates are shown while the new venue's name is still to be typed.
        if cleaned.get("venue") == NEW_VENUE and not cleaned.get("new_venue") and not self.for_preview:
            self.add_error("new_venue", _("What is the new venue called?"))
        return cleaned

    def _clean_fields(self) -> None:
        # Another first date offers other rhythms: the nearest to what was chosen is taken, and shown.
        offered = [plain for plain, _words in self.rhythm_choices()]
        chosen = self["rhythm"].value()
        if self.is_bound and offered and chosen not in offered:
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("rhythm")] = nearest(str(chosen or ""), offered)
            self.data = data
        super()._clean_fields()  # type: ignore[misc]

    def wish(self, avoid: Avoid) -> SeasonWish:
        """The answers as the domain reads them."""
        cleaned = self.cleaned_data
        school = avoid.school if cleaned["school_holidays"] else None
        return SeasonWish(
            first_date=cleaned["first_date"],
            rhythm=rhythm_from_plain(cleaned["rhythm"]),
            start_time=cleaned["start_time"],
            formats=tuple(found.key for found in self.formats_in_turn()),
            count=cleaned["count"],
            avoid=Avoid(avoid.public_holidays, avoid.notable_days, school, avoid.own),
        )

    def formats_in_turn(self) -> list[Format]:
        """The chosen formats in their order, beginning with the one that was asked for."""
        chosen = {found.pk for found in self.cleaned_data["formats"]}
        in_order = [found for found in self.all_formats if found.pk in chosen]
        first = self.cleaned_data["first_format"]
        if first in in_order:
            place = in_order.index(first)
            return [*in_order[place:], *in_order[:place]]
        return in_order

    def venue_chosen(self) -> Venue | None:
        """An existing venue; None for a new one or none."""
        return next((venue for venue in self.all_venues if str(venue.pk) == self.cleaned_data["venue"]), None)

    def new_venue_details(self) -> dict[str, str] | None:
        """What is needed to add the new venue; None where an existing one was chosen."""
        cleaned = self.cleaned_data
        if cleaned["venue"] != NEW_VENUE:
            return None
        return {
            "name": cleaned["new_venue"],
            "address": cleaned["new_address"],
            "postcode": cleaned["new_postcode"],
            "town": cleaned["new_town"],
        }

    def moved_dates(self) -> dict[date, date]:
        """Dates moved by hand in the preview: laid-out date to chosen date. What is no date is left out."""
        moved = {}
        for name, value in self.data.items():
            if name.startswith(MOVED):
                try:
                    moved[date.fromisoformat(name.removeprefix(MOVED))] = date.fromisoformat(str(value))
                except ValueError:
                    continue
        return moved


def nearest(chosen: str, offered: list[str]) -> str:
    """Of the rhythms offered the one most like the chosen one: weekly for weekly, last for last."""
    beginning = chosen.split(":")[:2]
    alike = [plain for plain in offered if plain.split(":")[:2] == beginning]
    same_kind = [plain for plain in offered if plain.split(":")[:1] == beginning[:1]]
    return (alike or same_kind or offered)[0]


def answers_to_begin_with(
    *,
    today: date,
    last: Season | None,
    last_date: date | None,
    formats: list[Format],
    venue: Venue | None,
    avoid: Avoid,
) -> Mapping[str, Any]:
    """A whole season as a proposal: like the last one, beginning where it ended."""
    before = previous_wish(last)
    earliest = max(today, last_date or today) + AHEAD
    rhythm: Rhythm = before.rhythm if before else MonthlyRhythm(Nth.LAST, 0)
    begin = before.first_date if before and isinstance(rhythm, WeeklyRhythm) else earliest
    days = (day for day in rhythm.occasions(begin) if day >= earliest)
    first_date = next((day for day in islice(days, 24) if not avoid.reasons_on(day)), earliest)
    keys = set(before.formats) if before else {found.key for found in formats}
    chosen = [found for found in formats if found.key in keys] or formats
    return {
        "first_date": first_date,
        "rhythm": rhythm_as_plain(rhythm),
        "start_time": before.start_time if before else USUAL_TIME,
        "count": before.count if before and before.count else USUAL_COUNT,
        "formats": [found.pk for found in chosen],
        "first_format": chosen[0].pk if chosen else "",
        "venue": str(venue.pk) if venue else "",
        "school_holidays": True,
    }
