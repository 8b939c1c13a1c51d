"""What is typed about somebody else's calendar."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.landscape.domain.addresses import NotAllowed, target_of
from mikrovirk.landscape.fetch_words import said
from mikrovirk.landscape.models import Audience, Feed, Language
from mikrovirk.register.domain.municipalities import danish_order, named

LARGEST = 5 * 1024 * 1024  # octets of a file
FREE = {"": None, "yes": True, "no": False}


class FeedForm(forms.Form):
    """A calendar's address or file, whose it is, and what holds for everything in it."""

    name = forms.CharField(
        label=gettext_lazy("Whose calendar is it?"),
        max_length=120,
        help_text=gettext_lazy("Stands beside every activity: “Vordingborg Library”."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Where is it?"),
        choices=Feed.Kind.choices,
        initial=Feed.Kind.CALENDAR,
        widget=forms.RadioSelect,
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy(
            "Of the calendar itself (it often ends in .ics), or of the page that lists what they hold. Their calendar program calls it “subscribe” or “share”."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("At most 5 MB. Bring in a new one when something changes."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    municipality_code = forms.ChoiceField(label=gettext_lazy("Municipality"))
    town = forms.CharField(
        label=gettext_lazy("Town"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Where an activity does not say."),
    )
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Audience.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language.choices)
    is_free = forms.ChoiceField(
        label=gettext_lazy("Is it free?"),
        required=False,
        choices=[
            ("", gettext_lazy("It differs, or we do not know")),
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
        ],
    )
    website = forms.URLField(label=gettext_lazy("Their website"), max_length=500, required=False, assume_scheme="https")
    owner_name = forms.CharField(label=gettext_lazy("Who looks after it"), max_length=160, required=False)
    owner_email = forms.EmailField(
        label=gettext_lazy("Their e-mail"),
        required=False,
        help_text=gettext_lazy("They are told what cannot be read, once you have approved the mail."),
    )

    def __init__(self, *values: Any, codes: list[str], feed: Feed | None = None, **options: Any) -> None:
        if feed is not None:
            options.setdefault("initial", initial_of(feed))
        super().__init__(*values, **options)
        self.feed = feed
        field = self.fields["municipality_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, named(code)) for code in sorted(codes, key=lambda code: danish_order(named(code)))]
        if len(codes) == 1:
            field.initial = codes[0]

    def clean_url(self) -> str:
        """The address as it is asked; what is no public web address is said at once."""
        typed: str = self.cleaned_data["url"].strip()
        if not typed:
            return ""
        try:
            return target_of(typed if "://" in typed else f"https://{typed}").url
        except NotAllowed as error:
            raise forms.ValidationError(said(error.reason)) from None

    def clean_file(self) -> UploadedFile | None:
        found: UploadedFile | None = self.cleaned_data["file"]
        if found is not None and (found.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == Feed.Kind.FILE:
            cleaned["url"] = ""
            had_file = self.feed is not None and self.feed.kind == Feed.Kind.FILE
            if not cleaned.get("file") and "file" not in self.errors and not had_file:
                self.add_error("file", _("Choose the file."))
        elif kind and not cleaned.get("url") and "url" not in self.errors:
            self.add_error("url", _("Write the address."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the services take."""
        names = [name for name in self.cleaned_data if name not in ("file", "is_free")]
        return {name: self.cleaned_data[name] for name in names} | {"is_free": FREE[self.cleaned_data["is_free"]]}

    def octets(self) -> bytes | None:
        """The file's; None where none was chosen."""
        found = self.cleaned_data.get("file") if self.cleaned_data["kind"] == Feed.Kind.FILE else None
        return found.read() if found else None


def initial_of(feed: Feed) -> dict[str, Any]:
    names = (
        "name",
        "kind",
        "url",
        "municipality_code",
        "town",
        "audience",
        "language",
        "website",
        "owner_name",
        "owner_email",
    )
    free = {value: key for key, value in FREE.items()}
    return {name: getattr(feed, name) for name in names} | {"is_free": free[feed.is_free]}
