"""Finding a case in the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.models import Application, Call, Fund


class CasesFilter(forms.Form):
    """Which cases one wants to see."""

    hide_optional = True

    q = forms.CharField(label=_("Title, applicant or number"), max_length=80, required=False)
    call = forms.ModelChoiceField(Call.objects.none(), label=_("Call"), required=False, empty_label=_("All calls"))
    state = forms.ChoiceField(label=_("Where the case stands"), required=False)

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calls: Any = self.fields["call"]
        calls.queryset = fund.calls.exclude(state=Call.State.DRAFT)
        states: Any = self.fields["state"]
        sent = [choice for choice in Application.State.choices if choice[0] != Application.State.DRAFT]
        states.choices = [("", _("All")), *sent]


class StatisticsFilter(forms.Form):
    """Of which call one wants the figures."""

    hide_optional = True

    call = forms.ModelChoiceField(Call.objects.none(), label=_("Call"), required=False, empty_label=_("The whole fund"))

    def __init__(self, *args: Any, fund: Fund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        calls: Any = self.fields["call"]
        calls.queryset = fund.calls.exclude(state=Call.State.DRAFT)
