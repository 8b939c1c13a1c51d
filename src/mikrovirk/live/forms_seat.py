"""What whoever had the seat writes afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.live.models import SeatTaken, Story

WORDS_LENGTH = 1500


class CameForm(forms.Form):
    """What came of it: one tap, and a few words if one likes."""

    came = forms.ChoiceField(
        label=_("What came of it?"),
        choices=SeatTaken.Came.choices,
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    words = forms.CharField(
        label=_("A few words about it"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The coordinator reads it. Nothing of it is shown to others unless you say so."),
    )

    @classmethod
    def of(cls, taken: SeatTaken) -> "CameForm":
        return cls(initial={"came": taken.came, "words": taken.came_of_it})


class StoryForm(forms.Form):
    """The story as it will stand, and the member's yes to it."""

    title = forms.CharField(
        label=_("Headline"),
        max_length=Story._meta.get_field("title").max_length,
        help_text=_("For example: Three new customers from one good question"),
    )
    text = forms.CharField(
        label=_("The story"),
        max_length=Story._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("What you asked the room, what you did then, and what came of it. A few lines are enough."),
    )
    agreed = forms.BooleanField(
        label=_(
            "I agree that this text stands on the network's public page with my name, once the coordinator has seen it."
        ),
        error_messages={"required": _("Tick this if the story is to be told. Else leave the page: nothing is kept.")},
    )

    @classmethod
    def of(cls, taken: SeatTaken, story: Story | None) -> "StoryForm":
        if story:
            return cls(initial={"title": story.title, "text": story.text, "agreed": story.withdrawn_at is None})
        return cls(initial={"text": taken.came_of_it})
