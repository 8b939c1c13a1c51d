"""The ballot as it is filled in: on the phone, and typed in from paper."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mikrovirk.fund.domain.ballots import BallotRules, Choices, Kind, Wrong, choices_from, cost_of, problems
from mikrovirk.fund.queries.votes import OnBallot, Rules
from mikrovirk.fund.services.paper_votes import LARGEST_NUMBER
from mikrovirk.fund.templatetags.money import kroner


class BallotForm(forms.Form):
    """A cross or a number for each project, by its place on the ballot. Gives `choices`."""

    hide_optional = True
    use_required_attribute = False

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        for project in rules.projects:
            self.fields[name_of(project)] = field_for(project, rules.ballot)

    @property
    def rows(self) -> list[tuple[OnBallot, Any]]:
        """Each project with its field."""
        return [(project, self[name_of(project)]) for project in self.rules.projects]

    def choices(self) -> Choices:
        """What is filled in, whether or not the rules allow it."""
        given = [self.cleaned_data.get(name_of(project)) or 0 for project in self.rules.projects]
        return choices_from(self.rules.ballot, {place: int(number) for place, number in enumerate(given)})

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self.refuse_what_is_wrong()
        return {**self.cleaned_data, "choices": self.choices()}

    def refuse_what_is_wrong(self) -> None:
        ballot, choices = self.rules.ballot, self.choices()
        for wrong in problems(ballot, choices):
            self.add_error(None, ValidationError(words_of(wrong, ballot, choices), code=wrong.value))


def name_of(project: OnBallot) -> str:
    return f"p{project.place}"


def field_for(project: OnBallot, ballot: BallotRules) -> forms.Field:
    if ballot.kind is not Kind.POINTS:
        attrs = {"data-amount": str(project.amount)}
        return forms.BooleanField(label=project.title, required=False, widget=forms.CheckboxInput(attrs=attrs))
    attrs = {"class": "input short number", "inputmode": "numeric", "autocomplete": "off", "data-points": ""}
    return forms.IntegerField(
        label=project.title,
        required=False,
        min_value=0,
        max_value=ballot.most_for_one,
        widget=forms.NumberInput(attrs=attrs),
    )


def words_of(wrong: Wrong, ballot: BallotRules, choices: Choices) -> str:
    """What is wrong with a ballot, and what to do about it."""
    chosen, given = sum(1 for number in choices if number), sum(choices)
    texts = {
        Wrong.TOO_FEW: ngettext(
            "Choose at least %(number)d project.", "Choose at least %(number)d projects.", ballot.at_least
        )
        % {"number": ballot.at_least},
        Wrong.TOO_MANY: _("You have chosen %(chosen)d projects. Choose at most %(most)d.")
        % {"chosen": chosen, "most": ballot.at_most},
        Wrong.TOO_DEAR: _("What you have chosen costs %(cost)s. There is %(pot)s. Take out one or more.")
        % {"cost": kroner(cost_of(ballot, choices)), "pot": kroner(ballot.pot)},
        Wrong.TOO_MANY_POINTS: _("You have given %(given)d points. You have %(points)d to spread.")
        % {"given": given, "points": ballot.points},
        Wrong.TOO_MANY_FOR_ONE: _("A project can get at most %(most)d points.") % {"most": ballot.most_for_one},
    }
    return texts.get(wrong, _("This ballot is not one of this vote."))


class SheetForm(BallotForm):
    """A ballot on paper as one of two people types it in. Gives `number` and `sheet`; None: it cannot be counted."""

    number = forms.IntegerField(
        label=gettext_lazy("Number written on the sheet"),
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.NumberInput(attrs={"class": "short number", "inputmode": "numeric", "autocomplete": "off"}),
    )
    is_spoilt = forms.BooleanField(
        label=gettext_lazy("It cannot be counted"),
        required=False,
        help_text=gettext_lazy("Torn, crossed out, or more than the rules allow."),
    )

    def refuse_what_is_wrong(self) -> None:
        if not self.cleaned_data.get("is_spoilt"):
            super().refuse_what_is_wrong()

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        return {**found, "sheet": None if found.get("is_spoilt") else found["choices"]}
