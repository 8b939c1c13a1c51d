"""What is typed about a conference: the call, the day, wishes, tables."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.cooperation.models import Conference, TableNote
from mikrovirk.cooperation.queries.conferences import networks_in, organisations_in
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.programme.models import Venue
from mikrovirk.ui.forms import ClockInput, DayInput

SHORTEST_MINUTES = 120
TABLES_AT_ONCE = 40


class ConferenceForm(forms.Form):
    """The call: the question, why, and who should come."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    question = forms.CharField(
        label=gettext_lazy("The question of the day"),
        max_length=300,
        help_text=gettext_lazy("One sentence, such as “What do we do together in the coming year?”"),
    )
    call = forms.CharField(
        label=gettext_lazy("Why, and who should come"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Who holds it"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("The networks themselves"),
    )
    wanted_date = forms.DateField(label=gettext_lazy("The day"), required=False, widget=DayInput())
    wishes_until = forms.DateField(
        label=gettext_lazy("Wishes until"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Without a day they can be sent until the conference is held."),
    )

    def __init__(self, *values: Any, code: str, conference: Conference | None = None, **options: Any) -> None:
        if conference is not None:
            options.setdefault("initial", {name: getattr(conference, name) for name in type(self).base_fields})
        super().__init__(*values, **options)
        there = self.fields["organisation"]
        assert isinstance(there, forms.ModelChoiceField)
        there.queryset = organisations_in(code)
        if conference is not None and conference.meeting_id:
            del self.fields["wanted_date"]  # its meeting says the day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, until = cleaned.get("wanted_date"), cleaned.get("wishes_until")
        if day and until and until > day:
            self.add_error("wishes_until", _("That is after the day itself."))
        return cleaned


class AskForm(forms.Form):
    """Which network is asked to hold it as one of its meetings."""

    network = forms.ModelChoiceField(
        label=gettext_lazy("Which network?"), queryset=Network.objects.none(), empty_label=None
    )

    def __init__(self, *values: Any, code: str, **options: Any) -> None:
        super().__init__(*values, **options)
        there = self.fields["network"]
        assert isinstance(there, forms.ModelChoiceField)
        there.queryset = networks_in(code)


class YesForm(forms.Form):
    """The day and the hours at which a network holds it."""

    day = forms.DateField(label=gettext_lazy("The day"), widget=DayInput())
    begins = forms.TimeField(label=gettext_lazy("From"), widget=ClockInput(), initial=time(9, 0))
    ends = forms.TimeField(label=gettext_lazy("Until"), widget=ClockInput(), initial=time(16, 0))
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Venue"),
        queryset=Venue.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not known yet"),
    )

    def __init__(self, *values: Any, network: Network, today: date, **options: Any) -> None:
        super().__init__(*values, **options)
        self.today = today
        there = self.fields["venue"]
        assert isinstance(there, forms.ModelChoiceField)
        there.queryset = Venue.objects.filter(network=network).order_by("name", "pk")

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("That day is past."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and minutes(ends) - minutes(begins) < SHORTEST_MINUTES:
            self.add_error("ends", _("A conference takes at least two hours."))
        return cleaned


def minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


class CancelForm(forms.Form):
    """Why it is not held; stands on its page."""

    why = forms.CharField(label=gettext_lazy("Why is it not held?"), max_length=300)


class WishForm(forms.Form):
    """A question or a wish, with a name only if one likes."""

    hide_optional = True

    text = forms.CharField(
        label=gettext_lazy("Your question or wish"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("May be left out. If you write it, it stands beside your wish."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AnswerForm(forms.Form):
    """What became of a wish."""

    hide_optional = True

    answer = forms.CharField(label=gettext_lazy("What became of it"), max_length=500, required=False)


class TablesForm(forms.Form):
    """A question a line; a line gives a table."""

    questions = forms.CharField(
        label=gettext_lazy("What the tables talk about"),
        help_text=gettext_lazy("One line for each table."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_questions(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > TABLES_AT_ONCE:
            raise forms.ValidationError(_("At most 40 tables at a time."))
        if long := next((line for line in lines if len(line) > 300), None):
            raise forms.ValidationError(_("This line is longer than 300 characters: %(line)s") % {"line": long[:60]})
        return lines


class TableForm(forms.Form):
    """What one table talks about."""

    question = forms.CharField(label=gettext_lazy("What the table talks about"), max_length=300)


class NoteForm(forms.Form):
    """What a table writes down."""

    hide_optional = True

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=TableNote.Kind.choices,
        initial=TableNote.Kind.POINT,
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    text = forms.CharField(label=gettext_lazy("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    key = forms.RegexField(regex=r"^[\w-]{8,40}$", widget=forms.HiddenInput)
