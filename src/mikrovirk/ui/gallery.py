"""What the gallery shows its components with: plainly invented people and meetings, in Danish as the reader sees them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from mikrovirk.ui.charts import bars
from mikrovirk.ui.forms import ClockInput, DayInput

ICONS = (
    "arrow-down arrow-left arrow-right arrow-up attach bell business calendar chair chart check chevron-down chevron-left "
    "chevron-right chevron-up clock close copy cup delete document download edit error filter flag forum group help hidden "
    "home hourglass info language lightbulb link lock mail map megaphone menu minus money more note open-in-new parking pdf "
    "people person person-add person-check phone picture place plus print refresh save search send settings share speech "
    "star star-fill success sun tasks toolbox undo upload visible warning"
).split()


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool = False
    count: int | None = None


class SampleForm(forms.Form):
    """Every kind of field."""

    business = forms.CharField(label="Virksomhedens navn", help_text="Som den står på skiltet eller på fakturaen.")
    email = forms.EmailField(label="E-mail")
    day = forms.DateField(label="Dag", widget=DayInput)
    hour = forms.TimeField(label="Klokken", widget=ClockInput)
    seats = forms.IntegerField(label="Antal pladser", min_value=1, required=False)
    venue = forms.ChoiceField(
        label="Sted",
        choices=[("", "Vælg et sted"), ("a", "Møn Bibliotek"), ("b", "Værkstedet i Stege"), ("c", "Bageriet")],
    )
    kind = forms.ChoiceField(
        label="Hvad vil du på Den varme stol?",
        widget=forms.RadioSelect,
        choices=[
            ("challenge", "En udfordring, jeg vil have input til"),
            ("brag", "En ny kunde eller ordre, jeg vil prale af"),
        ],
    )
    wants = forms.MultipleChoiceField(
        label="Hvad må vi skrive til dig om?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("invite", "Invitationer"),
            ("summary", "Opsamling efter mødet"),
            ("monthly", "Kun den månedlige mail"),
        ],
    )
    rating = forms.ChoiceField(
        label="Hvordan var mødet?",
        widget=forms.RadioSelect({"class": "tiles"}),
        choices=[("4", "Rigtig godt"), ("3", "Godt"), ("2", "Sådan lidt"), ("1", "Ikke for mig")],
    )
    brief = forms.CharField(
        label="Fortæl kort",
        widget=forms.Textarea,
        max_length=400,
        help_text="To eller tre sætninger er nok.",
        required=False,
    )
    picture = forms.FileField(label="Billede", required=False)
    reminder = forms.BooleanField(
        label="Send mig en påmindelse dagen før",
        required=False,
        help_text="Med sted, parkering og en knap til at melde afbud.",
    )


class SampleFilter(forms.Form):
    hide_optional = True
    q = forms.CharField(label="Søg", required=False, widget=forms.TextInput({"type": "search"}))
    trade = forms.ChoiceField(
        label="Branche", required=False, choices=[("", "Alle brancher"), ("f", "Frisør"), ("b", "Bageri")]
    )
    new = forms.BooleanField(label="Kun nye", required=False)


def sample(today: date) -> dict[str, Any]:
    """Everything the gallery's page needs."""
    wrong = SampleForm(
        auto_id="wrong_%s",
        data={"email": "mette@", "day": "31/2", "business": "Træ & Leg v/ Karl-Åge Østergaard", "seats": "0"},
    )
    wrong.add_error(None, "Der er kun 3 pladser tilbage, og du skriver 4 navne.")
    return {
        "today": today,
        "icons": ICONS,
        "form": SampleForm(initial={"business": "Klip & Kaffe", "reminder": True, "rating": "4", "wants": ["invite"]}),
        "wrong_form": wrong,
        "filter_form": SampleFilter(),
        "page_one": Paginator(range(212), 30).page(1),
        "page_two": Paginator(range(212), 30).page(2),
        "tabs": [
            Entry("Mødet", "#tabs", current=True),
            Entry("Tilmeldte", "#tabs", count=28),
            Entry("Opgaver", "#tabs", count=0),
            Entry("Mails", "#tabs"),
        ],
        "steps": ["Vælg fil", "Se, hvad der sker", "Færdig"],
        "headings": ["Virksomhed", "Branche", "Sted", "Sidst med"],
        "table_rows": [
            ["Bageriet Surdejen", "Bageri", "Stege", "28. november"],
            [
                "Møns Træværk og Legetøjsværksted v/ Karl-Åge Østergaard-Christoffersen",
                "Legetøj af træ",
                "Bogø By",
                "21. november",
            ],
            ["Havnens Cykler", "Cykelværksted", "Vordingborg", "3. oktober"],
        ],
        "bars": bars(
            [("Oktober", 42), ("November", 34), ("December", 19), ("Januar, Den varme stol", 38)], marked="December"
        ),
        "gallery_menu": [
            Entry("Møder", "#", current=True),
            Entry("Medlemmer", "#"),
            Entry("Værktøjskassen", "#"),
            Entry("Rapporter", "#"),
        ],
    }
