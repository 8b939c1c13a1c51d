"""A field that takes several files at once: PDF as it is, pictures written anew."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.domain.attachments import HEAD_BYTES, FileKind, FileProblem, kind_of
from mikrovirk.fund.forms.pictures import rewritten
from mikrovirk.ui.forms import PICTURES, FilesInput

AT_ONCE = 12
WORDS = {
    FileProblem.EMPTY: _("“%(name)s” is empty."),
    FileProblem.TOO_LARGE: _("“%(name)s” is too large. A file may be up to 15 MB."),
    FileProblem.UNKNOWN_KIND: _("We take PDF, JPG and PNG. “%(name)s” is something else; save it as PDF."),
    FileProblem.NO_PDF: _("“%(name)s” is not the PDF its name says. Save it anew and try again."),
}


@dataclass(frozen=True)
class Given:
    """A file that was checked: what it holds, and what its owner called it."""

    file: "File[bytes]"
    name: str
    is_picture: bool


class FilesField(forms.FileField):
    """Files with a case; cleaned to a list of Given, which may be empty."""

    widget = FilesInput("application/pdf", *PICTURES)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [each for each in (data if isinstance(data, (list, tuple)) else [data]) if each]
        if len(given) > AT_ONCE:
            raise forms.ValidationError(_("Choose at most twelve files."))
        return [checked(each) for each in given]


def checked(file: UploadedFile) -> Given:
    """The file as it is kept; raise ValidationError."""
    name = file.name or ""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    kind = kind_of(name, size=file.size or 0, head=head)
    if isinstance(kind, FileProblem):
        raise forms.ValidationError(WORDS[kind], params={"name": name})
    if kind is FileKind.PICTURE:
        return Given(rewritten(file), name, is_picture=True)
    return Given(File(file, name=f"{uuid4().hex}.pdf"), name, is_picture=False)
