"""What is typed about a draft: its words, its points, its last day, what is answered, and the decision."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common.days import last_minute_of
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Season, Topic, Venue
from mikrovirk.ui.forms import ClockInput, DayInput
from mikrovirk.voice.models import InputRound, Outcome, Point, Speaker
from mikrovirk.voice.services.consultations import Details
from mikrovirk.voice.services.outcome_words import lacks_because

LINES = {"rows": 4}


class NewForm(forms.Form):
    """A new draft: what it is called, and whether it begins from a season."""

    hide_optional = True

    title = forms.CharField(
        label=gettext_lazy("What is it?"), max_length=160, help_text=gettext_lazy("For example “Spring 2027”.")
    )
    season = forms.ModelChoiceField(
        label=gettext_lazy("Begin from a season with drafted meetings"),
        queryset=Season.objects.none(),
        required=False,
        empty_label=gettext_lazy("No, I write the points myself"),
    )

    round = forms.ModelChoiceField(
        label=gettext_lazy("Did it come of an input round?"),
        queryset=InputRound.objects.none(),
        required=False,
        empty_label=gettext_lazy("No"),
        help_text=gettext_lazy("Then the comments lie with what members answered there."),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = InputRound.objects.filter(network=network).exclude(state=InputRound.State.DRAFT)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        if not rounds.exists():
            del self.fields["round"]
        drafted = Meeting.objects.filter(network=network, state=Meeting.State.DRAFT, starts_at__gt=timezone.now())
        seasons = Season.objects.filter(network=network, pk__in=drafted.values("season"))
        self.fields["season"].queryset = seasons  # type: ignore[attr-defined]
        if not seasons.exists():
            del self.fields["season"]


class WordsForm(forms.Form):
    """What the draft is, in a few lines."""

    title = forms.CharField(label=gettext_lazy("What is it?"), max_length=160)
    intro = forms.CharField(
        label=gettext_lazy("In a few lines"),
        help_text=gettext_lazy("Why it looks like this, and what you would like to hear. Members read it first."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LINES),
    )


class PointForm(forms.Form):
    """One point: a meeting with its day, or any sentence one can say yes to."""

    hide_optional = True

    title = forms.CharField(
        label=gettext_lazy("Point"),
        max_length=160,
        help_text=gettext_lazy("A topic, or something one can say yes to: “We always meet on a Monday”."),
    )
    text = forms.CharField(
        label=gettext_lazy("In a few lines"), max_length=1000, required=False, widget=forms.Textarea(attrs=LINES)
    )
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("With a day the point becomes a meeting when the draft is adopted."),
    )
    hour = forms.TimeField(label=gettext_lazy("Hour"), required=False, widget=ClockInput)
    format = forms.ModelChoiceField(
        label=gettext_lazy("Format"), queryset=Format.objects.none(), required=False, empty_label=gettext_lazy("Open")
    )
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"), queryset=Topic.objects.none(), required=False, empty_label=gettext_lazy("Open")
    )
    speaker = forms.ModelChoiceField(
        label=gettext_lazy("Speaker"), queryset=Speaker.objects.none(), required=False, empty_label=gettext_lazy("Open")
    )
    venue = forms.ModelChoiceField(
        label=gettext_lazy("Venue"), queryset=Venue.objects.none(), required=False, empty_label=gettext_lazy("Open")
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("format", Format), ("topic", Topic), ("speaker", Speaker), ("venue", Venue)):
            rows = model.objects.filter(network=network)
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @classmethod
    def of(cls, point: Point, network: Network) -> "PointForm":
        starts_at = timezone.localtime(point.starts_at) if point.starts_at else None
        names = ("title", "text", "format", "topic", "speaker", "venue")
        initial = {name: getattr(point, name) for name in names}
        if starts_at:
            initial |= {"day": starts_at.date(), "hour": starts_at.time()}
        return cls(initial=initial, network=network)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("day") and not found.get("hour"):
            self.add_error("hour", _("When does it begin?"))
        if found.get("hour") and not found.get("day"):
            self.add_error("day", _("On which day?"))
        return found

    def details(self) -> Details:
        found = dict(self.cleaned_data)
        day, hour = found.pop("day"), found.pop("hour")
        starts_at = timezone.make_aware(datetime.combine(day, hour)) if day and hour else None
        return Details(starts_at=starts_at, **found)


class UntilForm(forms.Form):
    """The last day on which comments are taken."""

    until = forms.DateField(label=gettext_lazy("Last day for comments"), widget=DayInput)

    def clean_until(self) -> datetime:
        day = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return last_minute_of(day)


class WhyForm(forms.Form):
    """Why the draft was changed while members comment on it."""

    hide_optional = True

    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("In one sentence. Members see it with the changes."),
    )


class CommentForm(forms.Form):
    """A member's comment, and who may know whose it is."""

    STAFF, NAMED, ANONYMOUS = "staff", "named", "anonymous"

    text = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who may see that it is from you?"),
        choices=[
            (STAFF, gettext_lazy("Only the coordinator and the steering group")),
            (NAMED, gettext_lazy("All members")),
            (ANONYMOUS, gettext_lazy("Nobody. You get a link to see what came of it.")),
        ],
        initial=STAFF,
        widget=forms.RadioSelect,
    )


class AnswerForm(forms.Form):
    """What is said to the comments on a point."""

    hide_optional = True

    text = forms.CharField(
        label=gettext_lazy("Our answer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of the comments here?"),
        choices=[
            ("", gettext_lazy("Decided one by one, on the page What members say")),
            (Outcome.TAKEN_UP, gettext_lazy("They are taken up")),
            (Outcome.LATER, gettext_lazy("Later")),
            (Outcome.NO, gettext_lazy("No, because …")),
            (Outcome.NOTED, gettext_lazy("Thank you, noted")),
        ],
        required=False,
        help_text=gettext_lazy("Each author is told once, with your answer as the words."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "text" in found and lacks_because(found.get("outcome", ""), found["text"]):
            self.add_error("text", _("A no needs its reason: write the answer."))
        return found


class AdoptForm(forms.Form):
    """The decision that adopts a draft."""

    hide_optional = True

    decision = forms.CharField(
        label=gettext_lazy("The decision"),
        max_length=200,
        help_text=gettext_lazy("It stands in the steering room among the decisions."),
    )
    reason = forms.CharField(label=gettext_lazy("Because"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    unanswered_because = forms.CharField(
        label=gettext_lazy("Why do you adopt it although comments have no answer?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, lacks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if lacks:
            self.fields["unanswered_because"].required = True
        else:
            del self.fields["unanswered_because"]
