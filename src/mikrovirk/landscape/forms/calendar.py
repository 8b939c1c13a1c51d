"""The filter over the joint calendar."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.landscape.models import Audience, Language
from mikrovirk.landscape.queries.asked import OWN, Asked


class CalendarFilter(forms.Form):
    """What one can choose; `asked` are the choices that are valid."""

    hide_optional = True
    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    town = forms.ChoiceField(label=_("Town"), required=False)
    audience = forms.ChoiceField(label=_("For whom"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    source = forms.ChoiceField(label=_("Whose calendar"), required=False)
    free = forms.BooleanField(label=_("Only what is free"), required=False)

    def __init__(
        self, *values: Any, asked: Asked, towns: Iterable[str], sources: Iterable[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__({name: getattr(asked, name) for name in self.base_fields}, **options)
        towns = list(dict.fromkeys([*towns, *([asked.town] if asked.town else [])]))
        self.offer("town", _("All towns"), [(town, town) for town in towns])
        self.offer("audience", _("All"), list(Audience.choices)[1:])
        self.offer("language", _("All languages"), list(Language.choices))
        self.offer("source", _("All calendars"), [(OWN, _("The networks' own meetings")), *sources])

    def offer(self, name: str, everything: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]
