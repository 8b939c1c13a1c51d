"""What is typed when somebody takes over, or names who does."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.home.handover.takeover import AT_MOST, FOR_AS_LONG
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import staff_of
from mikrovirk.ui.forms import DayInput

SOMEBODY_ELSE = "else"


class SubstituteForm(forms.Form):
    """Who runs the network for a time, until when, and why. Left as it is, it is whoever presses."""

    who = forms.ChoiceField(label=gettext_lazy("Who takes over?"), widget=forms.RadioSelect)
    full_name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Only for somebody else. They sign in with a code sent to this address."),
    )
    until_date = forms.DateField(label=gettext_lazy("Until and including"), widget=DayInput)
    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One line. The coordinator reads it too."),
    )

    def __init__(self, *args: Any, network: Network, by: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"who": str(by.pk), "until_date": timezone.localdate() + FOR_AS_LONG})
        super().__init__(*args, **kwargs)
        people = {role.user for role in staff_of(network) if role.user.is_active and role.name == "steering"}
        self.people = {str(user.pk): user for user in [by, *sorted(people - {by}, key=str)]}
        choices = [(key, str(user)) for key, user in self.people.items()]
        field: Any = self.fields["who"]
        field.choices = [*choices, (SOMEBODY_ELSE, _("Somebody else"))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("who") == SOMEBODY_ELSE:
            for name, words in (("full_name", _("Write the name.")), ("email", _("Write the e-mail address."))):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        elif user := self.people.get(cleaned.get("who", "")):
            cleaned["full_name"], cleaned["email"] = user.full_name, user.email
        return cleaned

    def clean_until_date(self) -> Any:
        until, today = self.cleaned_data["until_date"], timezone.localdate()
        if until < today:
            raise forms.ValidationError(_("The last day is over. Choose today or later."))
        if until > today + AT_MOST:
            raise forms.ValidationError(_("At most half a year. It can be done again."))
        return until
