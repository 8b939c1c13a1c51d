"""How forms look: label above, hint, error above the field. Set as FORM_RENDERER, so `{{ form }}` and
`{{ field.as_field_group }}` give the house look everywhere."""

from pathlib import Path

import django.forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates
from django.template.backends.django import Template as BackendTemplate
from django.utils.functional import cached_property

OURS = Path(__file__).parent / "templates"
DJANGOS = Path(django.forms.__file__).parent / "templates"


class HouseRenderer(BaseRenderer):
    """Finds form templates in `ui/templates/django/forms/` first, then among Django's, then in the apps."""

    @cached_property
    def engine(self) -> DjangoTemplates:
        return DjangoTemplates(
            {
                "NAME": "house-forms",
                "DIRS": [OURS, DJANGOS],
                "APP_DIRS": True,
                "OPTIONS": {"builtins": ["mikrovirk.common.templatetags.i18n"]},
            }
        )

    def get_template(self, template_name: str) -> BackendTemplate:
        return self.engine.get_template(template_name)


class DayInput(django.forms.DateInput):
    """A date field with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")  # the only form a browser takes, in every language


class ClockInput(django.forms.TimeInput):
    """An hour and minute, on a 24-hour clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class FilesInput(django.forms.FileInput):
    """Takes several files at once. `kinds` are MIME types: an iPhone turns its own pictures into JPEG where that is asked for."""

    allow_multiple_selected = True

    def __init__(self, *kinds: str) -> None:
        super().__init__(attrs={"accept": ",".join(kinds), "multiple": True})


PICTURES = ("image/jpeg", "image/png", "image/webp")
