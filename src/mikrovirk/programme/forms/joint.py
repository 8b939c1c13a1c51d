"""What coordinators write to each other about a meeting that two networks hold together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.joint import who_can_be_asked

SHORT = 500


class AskPartnerForm(forms.Form):
    """Which network is asked, and with which words."""

    network = forms.ModelChoiceField(
        Network.objects.none(), label=_("Which network?"), empty_label=_("Choose a network")
    )
    words = forms.CharField(
        label=_("A few words to them"),
        max_length=SHORT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why together, and who brings what: the talk, the room, the coffee."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["network"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = who_can_be_asked(meeting)


class AnswerForm(forms.Form):
    """Yes or no to holding a meeting together."""

    answer = forms.ChoiceField(
        label=_("Do you hold it with them?"),
        choices=[("yes", _("Yes, we hold it together")), ("no", _("No, not this time"))],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    words = forms.CharField(
        label=_("A few words back"), max_length=SHORT, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
