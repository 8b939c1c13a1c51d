"""What is typed about a round: its words, whom it asks, until when, and its questions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.common.days import last_minute_of
from mikrovirk.mailing.queries import placeholders_in
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import staff_of
from mikrovirk.ui.forms import DayInput
from mikrovirk.voice.models import InputRound, RoundQuestion
from mikrovirk.voice.queries.rounds import Reach
from mikrovirk.voice.services.round_words import PLACEHOLDERS
from mikrovirk.voice.services.rounds import QuestionWords, RoundWords

QUESTIONS_AT_MOST = 6
CHOICES_AT_MOST = 8
CHOICE_LENGTH = 80
LONGEST_MAIL = 4000
USUALLY_OPEN_FOR = timedelta(days=14)
QUESTION_FIELDS = ("kind", "text", "choices")
Kind = RoundQuestion.Kind


class QuestionForm(forms.Form):
    """One question and how it is answered."""

    hide_optional = True
    text = forms.CharField(label=_("Question"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("How it is answered"), choices=Kind)
    choices = forms.CharField(
        label=_("What one can choose"),
        required=False,
        help_text=_("One on each line, at least two."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_text(self) -> str:
        return refuse_braces(str(self.cleaned_data["text"]))

    def clean_choices(self) -> list[str]:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["choices"]).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        choices = found.get("choices", [])
        if found.get("kind") != Kind.CHOICE:
            return {**found, "choices": []}
        if len(choices) < 2:
            self.add_error("choices", _("Write at least two to choose between, one on each line."))
        elif len(choices) > CHOICES_AT_MOST or any(len(choice) > CHOICE_LENGTH for choice in choices):
            self.add_error("choices", _("At most eight, and each in a few words."))
        else:
            refuse_braces("".join(choices))
        return found

    @property
    def words(self) -> QuestionWords:
        found = self.cleaned_data
        return QuestionWords(found["kind"], found["text"], found["choices"])


def refuse_braces(text: str) -> str:
    """The text goes into a mail, where braces mean something."""
    if "{" in text or "}" in text:
        raise ValidationError(_("Leave out the braces { and }."))
    return text


class QuestionForms:
    """The questions of a round, one form each, as they stand on the page; changed by the buttons beside them."""

    def __init__(self, typed: Sequence[Mapping[str, str]], *, bound: bool = False) -> None:
        self.forms = [question_form(number, words, bound=bound) for number, words in enumerate(typed)]

    @classmethod
    def posted(cls, post: Mapping[str, str], *, do: str) -> "QuestionForms":
        """What was typed, after what the pressed button does: "add", "up-2", "down-0", "remove-1"; else to be checked."""
        typed = typed_questions(post)
        action, _dash, place = do.partition("-")
        changed = moved(typed, action, int(place)) if place.isdecimal() else typed
        if do == "add" and len(changed) < QUESTIONS_AT_MOST:
            changed = [*changed, {"kind": Kind.TEXT, "text": "", "choices": ""}]
        return cls(changed, bound=do.startswith("save"))

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]  # each says what is wrong with it
        return bool(valid) and all(valid)

    @property
    def words(self) -> list[QuestionWords]:
        return [form.words for form in self.forms]

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= QUESTIONS_AT_MOST


def question_form(number: int, words: Mapping[str, str], *, bound: bool) -> QuestionForm:
    prefix = f"q{number}"
    typed = {f"{prefix}-{name}": words[name] for name in QUESTION_FIELDS}
    form = QuestionForm(typed, prefix=prefix) if bound else QuestionForm(initial=dict(words), prefix=prefix)
    form.fields["text"].label = gettext("Question %(number)s") % {"number": number + 1}
    return form


def typed_questions(post: Mapping[str, str]) -> list[dict[str, str]]:
    """What stands in the fields of the questions, in order."""
    there = [number for number in range(QUESTIONS_AT_MOST) if f"q{number}-text" in post]
    return [{name: post.get(f"q{number}-{name}", "") for name in QUESTION_FIELDS} for number in there]


def moved(typed: list[dict[str, str]], action: str, place: int) -> list[dict[str, str]]:
    """The questions with the one at `place` moved up or down, or taken away."""
    if place >= len(typed):
        return typed
    rest = typed[:place] + typed[place + 1 :]
    if action == "remove":
        return rest
    target = place + {"up": -1, "down": 1}.get(action, 0)
    target = min(max(target, 0), len(rest))
    return [*rest[:target], typed[place], *rest[target:]]


class RoundForm(forms.Form):
    """A round but for its questions."""

    title = forms.CharField(
        label=_("What we call it"),
        max_length=120,
        help_text=_("Seen by you and the steering group only, for example “Before autumn”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    audience = forms.ChoiceField(label=_("Who is asked"), choices=InputRound.Audience, widget=forms.RadioSelect)
    sender = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("From whom"),
        help_text=_("The mail comes from this person by name. Answers come here all the same."),
        empty_label=None,
    )
    deadline = forms.DateField(
        label=_("Answers until"),
        help_text=_("And including that day. Those who have not answered are reminded once, three days before."),
        widget=DayInput(),
    )
    tone = forms.ChoiceField(label=_("Tone"), choices=InputRound.Tone, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    body = forms.CharField(
        label=_("The mail"),
        max_length=LONGEST_MAIL,
        help_text=_(
            "In your own words. {first_name} becomes each reader's own. The questions, how one answers and your name come below by themselves."
        ),
        widget=forms.Textarea(attrs={"rows": 9}),
    )

    def __init__(
        self, *arguments: Any, network: Network, reach: Mapping[str, Reach], now: datetime, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.now = now
        staff = staff_of(network).values("user")
        self.fields["sender"].queryset = User.objects.filter(pk__in=staff, is_active=True).order_by("full_name")  # type: ignore[attr-defined]
        labels = [(value, audience_label(str(label), reach[value])) for value, label in InputRound.Audience.choices]
        self.fields["audience"].choices = labels  # type: ignore[attr-defined]

    def clean_deadline(self) -> datetime:
        day: date = self.cleaned_data["deadline"]
        deadline = last_minute_of(day)
        if deadline <= self.now:
            raise ValidationError(_("That day is over. Choose one that is to come."))
        return deadline

    def clean_subject(self) -> str:
        return refuse_strange(str(self.cleaned_data["subject"]))

    def clean_body(self) -> str:
        return refuse_strange(str(self.cleaned_data["body"]))

    def words(self, questions: Sequence[QuestionWords]) -> RoundWords:
        found = self.cleaned_data
        names = ("title", "tone", "audience", "sender", "subject", "body")
        return RoundWords(**{name: found[name] for name in names}, deadline_at=found["deadline"], questions=questions)


def audience_label(label: str, reach: Reach) -> str:
    """Whom it asks, and how many they are."""
    words = ngettext("%(label)s: one person", "%(label)s: %(count)s people", reach.people) % {
        "label": label,
        "count": reach.people,
    }
    if not reach.without_mail:
        return words
    without = ngettext("one gets no mail", "%(count)s get no mail", reach.without_mail) % {"count": reach.without_mail}
    return f"{words} ({without})"


def refuse_strange(text: str) -> str:
    """A {placeholder} nobody fills would stand in the mail as a hole."""
    strange = sorted(placeholders_in(text) - PLACEHOLDERS)
    if strange:
        raise ValidationError(
            _("Nobody fills %(names)s. Write {first_name} where the reader's name should stand."),
            params={"names": ", ".join(f"{{{name}}}" for name in strange)},
        )
    return text


class ExtendForm(forms.Form):
    """A later deadline."""

    until = forms.DateField(label=_("Answers until"), widget=DayInput())

    def __init__(self, *arguments: Any, now: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.now = now

    def clean_until(self) -> datetime:
        until = last_minute_of(self.cleaned_data["until"])
        if until <= self.now:
            raise ValidationError(
                _("Choose a day after %(today)s."), params={"today": dates.day(timezone.localtime(self.now).date())}
            )
        return until
