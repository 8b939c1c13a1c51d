"""What is typed about de minimis aid: the assessment, the applicant's declaration, a rate, a reference of the register."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.domain.de_minimis import Answers
from mikrovirk.fund.forms.application_rows import CvrField
from mikrovirk.fund.forms.money import MoneyField
from mikrovirk.fund.models import AidAssessment, DeclaredAid
from mikrovirk.ui.forms import DayInput

YES, NO = "yes", "no"
QUESTIONS = ("is_undertaking", "has_advantage", "is_selective", "affects_trade", "is_excluded")
# By the questions in the order they are asked: what to think of when answering.
HINTS = {
    "is_undertaking": _("An association that only meets is none. One that sells tickets or stalls in competition is."),
    "has_advantage": _("A free course or a paid advertisement is an advantage. Work paid at its price is none."),
    "is_selective": _("Open to every business alike is not selective. For those who applied it mostly is."),
    "affects_trade": _("A purely local activity that draws nobody from abroad mostly cannot."),
    "is_excluded": _("Such aid may not be given as de minimis aid (article 1 of the regulation)."),
}


def is_yes(value: Any) -> bool:
    return bool(value == YES)


class NaceField(forms.RegexField):
    """A NACE code, or the Danish one with six figures that begins with it; may be left out."""

    def __init__(self) -> None:
        super().__init__(
            regex=r"^\d{2}\.?\d{0,4}\.?\d{0,2}$",
            label=_("NACE code of the business"),
            help_text=_("The register asks for it. It stands in CVR as the industry code, such as 90.01."),
            max_length=8,
            required=False,
            widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal", "autocomplete": "off"}),
        )


class AssessmentForm(forms.Form):
    """The four questions that make support aid, whether it is left out of the rules, and why."""

    hide_optional = True

    reason = forms.CharField(
        label=_("Why? In a few lines"),
        help_text=_("The applicant may read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
    )
    in_kind = MoneyField(
        label=_("What the help that is no money is worth"),
        help_text=_("It is aid too. Leave it empty if there is none."),
        required=False,
        allow_nil=True,
    )
    industry_code = NaceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=AidAssessment._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
                help_text=HINTS[name],
                choices=[(YES, _("Yes")), (NO, _("No"))],
                coerce=is_yes,
                widget=forms.RadioSelect(attrs={"class": "tiles"}),
            )
        self.order_fields([*QUESTIONS, "reason", "in_kind", "industry_code"])

    @property
    def answers(self) -> Answers:
        return Answers(**{name: self.cleaned_data[name] for name in QUESTIONS})

    @staticmethod
    def standing(kept: AidAssessment | None, *, promised: int) -> dict[str, Any]:
        """What was said last time; before that, what the help that was promised is worth, in øre."""
        if kept is None:
            return {"is_excluded": NO, "in_kind": promised or None}
        said: dict[str, Any] = {name: YES if getattr(kept, name) else NO for name in QUESTIONS}
        return said | {
            "reason": kept.reason,
            "in_kind": kept.in_kind or None,
            "industry_code": kept.industry_code,
        }


class DeclarationForm(forms.Form):
    """Which business gets the support, and who says so."""

    hide_optional = True

    cvr = CvrField(required=True, help_text=_("Of the business or association that gets the support."))
    business_name = forms.CharField(label=_("What it is called"), max_length=200)
    name = forms.CharField(label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    agreed = forms.BooleanField(label=_("I declare this"))


class LinkedForm(forms.Form):
    """A business that is one undertaking with the applicant's."""

    hide_optional = True

    name = forms.CharField(label=_("Business"), max_length=200)
    cvr = CvrField(required=True)


class EarlierAidForm(forms.Form):
    """Aid the undertaking got before."""

    hide_optional = True

    authority = forms.CharField(label=_("Who gave it"), max_length=160)
    granted_date = forms.DateField(
        label=_("The day it was granted"),
        help_text=_("It stands in the letter. Not the day it was paid."),
        widget=DayInput(attrs={"class": "short"}),
    )
    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=DeclaredAid.Currency)
    cvr = CvrField(help_text=_("Leave it empty if it was the business above."))

    def clean_granted_date(self) -> Any:
        day = self.cleaned_data["granted_date"]
        if day > timezone.localdate():
            raise ValidationError(gettext("That day has not come yet."))
        return day


class RateForm(forms.Form):
    """The rate of a day."""

    hide_optional = True

    date = forms.DateField(label=_("Day"), widget=DayInput(attrs={"class": "short"}))
    dkk_per_100_eur = forms.DecimalField(
        label=_("Kroner for 100 euro"),
        max_digits=8,
        decimal_places=4,
        localize=True,
        validators=[MinValueValidator(1)],
        widget=forms.TextInput(attrs={"class": "short number", "inputmode": "decimal", "autocomplete": "off"}),
    )
    source = forms.CharField(label=_("Where it is from"), max_length=160, initial="Danmarks Nationalbank")

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(gettext("That day has not come yet."))
        return day


class RegisteredForm(forms.Form):
    """The register was told, or what it asks for and was missing."""

    reference = forms.CharField(label=_("The register's reference"), max_length=60, required=False)
    industry_code = NaceField()

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(self.cleaned_data.values()):
            raise ValidationError(gettext("Write the register's reference."))
        return self.cleaned_data
