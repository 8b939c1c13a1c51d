"""Whatever people send as a file: every field is named here with what is done to it, and pictures keep nothing but the picture."""

import inspect
import io
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.datastructures import MultiValueDict
from PIL import Image

from mikrovirk.common import pictures
from mikrovirk.directory.forms.profile import PictureForm
from mikrovirk.directory.services import pictures as portraits
from mikrovirk.fund.forms import attachments
from mikrovirk.fund.forms.claims import ReceiptForm
from mikrovirk.fund.forms.pictures import PicturesField
from mikrovirk.live.forms_recap import PhotosForm
from mikrovirk.programme.forms.talks import MaterialForm, SpeakerForm

PACKAGE = Path(pictures.__file__).parents[1]
PICTURE = "a picture: read, turned, made small, written anew as JPEG"
PAPER = "a picture written anew, or a PDF known by its first octets and handed out as a download"
LIST = "read within limits of octets, rows and columns; what it holds is kept, and the file goes out to nobody"
FIELDS = {
    "directory.forms.imports.UploadForm.file": LIST,
    "directory.forms.profile.PictureForm.picture": PICTURE,
    "fund.forms.claims.ReceiptForm.file": PAPER,
    **dict.fromkeys(
        [f"fund.forms.ideas.{name}.pictures" for name in ("IdeaForm", "GuestIdeaForm", "MemberIdeaForm")], PICTURE
    ),
    "fund.forms.reports.ReportForm.picture": PICTURE,
    "home.bringing.forms.FileForm.file": LIST,
    "landscape.forms.entry_list.ListForm.file": LIST,
    "landscape.forms.feeds.FeedForm.file": LIST,
    "landscape.forms.tours.DrivesForm.file": LIST,
    "live.forms_recap.PhotosForm.photos": PICTURE,
    "programme.forms.talks.MaterialForm.file": "known by its first octets, handed out as a download; a picture written anew",
    "programme.forms.talks.OwnMaterialForm.file": "the same",
    "programme.forms.talks.SpeakerForm.picture": PICTURE,
    "register.forms.imports.ImportForm.sent": "the administrator's; read by the import in a process of its own, handed out to nobody",
}
SECRET = b"56.0123 N hemmelig adresse"


def form_classes() -> Iterator[tuple[str, type[forms.BaseForm]]]:
    """Every form of the product, by the name of where it is written."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "forms" in path.as_posix().removeprefix(PACKAGE.as_posix()) and "ui" not in path.parts:
            name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
            module = import_module(f"mikrovirk.{name}")
            for called, each in inspect.getmembers(module, inspect.isclass):
                if issubclass(each, forms.BaseForm) and each.__module__ == module.__name__:
                    yield f"{name}.{called}", each


def test_every_field_that_takes_a_file_is_named_here() -> None:
    found = {
        f"{name}.{field}"
        for name, form in form_classes()
        for field, made in getattr(form, "base_fields", {}).items()
        if isinstance(made, forms.FileField)
    }
    assert found == set(FIELDS)


def test_fields_that_are_made_with_the_form() -> None:
    """An application's files, which are cleaned by `attachments.checked`, as receipts are."""
    made = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"self\.fields\[.+\] = \w*(File|Image)\w*Field\(", path.read_text())
    }
    assert made == {"fund/forms/application.py"}


def test_no_view_takes_a_file_past_a_form() -> None:
    """`request.FILES` is only ever handed to a form."""
    past = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text().splitlines()
        if "request.FILES" in line
        and any(sign in line for sign in ("FILES[", "FILES.get", "FILES.values", "FILES.items"))
    ]
    assert past == []


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with a comment, a place and a maker in it, and something behind its end."""
    made = io.BytesIO()
    image = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    options: dict[str, Any] = {"exif": exif}
    if kind == "JPEG":
        options["comment"] = SECRET
    image.save(made, kind, **options)
    return made.getvalue() + SECRET


def sent(content: bytes, name: str = "IMG_2041.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def portrait(file: SimpleUploadedFile) -> bytes:
    form = PictureForm({}, {"picture": file})
    assert form.is_valid()
    try:
        return portraits.reencoded(form.cleaned_data["picture"].read())
    except portraits.NotAPicture as error:
        raise forms.ValidationError("no") from error


def receipt(file: SimpleUploadedFile) -> bytes:
    form = ReceiptForm({"text": "Kaffe", "amount": "120"}, {"file": file})
    return cleaned(form, "file").file.read()


def speaker(file: SimpleUploadedFile) -> bytes:
    return cleaned(SpeakerForm({"title": "Om moms"}, {"picture": file}), "picture").read()


def material(file: SimpleUploadedFile) -> bytes:
    return cleaned(MaterialForm({"title": "Slides"}, {"file": file}), "file").read()


def recap(file: SimpleUploadedFile) -> bytes:
    return cleaned(PhotosForm({}, MultiValueDict({"photos": [file]})), "photos")[0].read()


def idea(file: SimpleUploadedFile) -> bytes:
    return PicturesField().clean([file])[0].read()


def paper(file: SimpleUploadedFile) -> bytes:
    return attachments.checked(file).file.read()


def cleaned(form: forms.BaseForm, name: str) -> Any:
    form.full_clean()
    if name in form.errors:
        raise forms.ValidationError(str(form.errors[name]))
    return form.cleaned_data[name]


WAYS = [portrait, receipt, speaker, material, recap, idea, paper]


@pytest.mark.parametrize("way", WAYS)
def test_a_picture_keeps_nothing_but_the_picture(way: Callable[[SimpleUploadedFile], bytes]) -> None:
    for content, name in ((photo(), "IMG.jpg"), (photo("PNG"), "IMG.png")):
        kept = way(sent(content, name))
        assert SECRET in content
        assert SECRET not in kept
        with Image.open(io.BytesIO(kept)) as opened:
            assert (opened.format, dict(opened.getexif()), opened.info.get("comment")) == ("JPEG", {}, None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "content",
    [
        b"<script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xff\xd8\xff" + b"no picture" * 20,
        b"GIF89a/*" + b"A" * 40,
    ],
)
def test_what_is_no_picture_is_refused(way: Callable[[SimpleUploadedFile], bytes], content: bytes) -> None:
    with pytest.raises(forms.ValidationError):
        way(sent(content))


def test_a_picture_with_too_many_dots_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(pictures.PictureTooLarge):
        pictures.rewritten(io.BytesIO(photo()), size=100)


@pytest.mark.parametrize(
    ("name", "content"), [("plan.pdf", b"<html>"), ("plan.docx", b"%PDF-1.7"), ("plan.exe", b"MZ")]
)
def test_a_paper_that_is_not_what_its_name_says_is_refused(name: str, content: bytes) -> None:
    for way in (receipt, material, paper):
        with pytest.raises(forms.ValidationError):
            way(sent(content, name))


@pytest.mark.django_db
def test_no_file_of_the_folder_has_an_address(client: Client) -> None:
    assert client.get("/files/receipts/x.pdf").status_code == 404
