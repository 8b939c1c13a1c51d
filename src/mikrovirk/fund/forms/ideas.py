"""What is typed about ideas: the idea itself, who has it, and what those who look after the box say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.forms.pictures import PicturesField
from mikrovirk.fund.models import Call, Fund, Idea
from mikrovirk.fund.queries.ideas import in_the_box
from mikrovirk.networks.models import Network


def sentence(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    return forms.CharField(label=label, max_length=300, required=required, widget=widget, help_text=help_text)


class IdeaForm(forms.Form):
    """An idea in three sentences, with pictures."""

    title = forms.CharField(
        label=_("The idea in a few words"),
        max_length=120,
        help_text=_("Such as: A Christmas market together"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    what = sentence(_("What should happen?"), required=True)
    who_for = sentence(_("Who gets something out of it?"))
    needs = sentence(_("What does it take?"), help_text=_("Money, a place, somebody who can …"))
    pictures = PicturesField(
        label=_("Pictures"), required=False, help_text=_("Up to six, straight from the phone. Only what you may show.")
    )

    @classmethod
    def of(cls, idea: Idea) -> "IdeaForm":
        return cls(initial={name: getattr(idea, name) for name in ("title", "what", "who_for", "needs")})

    @property
    def sentences(self) -> dict[str, str]:
        """What was written, without the pictures."""
        return {name: self.cleaned_data[name] for name in ("title", "what", "who_for", "needs")}


class MemberIdeaForm(IdeaForm):
    """A member's: which of their networks it comes from, where they are in several."""

    network = forms.ModelChoiceField(
        label=_("Which network does it come from?"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=_("None of them"),
    )
    field_order = ("title", "what", "who_for", "needs", "network", "pictures")

    def __init__(self, *args: Any, networks: list[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.networks = networks
        if len(networks) < 2:
            del self.fields["network"]
        else:
            keys = [network.pk for network in networks]
            self.fields["network"].queryset = Network.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Network | None:
        """The network it comes from: the only one, or the one that was chosen."""
        if len(self.networks) == 1:
            return self.networks[0]
        found: Network | None = self.cleaned_data.get("network")
        return found


class GuestIdeaForm(IdeaForm):
    """Somebody's who is not signed in: the link in a mail shows that the address is theirs."""

    name = forms.CharField(label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("We send you a link; the idea is in the box when you have opened it. Nobody sees your address."),
    )


class IdeasFilter(forms.Form):
    """How the idea box is looked through."""

    hide_optional = True
    q = forms.CharField(
        label=_("Search"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Newest first")), ("support", _("Most support first"))]
    )


class MergeIdeaForm(forms.Form):
    """Which idea this one is the same as."""

    into = forms.ModelChoiceField(
        label=_("It is the same as"), queryset=Idea.objects.none(), empty_label=_("Choose an idea")
    )

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = in_the_box(idea.fund).exclude(pk=idea.pk).order_by("title")  # type: ignore[attr-defined]


class HideIdeaForm(forms.Form):
    """Why an idea is taken off the list; its author reads it."""

    because = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text=_("The author gets it by mail. It is not shown to others."),
    )


class WordForm(forms.Form):
    """A word to the author."""

    word = forms.CharField(
        label=_("A word about the idea"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 600}),
        help_text=_("The author gets it by mail, and everybody can read it on the page."),
    )


class HelpOnForm(forms.Form):
    """Which call an application is put up in."""

    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none(), empty_label=None)

    def __init__(self, *args: Any, fund: Fund, calls: list[Call], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = fund.calls.filter(pk__in=[call.pk for call in calls])  # type: ignore[attr-defined]
