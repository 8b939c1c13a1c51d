"""A steering meeting as it is typed: when and where, its agenda, its minutes, its guests."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.networks.models import Network
from mikrovirk.ui.forms import ClockInput, DayInput
from mikrovirk.voice.models import AgendaPoint, SteeringMeeting
from mikrovirk.voice.queries.agenda import TITLE_LENGTH, Proposal

MINUTES_LENGTH = 20_000
ABOUT_LENGTH = 2000
LASTS = ((30, _("Half an hour")), (60, _("An hour")), (90, _("An hour and a half")), (120, _("Two hours")))
USUAL_DAYS_AHEAD = timedelta(days=14)
LONGEST_AHEAD = timedelta(days=2 * 365)


class SteeringMeetingForm(forms.Form):
    """When and where the group meets."""

    hide_optional = True

    day = forms.DateField(label=_("Day"), widget=DayInput)
    hour = forms.TimeField(label=_("Starts at"), widget=ClockInput)
    lasts = forms.TypedChoiceField(label=_("How long"), choices=LASTS, coerce=int, initial=90)
    place = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        help_text=_("A room, or the link of an online meeting."),
        widget=forms.TextInput(attrs={"data-content": ""}),
    )

    def __init__(self, *args: Any, meeting: SteeringMeeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_be_past = meeting is not None and meeting.starts_at < timezone.now()
        if meeting is None:
            return
        local = timezone.localtime(meeting.starts_at)
        self.initial = {"day": local.date(), "hour": local.time(), "lasts": meeting.lasts, "place": meeting.place}
        if meeting.lasts not in dict(LASTS):
            field: Any = self.fields["lasts"]
            field.choices = [*LASTS, (meeting.lasts, str(meeting.lasts))]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "day" in found and "hour" in found:
            starts_at = datetime.combine(found["day"], found["hour"], timezone.get_default_timezone())
            found["starts_at"] = starts_at
            if not self.may_be_past and starts_at < timezone.now():
                self.add_error("day", _("That day is over. Choose one that is to come."))
            elif starts_at > timezone.now() + LONGEST_AHEAD:
                self.add_error("day", _("That is more than two years ahead. Is the year right?"))
        return found


class ProposalForm(forms.Form):
    """One thing that waits: to be taken up or not, in these words."""

    hide_optional = True

    keep = forms.BooleanField(required=False)  # its label is the point
    title = forms.CharField(
        label=_("Point"), max_length=TITLE_LENGTH, required=False, widget=forms.TextInput(attrs={"data-content": ""})
    )
    about = forms.CharField(
        label=_("What it is about"),
        max_length=ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-content": ""}),
    )

    def __init__(self, typed: Any = None, *, proposal: Proposal) -> None:
        words = {"keep": True, "title": proposal.title, "about": proposal.about}
        super().__init__(typed, initial=words, prefix=proposal.matter.replace(":", "-"))
        self.proposal = proposal
        self.fields["keep"].label = proposal.title

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("keep") and not found.get("title"):
            self.add_error("title", _("A point needs a few words."))
        return found

    def kept(self) -> Proposal | None:
        """The proposal in the words that were typed; None where it is not taken up."""
        words = self.cleaned_data
        return Proposal(self.proposal.matter, words["title"], words["about"]) if words["keep"] else None


class PointForm(forms.Form):
    """A point of the agenda."""

    hide_optional = True

    title = forms.CharField(
        label=_("Point"), max_length=TITLE_LENGTH, widget=forms.TextInput(attrs={"data-content": ""})
    )
    about = forms.CharField(
        label=_("What it is about"),
        max_length=ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-content": ""}),
    )

    @classmethod
    def of(cls, point: AgendaPoint) -> "PointForm":
        return cls(initial={"title": point.title, "about": point.about})


class MinutesForm(forms.Form):
    """What stands in a point now, and what the writer last saw there."""

    minutes = forms.CharField(max_length=MINUTES_LENGTH, required=False, strip=False)
    version = forms.IntegerField(min_value=0)
    page = forms.CharField(max_length=32, required=False)

    def clean_minutes(self) -> str:
        return str(self.cleaned_data["minutes"]).replace("\r\n", "\n")


class PresentForm(forms.Form):
    """Who was there."""

    hide_optional = True

    present = forms.CharField(
        label=_("Who was there"), max_length=500, required=False, widget=forms.TextInput(attrs={"data-content": ""})
    )


class ReopenForm(forms.Form):
    """Why closed minutes are opened again."""

    why = forms.CharField(
        label=_("Why are they opened again?"),
        max_length=300,
        help_text=_("It stands below the minutes, with your name and the day."),
        widget=forms.TextInput(attrs={"data-content": ""}),
    )


class GuestForm(forms.Form):
    """Somebody from outside who may read one meeting."""

    hide_optional = True

    name = forms.CharField(label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("So the link can be mailed. Leave it empty to copy the link yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


def first_words(network: Network, *, now: datetime) -> dict[str, Any]:
    """What stands in the form of a new meeting: as the last one, two weeks from now."""
    last = SteeringMeeting.objects.filter(network=network).order_by("-starts_at").first()
    day = timezone.localtime(now + USUAL_DAYS_AHEAD).date()
    if last is None:
        return {"day": day, "hour": "16:00", "lasts": 90, "place": network.place}
    local = timezone.localtime(last.starts_at)
    ahead = day + timedelta(days=(local.weekday() - day.weekday()) % 7)  # on the same day of the week
    return {"day": ahead, "hour": local.strftime("%H:%M"), "lasts": last.lasts, "place": last.place}
