"""What members write about themselves and their business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mikrovirk.accounts.models import MailChoice
from mikrovirk.directory.forms.fields import CvrField, PhoneField, line, lines
from mikrovirk.directory.models import Audience, Business, Person

LISTING_WORDING = _(
    "Everybody may find the business in the public directory, with my name, and with what I have chosen to show to everybody. "
    "I can take that back at any time."
)


def audience(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=Audience.choices)


class ProfileForm(forms.Form):
    """Name, phone, what one says about oneself, and who sees it."""

    name = forms.CharField(label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = PhoneField()
    phone_for = audience(_("My phone number is shown to"))
    email_for = audience(_("My e-mail is shown to"))
    about = lines(_("About me"), 600, help_text=_("Two or three lines: what people should know before they meet you."))
    about_for = audience(_("“About me” is shown to"))
    photo_for = audience(_("My picture is shown to"))
    listed_at_meetings = forms.BooleanField(
        label=_("Others who come to a meeting may see that I come"),
        required=False,
        help_text=_("They see your name, your business and what you seek. You can change it for each meeting."),
    )
    mail_choice = forms.ChoiceField(
        label=_("Which mails would you like?"),
        choices=MailChoice.choices,
        widget=forms.RadioSelect,
        help_text=_("At most four a month. Mails about your own sign-ups always come."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[
            ("da", pgettext_lazy("in its own words", "Dansk")),
            ("en", pgettext_lazy("in its own words", "English")),
        ],
    )

    @classmethod
    def of(cls, person: Person, posted: Any = None) -> "ProfileForm":
        names = ("phone", "phone_for", "email_for", "about", "about_for", "photo_for", "listed_at_meetings")
        user = person.user
        about_user = {"name": user.full_name, "mail_choice": user.mail_choice, "language": user.language}
        return cls(posted, initial={**about_user, **{name: getattr(person, name) for name in names}})


class PictureForm(forms.Form):
    """A picture from the phone. What it is, is looked at when it is written anew."""

    picture = forms.FileField(
        label=_("Your picture"),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Place and time noted by the camera are removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class BusinessForm(forms.Form):
    """What others read about a business."""

    name = forms.CharField(label=_("Name of the business"), max_length=200)
    cvr = CvrField()
    industry = line(_("Industry"), 160, help_text=_("In one or two words: hairdresser, bookkeeping, carpenter."))
    address = line(_("Address"), 200, autocomplete="street-address")
    postcode = line(_("Postcode"), 10, autocomplete="postal-code")
    town = line(_("Town"), 80, autocomplete="address-level2")
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": _("Write the address of the website, such as www.company.dk.")},
    )
    about = lines(_("What we do"), 1500)
    offers = lines(_("What I offer"), 800, help_text=_("What can the others come to you for?"))
    seeks = lines(_("What I seek"), 800, help_text=_("Customers, partners, advice, premises: what would help you now?"))

    def __init__(self, *args: Any, business: Business | None = None, **options: Any) -> None:
        self.business = business
        if business:
            facts = {name: getattr(business, name) for name in BusinessForm.base_fields}
            options["initial"] = facts | options.get("initial", {})
        super().__init__(*args, **options)

    def clean_cvr(self) -> str:
        number: str = self.cleaned_data["cvr"]
        same = Business.objects.filter(cvr=number)
        if self.business:
            same = same.exclude(pk=self.business.pk)
        if number and same.exists():
            raise forms.ValidationError(_("Another business here has that CVR number. Write to your coordinator."))
        return number


class OwnBusinessForm(BusinessForm):
    """The member's own: with the yes or no to being seen by everybody."""

    listed = forms.BooleanField(
        label=_("Show the business in the public directory"), required=False, help_text=LISTING_WORDING
    )
