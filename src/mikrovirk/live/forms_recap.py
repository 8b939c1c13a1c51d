"""What is written in a recap, and what is sent in with photos from the evening."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mikrovirk.common import pictures
from mikrovirk.live.models import Photo
from mikrovirk.live.services.photos import LONGEST_SIDE
from mikrovirk.ui.forms import PICTURES, FilesInput

PICTURES_AT_ONCE = 10

# --- the recap -------------------------------------------------------------------------------------------------------


class RecapForm(forms.Form):
    """What is told of the evening."""

    hide_optional = True

    text = forms.CharField(
        label=_("What everybody may read"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16, "data-content": ""}),
        help_text=_("Stands on the meeting's page and in the mails. Leave a line empty to begin a new paragraph."),
    )
    for_members = forms.CharField(
        label=_("What members read besides"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-content": ""}),
        help_text=_("Only members get this: in their mail, and on the recap's page when they are signed in."),
    )


# --- photos ----------------------------------------------------------------------------------------------------------


class PicturesField(forms.FileField):
    """Pictures, written anew: turned upright, made small, without the place and time a phone puts into them."""

    widget = FilesInput(*PICTURES)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, (list, tuple)) else [data]
        if len(given) > PICTURES_AT_ONCE:
            raise forms.ValidationError(_("Choose at most ten photos at a time."))
        return [self.rewritten(super(PicturesField, self).clean(each, initial)) for each in given or [None]]

    def rewritten(self, file: UploadedFile) -> "ContentFile[bytes]":
        try:
            return pictures.rewritten(file, size=file.size or 0, longest=LONGEST_SIDE)
        except pictures.NotAPicture:
            words = _("“%(name)s” is no photo we can read. Choose a JPG or PNG.")
        except pictures.PictureTooLarge:
            words = _("“%(name)s” is too large. A photo may be up to 15 MB.")
        raise forms.ValidationError(words, params={"name": file.name})


class PhotosForm(forms.Form):
    """Photos from the evening, who is on them, and that they agreed."""

    photos = PicturesField(label=_("Photos"), help_text=_("Up to ten at a time, straight from the phone."))
    caption = forms.CharField(label=_("What do they show?"), max_length=160, required=False)
    who = forms.CharField(
        label=_("Who is on them?"),
        max_length=200,
        required=False,
        help_text=_("Those who can be recognised. Leave it empty if nobody can."),
    )
    all_agreed = forms.BooleanField(
        label=_("I have asked everybody on them, and they agree to be shown to everybody"), required=False
    )


class PhotoForm(forms.Form):
    """What the coordinator notes about one photo, and whether it stands in the recap."""

    hide_optional = True

    caption = forms.CharField(label=_("What does it show?"), max_length=160, required=False)
    who = forms.CharField(label=_("Who is on it?"), max_length=200, required=False)
    all_agreed = forms.BooleanField(label=_("Everybody on it has agreed to be shown to everybody"), required=False)
    in_recap = forms.BooleanField(label=_("Show it in the recap"), required=False)

    @classmethod
    def of(cls, photo: Photo) -> "PhotoForm":
        initial = {"caption": photo.caption, "who": photo.who, "in_recap": photo.in_recap}
        return cls(initial={**initial, "all_agreed": bool(photo.agreed)}, auto_id=f"photo-{photo.pk}-%s")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("in_recap") and not found.get("all_agreed"):
            self.add_error(
                "all_agreed", _("A photo is shown only when everybody on it has agreed. Ask them, and tick it here.")
            )
        return found
