"""The form behind the accessibility statement: what only whoever hosts can say."""

from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from mikrovirk.home.accessibility.facts import Gap, LookedAtBy, Statement, Status, Why
from mikrovirk.home.accessibility.words import REASONS, STATUSES, TESTERS, in_words

MOST_GAPS = 30


class StatementForm(forms.Form):
    """Everything but what does not follow the requirements."""

    body = forms.CharField(
        label=_("Who stands behind the site"),
        max_length=160,
        help_text=_("The municipality, business council or association that the site belongs to."),
    )
    is_public_body = forms.BooleanField(
        label=_("It is a public body"),
        required=False,
        help_text=_("Then the act obliges you, and the statement says so. Register it in WAS-Tool as well."),
    )
    status = forms.ChoiceField(
        label=_("How far it follows the requirements"), choices=list(STATUSES.items()), widget=forms.RadioSelect
    )
    tested = forms.ChoiceField(label=_("Who tested"), choices=list(TESTERS.items()), widget=forms.RadioSelect)
    tested_on = forms.DateField(
        label=_("When was it last tested"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    tested_how = forms.CharField(
        label=_("How, in your own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the product tests by itself stands there already."),
    )
    contact_email = forms.EmailField(label=_("E-mail for whoever meets a hindrance"), required=False)
    contact_phone = forms.CharField(label=_("Phone"), max_length=30, required=False)

    tool_url = forms.URLField(
        label=_("The statement in WAS-Tool"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_(
            "Such as https://www.was.digst.dk/yourdomain-dk. The short address /was of this site then leads there."
        ),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not (found.get("contact_email") or found.get("contact_phone") or self.errors.get("contact_email")):
            self.add_error("contact_email", _("Write an e-mail address or a phone number."))
        return found


class GapForm(forms.Form):
    """One thing that does not follow the requirements; left empty it is no more."""

    key = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    what = forms.CharField(
        label=_("What not everybody can use"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = forms.ChoiceField(label=_("Why"), choices=list(REASONS.items()), required=False)
    instead = forms.CharField(
        label=_("What they can do instead"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def has_changed(self) -> bool:
        """A reason alone says nothing: an empty row is left out."""
        return bool(self.data.get(self.add_prefix("what"), "").strip()) if self.is_bound else False


GapForms = formset_factory(GapForm, extra=2, max_num=MOST_GAPS, validate_max=True)


def initial_of(statement: Statement) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the two forms begin with."""
    facts = {name: getattr(statement, name) for name in StatementForm.base_fields}
    gaps = [
        {"key": gap.key, "why": gap.why, "what": words.what, "instead": words.instead}
        for gap in statement.gaps
        for words in [in_words(gap)]
    ]
    return facts, gaps


def statement_of(form: StatementForm, gaps: "BaseFormSet[GapForm]", *, before: Statement, today: date) -> Statement:
    """What was typed into two valid forms."""
    facts = form.cleaned_data
    typed = [each.cleaned_data for each in gaps if each.cleaned_data.get("what", "").strip()]
    return Statement(
        **(facts | {"status": Status(facts["status"]), "tested": LookedAtBy(facts["tested"])}),
        gaps=tuple(gap_of(each) for each in typed),
        written_on=before.written_on or today,
        looked_at_on=today,
    )


def gap_of(typed: dict[str, str]) -> Gap:
    """A gap of the product's that was left as it was stays in the reader's language."""
    shipped = in_words(Gap(key=typed["key"]))
    if typed["key"] and (typed["what"], typed["instead"]) == (shipped.what, shipped.instead):
        return Gap(why=Why(typed["why"] or Why.NOT_YET), key=typed["key"])
    return Gap(typed["what"], Why(typed["why"] or Why.NOT_YET), typed["instead"])
