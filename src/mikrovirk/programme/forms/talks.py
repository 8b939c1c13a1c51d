"""A talk as the coordinator plans it, and as the speaker fills it in."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common import pictures
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain import material_files
from mikrovirk.programme.domain.material_files import FileProblem
from mikrovirk.programme.models import Material, Talk, Topic
from mikrovirk.programme.queries import formats as format_queries
from mikrovirk.programme.services.talks import SpeakerDetails


class TalkForm(forms.Form):
    """What the meeting's talk is about and who gives it."""

    hide_optional = True

    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not decided yet"),
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the talk"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The speaker can fill it in. A meeting without a title of its own takes this one."),
    )
    speaker_name = forms.CharField(label=gettext_lazy("Speaker"), max_length=160, required=False)
    speaker_email = forms.EmailField(
        label=gettext_lazy("Speaker's e-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Then the speaker can be asked by mail and needs no account."),
    )
    speaker_from = forms.CharField(label=gettext_lazy("Business or post"), max_length=160, required=False)
    lines = forms.CharField(
        label=gettext_lazy("Three lines about it"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = format_queries.active_topics(network)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, talk: Talk | None, network: Network) -> "TalkForm":
        if talk is None:
            return cls(network=network)
        names = ("title", "speaker_name", "speaker_from", "lines")
        initial = {name: getattr(talk, name) for name in names}
        email = talk.speaker.email if talk.speaker else ""
        return cls(network=network, initial={**initial, "topic": talk.topic_id, "speaker_email": email})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("speaker_email") and not cleaned.get("speaker_name"):
            self.add_error("speaker_name", _("Whose address is it? Write the speaker's name."))
        return cleaned

    def speaker(self) -> SpeakerDetails:
        cleaned = self.cleaned_data
        return SpeakerDetails(cleaned["speaker_name"], cleaned["speaker_email"], cleaned["speaker_from"])


class AnswerForm(forms.Form):
    """The speaker's yes or no, with a word if one likes."""

    note = forms.CharField(
        label=gettext_lazy("A word to the coordinator"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SpeakerForm(forms.Form):
    """The speaker's own words about the talk."""

    title = forms.CharField(label=gettext_lazy("Title of the talk"), max_length=160)
    lines = forms.CharField(
        label=gettext_lazy("Three lines about it"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What do those who come take home with them?"),
    )
    whence = forms.CharField(
        label=gettext_lazy("Your business or post"),
        max_length=160,
        required=False,
    )
    equipment = forms.CharField(
        label=gettext_lazy("Equipment"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("What you need: projector, sound, a flip chart. Only the coordinator sees it."),
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture of you"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy("Stands on the meeting's page. JPG or PNG straight from the phone is fine."),
    )
    remove_picture = forms.BooleanField(label=gettext_lazy("Remove the picture"), required=False)

    @classmethod
    def of(cls, talk: Talk) -> "SpeakerForm":
        return cls(
            initial={"title": talk.title, "lines": talk.lines, "whence": talk.speaker_from, "equipment": talk.equipment}
        )

    def clean_picture(self) -> Any:
        """The picture written anew, None where there is none."""
        given: UploadedFile | None = self.cleaned_data["picture"]
        return picture_anew(given) if given else None


PICTURE_PIXELS = 2400  # the longer side of a picture that is material: what stands on a slide can be read


def picture_anew(given: UploadedFile, *, longest: int = 1200) -> "ContentFile[bytes]":
    """The picture written anew; raise ValidationError."""
    try:
        return pictures.rewritten(given, size=given.size or 0, longest=longest)
    except pictures.NotAPicture:
        raise forms.ValidationError(_("We cannot read that picture. Choose a JPG or PNG file.")) from None
    except pictures.PictureTooLarge:
        raise forms.ValidationError(_("The picture is too large. It may be up to 15 MB.")) from None


FILE_WORDS = {
    FileProblem.EMPTY: gettext_lazy("The file is empty."),
    FileProblem.TOO_LARGE: gettext_lazy("The file is too large. It may be up to 25 MB."),
    FileProblem.UNKNOWN_KIND: gettext_lazy("We do not take that kind of file. We take: %(kinds)s."),
    FileProblem.NOT_WHAT_IT_SAYS: gettext_lazy("The file is not what its name says. Save it anew and try again."),
}


class MaterialForm(forms.Form):
    """A file, a link or a checklist: whichever is filled in."""

    hide_optional = True

    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=160,
        help_text=gettext_lazy("Such as: Slides from the evening, Checklist for your first VAT return"),
    )
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    url = forms.URLField(label=gettext_lazy("Link"), required=False, assume_scheme="https")
    text = forms.CharField(
        label=gettext_lazy("Checklist, one line for each point"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_file(self) -> "File[bytes] | None":
        """The file; a picture written anew, without the place its phone noted."""
        given: UploadedFile | None = self.cleaned_data["file"]
        if not given:
            return None
        head = given.read(material_files.HEAD_BYTES)
        given.seek(0)
        problem = material_files.problem_with(given.name or "", size=given.size or 0, head=head)
        if problem:
            raise forms.ValidationError(str(FILE_WORDS[problem]) % {"kinds": material_files.KINDS_IN_WORDS})
        if not material_files.is_picture(given.name or ""):
            return given
        picture = picture_anew(given, longest=PICTURE_PIXELS)
        picture.name = material_files.as_jpeg(given.name or "")
        return picture

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [name for name in ("file", "url", "text") if cleaned.get(name)]
        if not given and not self.errors:
            raise forms.ValidationError(_("Choose a file, paste a link or write a checklist."))
        if len(given) > 1:
            raise forms.ValidationError(_("One at a time: a file, a link or a checklist."))
        return cleaned

    def kind(self) -> str:
        cleaned = self.cleaned_data
        if cleaned.get("file"):
            return Material.Kind.FILE
        return Material.Kind.LINK if cleaned.get("url") else Material.Kind.CHECKLIST


class ToolboxForm(forms.Form):
    """What one looks for in the toolbox."""

    hide_optional = True
    q = forms.CharField(
        label=gettext_lazy("Search"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=gettext_lazy("All topics"),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.filter(network=network, talks__materials__isnull=False).distinct()  # type: ignore[attr-defined]


class OwnMaterialForm(MaterialForm):
    """Material that belongs to no talk here."""

    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"), queryset=Topic.objects.none(), required=False, empty_label=gettext_lazy("No topic")
    )
    by = forms.CharField(label=gettext_lazy("Who made it?"), max_length=160, required=False)

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = format_queries.active_topics(network)  # type: ignore[attr-defined]
