"""What is typed when a case is recommended and decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.forms.money import MoneyField
from mikrovirk.fund.models import Application, Outcome

ALL, PART = "all", "part"


class OutcomeForm(forms.Form):
    """Grant all, grant a part, or refuse; and why."""

    hide_optional = True
    field_order = ("outcome", "amount", "reason", "deviation_reason", "reason_en")

    outcome = forms.ChoiceField(label=_("What is decided?"), widget=forms.RadioSelect)
    amount = MoneyField(label=_("Amount, if it is a part"), required=False)
    reason = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In words the applicant understands: what counted most, for and against."),
    )

    def __init__(self, *args: Any, application: Application, is_eligible: bool | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        outcome: Any = self.fields["outcome"]
        outcome.choices = self.choices(is_eligible)
        if not application.amount or is_eligible is False:
            del self.fields["amount"]

    def choices(self, is_eligible: bool | None) -> list[tuple[str, Any]]:
        if is_eligible is False:
            return [(Outcome.NOT_ELIGIBLE, _("Refuse it: it does not meet the conditions"))]
        granted: list[tuple[str, Any]] = [(ALL, _("Grant all that is asked for"))]
        if self.application.amount:
            granted.append((PART, _("Grant a part")))
        return [*granted, (Outcome.REFUSED, _("Refuse it"))]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("outcome") == PART and "amount" not in self.errors:
            amount = found.get("amount")
            if not amount:
                self.add_error("amount", gettext("Write the amount."))
            elif amount >= self.application.amount:
                self.add_error("amount", gettext("A part is less than what is asked for."))
        return found

    @property
    def decided(self) -> tuple[str, int]:
        """The outcome, and the amount in øre."""
        chosen = self.cleaned_data["outcome"]
        if chosen == ALL:
            return Outcome.GRANTED.value, self.application.amount
        if chosen == PART:
            return Outcome.GRANTED.value, self.cleaned_data["amount"]
        return chosen, 0


class RecommendForm(OutcomeForm):
    """What whoever recommends says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].label = _("What is recommended?")
        self.fields["reason"].help_text = _("For those who decide.")


class DecideForm(OutcomeForm):
    """The decision; it is made once."""

    reason_en = forms.CharField(
        label=_("Why, in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where the applicant reads English."),
    )
    deviation_reason = forms.CharField(
        label=_("Public reason for going another way"),
        help_text=_("Only if it is not what the rule of the call gives."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, proposed: int | None, reads_english: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        self.fields["reason_en"].required = reads_english
        if proposed is None:
            del self.fields["deviation_reason"]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.proposed is None or self.errors or found["outcome"] == Outcome.NOT_ELIGIBLE:
            return found
        if self.decided[1] != self.proposed and not found["deviation_reason"]:
            self.add_error(
                "deviation_reason",
                gettext(
                    "By its rule the pot is divided otherwise. Write why you go another way; everybody can read it."
                ),
            )
        return found


class AllForm(forms.Form):
    """One reason for all cases that are decided as the rule gives; why the rule gives it is added to each by itself."""

    hide_optional = True

    reason = forms.CharField(
        label=_("Why you follow the rule"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in every decision. Why the rule gives each its amount, or nothing, is added by itself."),
    )
    reason_en = forms.CharField(
        label=_("The same in English"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, reads_english: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason_en"].required = reads_english
