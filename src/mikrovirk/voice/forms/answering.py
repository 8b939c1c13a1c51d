"""What a member answers on the page, and what is typed in from paper or from a conversation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mikrovirk.common.cpr import holds_cpr
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.voice.domain.rounds import choice_meant
from mikrovirk.voice.models import Input, RoundQuestion, Source
from mikrovirk.voice.queries.rounds import choices_of, people_called
from mikrovirk.voice.services.answering import Answer, answer_given

LONGEST_ANSWER = 4000


def refuse_cpr(text: str) -> str:
    """CPR numbers are not kept anywhere; whoever typed one should know, and lose nothing else."""
    if holds_cpr(text):
        raise ValidationError(_("There is a CPR number in the text. Leave it out: we may not keep it."))
    return text


class WordsField(forms.CharField):
    """Free words, as long as somebody likes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3, "autocapitalize": "sentences", "dir": "auto"}))
        super().__init__(required=False, max_length=LONGEST_ANSWER, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without a counter of what is left: there is room enough, and nobody should feel measured."""
        return {}

    def clean(self, value: Any) -> str:
        return refuse_cpr(str(super().clean(value)))


class AnswerForm(forms.Form):
    """The questions of a round, each of which may be left out, but not all."""

    hide_optional = True

    def __init__(
        self, *arguments: Any, questions: Iterable[RoundQuestion], said: Mapping[int, Input], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[f"q{question.pk}"] = answer_field(question, said.get(question.pk))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not self.errors and not any(found.get(f"q{question.pk}") for question in self.questions):
            raise ValidationError(_("Answer at least one of the questions. A few words are enough."))
        return found

    @property
    def answers(self) -> list[Answer]:
        return [answer_given(question, self.cleaned_data[f"q{question.pk}"]) for question in self.questions]


def answer_field(question: RoundQuestion, said: Input | None) -> forms.Field:
    """Large tiles for what can be chosen, a box for words; what was answered before stands in it."""
    if question.kind == RoundQuestion.Kind.TEXT:
        return WordsField(label=question.text, initial=said.text if said else "")
    scale = question.kind == RoundQuestion.Kind.SCALE
    choices = [(choice, choice) for choice in choices_of(question)]
    chosen = (str(said.rating) if scale else said.text) if said else None
    tiles = forms.RadioSelect(attrs={"class": "tiles tiles--scale" if scale else "tiles"})
    hint = _("1 is not at all, 5 is very much.") if scale else ""
    return forms.ChoiceField(
        label=question.text, help_text=hint, choices=choices, required=False, widget=tiles, initial=chosen
    )


class LateForm(forms.Form):
    """A word after the deadline."""

    text = WordsField(label=_("What would you like to say?"))

    def clean_text(self) -> str:
        return refuse_nothing(str(self.cleaned_data["text"]))


def refuse_nothing(text: str) -> str:
    if not text.strip():
        raise ValidationError(_("Write a few words first."))
    return text


class TypedForm(forms.Form):
    """One answer from paper or from a conversation: who, which question, and the words."""

    hide_optional = True
    source = forms.ChoiceField(
        label=_("Where it is from"),
        choices=[(Source.PAPER, _("On paper")), (Source.OFFICE, _("Told to me"))],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    who = forms.CharField(
        label=_("Who said it?"),
        required=False,
        max_length=160,
        help_text=_("Name or e-mail. Leave it empty where nobody knows."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    question = forms.ChoiceField(label=_("Question"), required=False)
    text = forms.CharField(
        label=_("What they answered"),
        max_length=LONGEST_ANSWER,
        help_text=_("Press Enter for the next. Of what can be chosen write the number."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )

    def __init__(self, *arguments: Any, network: Network, questions: Iterable[RoundQuestion], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.network = network
        self.by_key = {str(question.pk): question for question in questions}
        choices = [(key, question.text) for key, question in self.by_key.items()]
        self.fields["question"].choices = [*choices, ("", _("Something else"))]  # type: ignore[attr-defined]
        self.person: Person | None = None

    def clean_who(self) -> str:
        typed = " ".join(str(self.cleaned_data["who"]).split())
        found = people_called(self.network, typed) if typed else []
        if len(found) > 1:
            raise ValidationError(_("Several are called that. Write the e-mail address instead."))
        self.person = found[0] if found else None
        if self.person is None and "@" in typed:
            raise ValidationError(_("Nobody here has that address. Write the name instead."))
        return typed

    def clean_text(self) -> str:
        return refuse_cpr(str(self.cleaned_data["text"]))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        question = self.by_key.get(found.get("question", ""))
        choices = choices_of(question) if question else []
        if choices and found.get("text"):
            meant = choice_meant(found["text"], choices)
            if meant is None:
                self.add_error("text", _("Write the number of the answer, or how it begins."))
            else:
                found["text"] = meant
        return found

    @property
    def answer(self) -> Answer:
        question = self.by_key.get(self.cleaned_data["question"])
        given = self.cleaned_data["text"]
        return answer_given(question, given) if question else Answer(RoundQuestion(), given)


class UnsureForm(forms.Form):
    """What of a reply is the person's own."""

    text = forms.CharField(
        label=_("What the person says"),
        max_length=LONGEST_ANSWER * 5,
        help_text=_("Take away what is not their own: a signature, or what their mail program put in."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_text(self) -> str:
        return refuse_nothing(str(self.cleaned_data["text"]))
