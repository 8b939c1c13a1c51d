"""The search over the public directory."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_CHOICES = 100  # more than that are typed, not chosen


class DirectoryFilter(forms.Form):
    """Words, industry, town and network; what does not exist is taken as no choice."""

    hide_optional = True
    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    town = forms.ChoiceField(label=_("Town"), required=False)
    network = forms.ChoiceField(label=_("Network"), required=False)

    def __init__(
        self,
        *args: Any,
        industries: Iterable[str],
        towns: Iterable[str],
        networks: Iterable[tuple[str, str]] | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.offer("industry", _("All industries"), [(each, each) for each in industries])
        self.offer("town", _("All towns"), [(each, each) for each in towns])
        if networks is None:
            del self.fields["network"]
        else:
            self.offer("network", _("All networks"), list(networks))

    def offer(self, name: str, everything: Any, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if len(choices) > MOST_CHOICES:
            self.fields[name] = forms.CharField(label=field.label, max_length=160, required=False)
            return
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def chosen(self) -> dict[str, str]:
        """The valid choices, "" for none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("q", "industry", "town", "network")}
