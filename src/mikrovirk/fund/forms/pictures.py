"""A field that takes several pictures at once, and writes each anew."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mikrovirk.common import pictures
from mikrovirk.ui.forms import PICTURES, FilesInput

AT_ONCE = 6


class PicturesField(forms.FileField):
    """Pictures written anew, without the place and time a phone puts into them; cleaned to a list, which may be empty."""

    widget = FilesInput(*PICTURES)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [each for each in (data if isinstance(data, (list, tuple)) else [data]) if each]
        if len(given) > AT_ONCE:
            raise forms.ValidationError(_("Choose at most six pictures."))
        return [rewritten(super(PicturesField, self).clean(each, initial)) for each in given]


def rewritten(file: UploadedFile) -> "ContentFile[bytes]":
    """The picture written anew; raise ValidationError."""
    try:
        return pictures.rewritten(file, size=file.size or 0, longest=1600)
    except pictures.NotAPicture:
        words = _("“%(name)s” is no picture we can read. Choose a JPG or PNG.")
    except pictures.PictureTooLarge:
        words = _("“%(name)s” is too large. A picture may be up to 15 MB.")
    raise forms.ValidationError(words, params={"name": file.name})
