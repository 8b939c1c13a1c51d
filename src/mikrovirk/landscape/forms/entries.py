"""The filter over the register of networks and offers, and what is typed about an entry."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mikrovirk.landscape.models import Audience, Entry, Language
from mikrovirk.landscape.queries.entries.asked import TRADES, EntriesAsked, trade_named
from mikrovirk.landscape.queries.entries.listing import Choices
from mikrovirk.landscape.services.entries.writing import codes_of
from mikrovirk.register.domain.municipalities import danish_order, named
from mikrovirk.register.domain.towns import town_at
from mikrovirk.ui.forms import DayInput

FREE = {"": None, "yes": True, "no": False}
POINT = re.compile(r"\s*(-?\d{1,3}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*")
DENMARK = ((54.4, 58.0), (7.9, 15.4))  # latitudes and longitudes


def trades() -> list[tuple[str, str]]:
    """The trades one can choose, by name."""
    pairs = [(letter, trade_named(letter, get_language() or "da")) for letter in TRADES]
    return sorted(pairs, key=lambda pair: danish_order(pair[1]))


class EntryFilter(forms.Form):
    """What one can choose; `asked` are the choices that are valid."""

    hide_optional = True
    q = forms.CharField(
        label=gettext_lazy("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    trade = forms.ChoiceField(label=gettext_lazy("Trade"), required=False)
    town = forms.ChoiceField(label=gettext_lazy("Town"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    free = forms.BooleanField(label=gettext_lazy("Only what is free"), required=False)

    def __init__(self, *values: Any, asked: EntriesAsked, there: Choices, **options: Any) -> None:
        super().__init__({name: getattr(asked, name) for name in self.base_fields}, **options)
        towns = list(dict.fromkeys([*there.towns, *([asked.town] if asked.town else [])]))
        self.offer("kind", _("Everything"), list(Entry.Kind.choices))
        self.offer("audience", _("All"), list(Audience.choices)[1:3])
        self.offer("trade", _("Every trade"), trades())
        self.offer("town", _("All towns"), [(town, town) for town in towns])
        self.offer("language", _("All languages"), list(Language.choices))
        if not there.has_trades and not asked.trade:
            del self.fields["trade"]
        if len(there.languages) < 2 and not asked.language:
            del self.fields["language"]

    def offer(self, name: str, everything: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]


class EntryForm(forms.Form):
    """What everybody sees of an entry: what its owner keeps behind the link."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Entry.Kind.choices)
    about = forms.CharField(
        label=gettext_lazy("What it is, in a few lines"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Audience.choices)
    industries = forms.MultipleChoiceField(
        label=gettext_lazy("Which trades"),
        required=False,
        help_text=gettext_lazy("Tick none where every trade is welcome."),
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The house and the street. Leave it empty where it is in no one place."),
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    point = forms.CharField(
        label=gettext_lazy("Point on the map"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "As map services copy it: 55.0089, 11.9106. Otherwise it stands in the middle of its postcode."
        ),
    )
    how_often = forms.CharField(
        label=gettext_lazy("How often"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("“The first Thursday of the month”, “open every weekday”."),
    )
    price = forms.CharField(label=gettext_lazy("Price"), max_length=120, required=False)
    is_free = forms.ChoiceField(
        label=gettext_lazy("Is it free?"),
        required=False,
        choices=[
            ("", gettext_lazy("It differs, or we do not know")),
            ("yes", gettext_lazy("Yes")),
            ("no", gettext_lazy("No")),
        ],
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language.choices)
    last_activity_date = forms.DateField(
        label=gettext_lazy("Last held"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("When something was last on."),
    )
    contact_name = forms.CharField(label=gettext_lazy("Whom to ask"), max_length=160, required=False)
    contact_email = forms.EmailField(label=gettext_lazy("Contact e-mail"), required=False)
    contact_phone = forms.CharField(
        label=gettext_lazy("Contact phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    website = forms.URLField(label=gettext_lazy("Website"), max_length=500, required=False, assume_scheme="https")
    # Of one of our own networks these come from the network itself.
    FROM_THE_NETWORK: tuple[str, ...] = (
        "name",
        "kind",
        "contact_name",
        "contact_email",
        "contact_phone",
        "website",
        "last_activity_date",
    )

    def __init__(self, *values: Any, entry: Entry | None = None, **options: Any) -> None:
        if entry is not None:
            options.setdefault("initial", initial_of(entry))
        super().__init__(*values, **options)
        self.entry = entry
        field = self.fields["industries"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = trades()
        if entry is not None and entry.network_id:
            for name in self.FROM_THE_NETWORK:
                self.fields.pop(name, None)

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"].strip()
        if typed and town_at(typed) is None:
            raise forms.ValidationError(_("There is no such postcode in Denmark."))
        return typed

    def clean_point(self) -> tuple[float, float] | None:
        """(latitude, longitude), or None where nothing was typed."""
        typed: str = self.cleaned_data["point"].strip()
        if not typed:
            return None
        found = POINT.fullmatch(typed)
        point = tuple(float(part.replace(",", ".")) for part in found.groups()) if found else ()
        if len(point) != 2 or not all(low <= part <= high for part, (low, high) in zip(point, DENMARK, strict=True)):
            raise forms.ValidationError(_("Write it as two numbers, the one for north first: 55.0089, 11.9106."))
        return point[0], point[1]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            cleaned.get("audience") == Audience.TRADE
            and not cleaned.get("industries")
            and "industries" not in self.errors
        ):
            self.add_error("industries", _("Say which trade."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the services take."""
        cleaned = self.cleaned_data
        apart = ("industries", "is_free", "point", "codes", "feed")
        latitude, longitude = cleaned["point"] or (None, None)
        town = town_at(cleaned["postcode"]) if cleaned["postcode"] else None
        return {name: cleaned[name] for name in cleaned if name not in apart} | {
            "industries": "".join(sorted(cleaned["industries"])),
            "is_free": FREE[cleaned["is_free"]],
            "latitude": latitude,
            "longitude": longitude,
            "town": town.name if town else "",
        }


class KeptEntryForm(EntryForm):
    """The same for those who keep the register: with where it counts, whose it is, and its calendar."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("In which municipalities"), widget=forms.CheckboxSelectMultiple
    )
    feed = forms.ChoiceField(
        label=gettext_lazy("Its calendar"),
        required=False,
        help_text=gettext_lazy("If we read it: then it says by itself when something was last held, and what comes."),
    )
    owner_name = forms.CharField(label=gettext_lazy("Who looks after the entry"), max_length=160, required=False)
    owner_email = forms.EmailField(
        label=gettext_lazy("Their e-mail"),
        required=False,
        help_text=gettext_lazy(
            "Twice a year they get a link with which they keep it, without an account. It is shown to nobody."
        ),
    )
    FROM_THE_NETWORK = (*EntryForm.FROM_THE_NETWORK, "feed", "owner_name", "owner_email")

    def __init__(self, *values: Any, codes: Sequence[str], feeds: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*values, **options)
        field = self.fields["codes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, named(code)) for code in sorted(codes, key=lambda code: danish_order(named(code)))]
        if "feed" in self.fields:
            choice = self.fields["feed"]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [("", _("None that we read")), *feeds]

    def said(self) -> dict[str, Any]:
        number = self.cleaned_data.get("feed")
        more = {"feed_id": int(number) if number else None} if "feed" in self.cleaned_data else {}
        return super().said() | more | {"codes": self.cleaned_data["codes"]}


def initial_of(entry: Entry) -> dict[str, Any]:
    names = (
        *("name", "kind", "about", "audience", "place", "postcode", "how_often", "price", "language"),
        *(
            "last_activity_date",
            "contact_name",
            "contact_email",
            "contact_phone",
            "website",
            "owner_name",
            "owner_email",
        ),
    )
    free = {value: key for key, value in FREE.items()}
    point = f"{entry.latitude}, {entry.longitude}" if entry.latitude is not None else ""
    return {name: getattr(entry, name) for name in names} | {
        "industries": list(entry.industries),
        "is_free": free[entry.is_free],
        "point": point,
        "codes": codes_of(entry),
        "feed": str(entry.feed_id or ""),
    }
