"""What is typed by those who go on stage, and by the coordinator who asks them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import HotSeatApplication, MeetingTask, SlotOffer
from mikrovirk.programme.services.slots import TEXT_LENGTH

Kind, Openness = HotSeatApplication.Kind, HotSeatApplication.Openness
WORDS_LENGTH = 1500
NOTE_LENGTH = 1000


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TextsForm(forms.Form):
    """The three short texts of who has three minutes. None is required: nobody is kept off the stage by a form."""

    hide_optional = True
    business = forms.CharField(
        label=_("My business"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=lines(3),
        help_text=_("For example: I sew curtains and cushions to measure, and have my workshop in Stege."),
    )
    contribution = forms.CharField(
        label=_("My contribution"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=lines(3),
        help_text=_("For example: I know a lot about selling at markets, and gladly lend out my stall."),
    )
    expectation = forms.CharField(
        label=_("What I expect of the network"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=lines(3),
        help_text=_("For example: to find two to share a stand with, and somebody who can teach me bookkeeping."),
    )

    @classmethod
    def of(cls, offer: SlotOffer) -> "TextsForm":
        return cls(
            initial={
                "business": offer.business_text,
                "contribution": offer.contribution_text,
                "expectation": offer.expectation_text,
            }
        )


class ExpectationForm(forms.Form):
    """Whether it came, and a few words."""

    met = forms.ChoiceField(
        label=_("Did it come?"),
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("Not yet"))],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    note = forms.CharField(
        label=_("A few words about it"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=lines(4),
        help_text=_("What came of it, or what is still missing? The coordinator reads it and looks for who can help."),
    )

    @classmethod
    def of(cls, offer: SlotOffer) -> "ExpectationForm":
        return cls(initial={"met": offer.expectation_met, "note": offer.expectation_note})


class ApplicationForm(forms.Form):
    """A wish for the hot seat or the brag spot."""

    kind = forms.ChoiceField(
        label=_("What do you want?"),
        choices=[
            (Kind.HOT_SEAT.value, _("The hot seat: I have a challenge and want input from the room")),
            (Kind.BRAG_SPOT.value, _("The brag spot: I have a new customer or order to be proud of")),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("In one line"),
        max_length=120,
        help_text=_("For example: How do I get more customers in the winter?"),
    )
    brief = forms.CharField(
        label=_("Your challenge, or your new customer or order"),
        max_length=2000,
        widget=lines(7),
        help_text=_("A few sentences: what it is about, what you have tried, and what you would like from the room."),
    )
    openness = forms.ChoiceField(
        label=_("Who may hear about it?"),
        choices=[
            (Openness.OPEN.value, _("Everybody. Your name and what you wrote stand on the meeting's public page.")),
            (Openness.MEMBERS.value, _("Only members. They see it on the meeting's page when they are signed in.")),
            (
                Openness.ROOM.value,
                _("Only those in the room. Nothing is written beforehand, only that somebody takes the seat."),
            ),
        ],
        initial=Openness.MEMBERS.value,
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, application: HotSeatApplication) -> "ApplicationForm":
        told = application.told
        kept = {"kind": application.kind, "openness": application.openness}
        return cls(initial={**kept, "title": told.title, "brief": told.brief})


class AskForm(forms.Form):
    """The coordinator's own words to somebody who could take the seat."""

    words = forms.CharField(label=_("Your words"), max_length=WORDS_LENGTH, widget=lines(6))


class TaskWordsForm(forms.Form):
    """A task for one evening."""

    title = forms.CharField(label=_("Task"), max_length=MeetingTask._meta.get_field("title").max_length)
    what = forms.CharField(
        label=_("What to do"),
        max_length=MeetingTask._meta.get_field("what").max_length,
        required=False,
        help_text=_("For example: be there at five, and set the chairs in a circle."),
    )


class AssignForm(forms.Form):
    """Who gets a task; nobody makes it free again."""

    to = forms.ModelChoiceField(
        label=_("Who does it?"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args: Any, members: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = members
