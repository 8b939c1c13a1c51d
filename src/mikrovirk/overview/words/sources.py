"""Where the figures come from, as every page, picture and file says it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Choices
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.panels.certainty import switches
from mikrovirk.register.queries.copies import Copy

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
REGISTERS = {"cvr": "Det Centrale Virksomhedsregister (CVR)", "datafordeler": "Det Centrale Virksomhedsregister (CVR)"}


def in_full(day: date) -> str:
    """ "1. november 2026"."""
    return date_format(day, "DATE_FORMAT")


def source(copy: Copy) -> str:
    """ "Source: Det Centrale Virksomhedsregister (CVR), as it was on 1 November 2026"."""
    register = REGISTERS.get(copy.source, copy.source)
    return _("Source: %(register)s, as it was on %(day)s") % {"register": register, "day": in_full(copy.as_of)}


def below_picture(copy: Copy, asked: Asked, name: str) -> str:
    """The line below a picture that leaves the site."""
    parts = [name, in_full(asked.on), source(copy), "MikroVirk"]
    return " · ".join(parts)


def notes(copy: Copy, asked: Asked, name: str) -> list[str]:
    """What a file of figures says of itself."""
    return [
        _("%(name)s on %(day)s") % {"name": name, "day": in_full(asked.on)},
        source(copy),
        said_choices(asked.choices),
        _("“hidden” stands for fewer than three, and for numbers from which such a one could be worked out."),
        _("Counted from the register by MikroVirk; the definitions stand at /overview/definitions/."),
        _("May be used freely when the source is named (CC BY 4.0): %(licence)s") % {"licence": LICENCE},
    ]


def said_choices(choices: Choices) -> str:
    """How it was counted, where that is not as usual."""
    changed = [each.label for each in switches() if getattr(choices, each.name)]
    said = [*changed, _("growth over %(years)s") % {"years": in_years(choices.span)}]
    return _("Counted with these choices: %(choices)s") % {"choices": "; ".join(said)}


def in_years(number: int) -> str:
    return ngettext("%(number)s year", "%(number)s years", number) % {"number": words.whole(number)}
