"""Forms of the administrator's page about privacy: who is responsible, and how long things are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.home.privacy.retention import days_of, in_words
from mikrovirk.home.privacy.rule import CHOICES
from mikrovirk.home.privacy.rules import RULES
from mikrovirk.networks.models import DataProtection


class FactsForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What only people know, for the privacy page and the papers."""

    class Meta:
        model = DataProtection
        fields = (
            *("controller", "is_authority", "address", "contact", "officer"),
            *("host", "host_contact", "processors"),
        )
        widgets = {"processors": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "controller": _("The municipality, business council or association that the site belongs to."),
            "contact": _("E-mail or phone, shown on the public page about privacy."),
            "officer": _("Name and how to reach them. A public authority must have one."),
            "host": _("Leave it empty where it is the same as the above."),
            "processors": _(
                "One on each line: who, what for, and where. The mail server and sign-in stand there already."
            ),
        }


class KeepForm(forms.Form):
    """How long each thing is kept: one choice for each rule that whoever hosts may change."""

    def __init__(self, *args: Any, row: DataProtection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in RULES:
            if not rule.is_ours_to_choose:
                continue
            days = days_of(rule, row.keep_days)
            choices = [(each, in_words(each)) for each in sorted({*CHOICES, rule.days, days})]
            self.fields[rule.key] = forms.TypedChoiceField(coerce=int, choices=choices, initial=days, label=rule.key)
