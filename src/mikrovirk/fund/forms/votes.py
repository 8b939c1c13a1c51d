"""What a caseworker types about a vote: its rules, lines added to the list by hand, reasons."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.forms.application_rows import CvrField
from mikrovirk.fund.models import Call, Vote
from mikrovirk.networks.models import Network
from mikrovirk.ui.forms import ClockInput, DayInput

Kind = Vote.Kind
MOST_POINTS = 1000
MOST_PROJECTS = 500


class VoteForm(forms.Form):
    """The rules of a vote, while they can be changed."""

    hide_optional = True

    networks = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Whose members vote?"),
        queryset=Network.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    whose = forms.ChoiceField(label=gettext_lazy("Whose are the votes?"), choices=Vote.Whose, widget=forms.RadioSelect)
    list_date = forms.DateField(
        label=gettext_lazy("Who is a member on this day has a vote"), widget=DayInput(attrs={"class": "short"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("How does one vote?"), choices=Kind, widget=forms.RadioSelect)
    at_least = forms.IntegerField(
        label=gettext_lazy("At least so many projects"),
        help_text=gettext_lazy("With at least three to choose, most members see something they voted for come true."),
        required=False,
        min_value=0,
        max_value=MOST_PROJECTS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    at_most = forms.IntegerField(
        label=gettext_lazy("At most so many projects"),
        help_text=gettext_lazy("Leave it empty for no limit."),
        required=False,
        min_value=0,
        max_value=MOST_PROJECTS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    points = forms.IntegerField(
        label=gettext_lazy("Points to spread"),
        help_text=gettext_lazy("Only where one votes by points."),
        required=False,
        min_value=1,
        max_value=MOST_POINTS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    points_for_one = forms.IntegerField(
        label=gettext_lazy("At most so many points for one project"),
        help_text=gettext_lazy("Leave it empty for no limit."),
        required=False,
        min_value=0,
        max_value=MOST_POINTS,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    completion = forms.ChoiceField(
        label=gettext_lazy("What happens to money that is left?"),
        choices=Vote.Completion,
        widget=forms.RadioSelect,
    )
    closes = forms.DateField(label=gettext_lazy("The last day to vote"), widget=DayInput(attrs={"class": "short"}))
    hour = forms.TimeField(label=gettext_lazy("Until what hour?"), widget=ClockInput(attrs={"class": "short"}))
    with_paper = forms.BooleanField(
        label=gettext_lazy("One can also vote on paper"),
        help_text=gettext_lazy("Two people type in the ballots, each by themselves."),
        required=False,
    )

    def __init__(self, *args: Any, call: Call, networks: QuerySet[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["networks"].queryset = networks  # type: ignore[attr-defined]
        if call.rule != Call.Rule.EQUAL_SHARES:  # only equal shares has something left to complete
            self.fields["completion"].required = False
            self.fields["completion"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        at_least, at_most = found.get("at_least") or 0, found.get("at_most") or 0
        if at_most and at_least > at_most:
            self.add_error("at_most", _("That is fewer than one must choose at least."))
        if found.get("kind") == Kind.POINTS and not found.get("points"):
            self.add_error("points", _("How many points does each vote have?"))
        return found

    def rules(self) -> dict[str, Any]:
        """The fields of the vote, with nothing where nothing was typed."""
        found = self.cleaned_data
        return {
            "whose": found["whose"],
            "list_date": found["list_date"],
            "kind": found["kind"],
            "at_least": found["at_least"] or 0,
            "at_most": found["at_most"] or 0,
            "points": found["points"] or 10,
            "points_for_one": found["points_for_one"] or 0,
            "completion": found["completion"] or Vote.Completion.NONE,
            "closes_at": timezone.make_aware(datetime.combine(found["closes"], found["hour"])),
            "with_paper": found["with_paper"],
        }


class ReasonForm(forms.Form):
    """A reason that others read."""

    because = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class AddVoterForm(forms.Form):
    """Somebody who belongs on the list and is not there."""

    hide_optional = True

    email = forms.EmailField(
        label=gettext_lazy("Their e-mail"),
        help_text=gettext_lazy("The address they sign in with. They must be known here, as a member or a guest."),
    )
    name = forms.CharField(
        label=gettext_lazy("Business"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Where each business has a vote."),
    )
    cvr = CvrField()
    because = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        user = User.objects.filter(email=email, is_active=True, person__isnull=False).first()
        if user is None:
            raise ValidationError(_("Nobody here has that address."))
        self.person = Person.objects.get(user=user)
        return email


class CountForm(forms.Form):
    """Why there are not as many ballots as marks, where that is so."""

    hide_optional = True

    because = forms.CharField(
        label=gettext_lazy("Why are they not as many?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: two sheets were handed out and not handed in. It is public."),
    )
