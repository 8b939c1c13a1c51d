"""The choices at the top of an overview page as plain HTML pieces: what can be chosen, and what is chosen."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import SPANS, Figures
from mikrovirk.overview.page.asking import COUNTRY, Asked, token
from mikrovirk.overview.panels.certainty import switches
from mikrovirk.overview.panels.shown import parts_by_key
from mikrovirk.overview.words.sources import in_years
from mikrovirk.register.domain.municipalities import REGIONS, of_region
from mikrovirk.register.domain.towns import towns_of


@dataclass(frozen=True)
class Ticked:
    """A switch as the form shows it: with how many units it is about, where the register says."""

    name: str
    label: str
    number: str
    is_on: bool


@dataclass(frozen=True)
class ChoiceBar:
    """What the form at the top needs."""

    on: str
    newest: str
    wrong_day: str
    postcodes: SafeString
    others: SafeString
    spans: SafeString
    switches: list[Ticked]
    changed: int  # how many choices are not as usual


def choice_bar(asked: Asked, found: Figures, *, newest: str) -> ChoiceBar:
    numbers = parts_by_key(found["uncertain"])
    ticked = [
        Ticked(
            each.name,
            each.label,
            words.told(part.value, suppressed=part.suppressed) if (part := numbers.get((each.about,))) else "",
            bool(getattr(asked.choices, each.name)),
        )
        for each in switches()
    ]
    return ChoiceBar(
        asked.on.isoformat(),
        newest,
        asked.on_typed,
        postcode_options(asked.code, asked.area.postcode or ""),
        chosen(municipality_options(get_language() or "da"), token(asked.beside) if asked.beside else ""),
        options([(str(span), in_years(span)) for span in SPANS], str(asked.choices.span)),
        ticked,
        sum(each.is_on for each in ticked) + (asked.choices.span != SPANS[-1]),
    )


def options(pairs: list[tuple[str, str]], value: str) -> SafeString:
    made = "".join(
        [
            f'<option value="{escape(key)}"{" selected" if key == value else ""}>{escape(name)}</option>'
            for key, name in pairs
        ]
    )
    return mark_safe(made)  # noqa: S308  every text in it went through escape


def postcode_options(code: str, value: str) -> SafeString:
    pairs = [("", _("The whole municipality"))]
    pairs += [(town.postcode, f"{town.postcode} {town.name}") for town in towns_of(code)]
    if value and value not in dict(pairs):  # a postcode that lies here with a corner only
        pairs.append((value, words.town_and_code(value)))
    return options(pairs, value)


@lru_cache(maxsize=4)
def municipality_options(_language: str) -> str:
    """Every municipality by region, none of them chosen."""
    groups = []
    for region in REGIONS:
        inside = "".join([f'<option value="{each.code}">{escape(each.name)}</option>' for each in of_region(region)])
        name = _("Region %(name)s") % {"name": region}
        groups.append(f'<optgroup label="{escape(name)}">{inside}</optgroup>')
    return f'<option value="{COUNTRY}">{escape(_("Denmark"))}</option>{"".join(groups)}'


def chosen(made: str, value: str) -> SafeString:
    """The same list with one of them chosen."""
    code = value.partition("-")[0]
    found = made.replace(f'<option value="{code}">', f'<option value="{code}" selected>', 1) if code else made
    return mark_safe(found)  # noqa: S308  every text in it went through escape
