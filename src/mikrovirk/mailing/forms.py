"""What the coordinator types about mails."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing import services
from mikrovirk.mailing.models import Mailing


class TextForm(forms.Form):
    """The coordinator's own words for one mailing."""

    hide_optional = True
    subject = forms.CharField(
        label=_("Subject"), max_length=200, help_text=_("Say the matter first: it is all that is seen on a phone.")
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=8000,
        widget=forms.Textarea({"rows": 16, "spellcheck": "true"}),
        help_text=_(
            "A blank line begins a new paragraph. A line [Words on the button]({address}) is a button. "
            "The greeting at the end and the way to unsubscribe come by themselves."
        ),
    )

    def __init__(self, *arguments: Any, mailing: Mailing, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.mailing = mailing

    def clean(self) -> dict[str, Any]:
        """Say which {placeholders} nobody fills, at the field they stand in."""
        cleaned = super().clean() or {}
        for field in ("subject", "body"):
            unknown = services.unknown_placeholders(self.mailing, cleaned.get(field, ""))
            if unknown:
                names = ", ".join(f"{{{name}}}" for name in unknown)
                self.add_error(field, _("Nobody fills in %(names)s. Choose from the list below.") % {"names": names})
        return cleaned


class AddressForm(forms.Form):
    """An address that works, for somebody whose address does not."""

    email = forms.EmailField(label=_("The address that works"), max_length=254)


class KeptWordsForm(forms.Form):
    """The words of a mail that came in which are to be kept."""

    text = forms.CharField(
        label=_("Words to take along"),
        max_length=5000,
        widget=forms.Textarea({"rows": 6, "data-content": True}),
        help_text=_("Greeting, signature and what was quoted may be left out. The words stay the writer's own."),
    )


class AnswerForm(forms.Form):
    """An answer to a mail of the example region."""

    text = forms.CharField(label=_("The answer"), max_length=5000, widget=forms.Textarea({"rows": 4}))
