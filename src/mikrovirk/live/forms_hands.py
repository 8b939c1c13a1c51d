"""What a new member writes to be seen by everybody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.live.queries.newest import Showing

TEXT_LENGTH = 1500


def text(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TextsForm(forms.Form):
    """The three texts as they will stand for everybody, and the business of who has none yet."""

    business = forms.CharField(label=_("Name of your business"), max_length=200, required=False)
    about = text(_("My business"))
    offers = text(_("My contribution"))
    seeks = text(_("What I expect of the network"))
    hide_optional = True

    @classmethod
    def of(cls, showing: Showing, posted: Any = None) -> "TextsForm":
        texts = showing.texts
        form = cls(
            posted,
            initial={"about": texts.about, "offers": texts.offers, "seeks": texts.seeks},
            prefix=None,
            auto_id=f"id_{showing.membership.pk}_%s",
        )
        if showing.membership.business_id:
            del form.fields["business"]
        return form

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not any(found.get(name) for name in ("about", "offers", "seeks")):
            self.add_error("about", _("Write at least one of the three texts."))
        return found
