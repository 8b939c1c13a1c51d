"""What is asked for when a register is brought in on the page."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries.runs import Brought
from mikrovirk.register.services.readers.table_mapping import shipped
from mikrovirk.ui.forms import DayInput


class ManyFiles(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The files that were sent; none is fine."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(each, initial) for each in sent]


class ImportForm(forms.Form):
    """Which files, of which source; files that are sent now, or lie ready."""

    source = forms.ChoiceField(label=_("Source"), choices=ImportRun.Source.choices)
    ready = forms.MultipleChoiceField(
        label=_("Files that lie ready"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sent = ManyFilesField(
        label=_("Send files"),
        required=False,
        help_text=_("One or more. Large files are quicker laid into the folder by whoever runs the server."),
    )
    mapping = forms.ChoiceField(
        label=_("Mapping"),
        required=False,
        widget=forms.Select(attrs={"data-content": ""}),  # names of files
        help_text=_("Only for another register: which column is what."),
    )
    as_of = forms.DateField(
        label=_("The day the files tell of"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty where the files say it themselves, as those of CVR do."),
    )

    def __init__(self, *args: Any, brought: list[Brought], **more: Any) -> None:
        super().__init__(*args, **more)
        names = [each.name for each in brought]
        ready, mapping = self.fields["ready"], self.fields["mapping"]
        assert isinstance(ready, forms.MultipleChoiceField) and isinstance(mapping, forms.ChoiceField)  # noqa: PT018
        ready.choices = [(name, name) for name in names if not name.endswith(".toml")]
        if not ready.choices:
            del self.fields["ready"]
        own = [name for name in names if name.endswith(".toml")]
        mapping.choices = [("", _("None")), *((name, name) for name in (*shipped(), *own))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("ready") and not cleaned.get("sent") and "sent" not in self.errors:
            self.add_error("sent", _("Choose at least one file."))
        if cleaned.get("source") == ImportRun.Source.TABLE and not cleaned.get("mapping"):
            self.add_error("mapping", _("Another register needs a mapping."))
        return cleaned
