"""What is uncertain in the figures, how much it is about, and which switch counts it otherwise."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.drawing import charts
from mikrovirk.overview.panels.parts import Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, parts_by_key


@dataclass(frozen=True)
class Switch:
    """A choice of the reader: its name in the address, what it says, and the part of "uncertain" that it is about."""

    name: str
    label: str
    about: str = ""


def switches() -> list[Switch]:
    return [
        Switch("with_holdings", _("Count holding companies"), "holdings"),
        Switch("with_letting", _("Count companies that only let out their own premises"), "letting"),
        Switch("with_associations", _("Count associations"), "associations"),
        Switch("with_others", _("Count estates, foreign and public units"), "others"),
        Switch("known_size_only", _("Leave out those whose number of employed is not known"), "unknown_size"),
        Switch("without_zero", _("Leave out those with none employed"), "zero"),
        Switch("without_protected", _("Leave out those with a protected address"), "protected"),
        Switch("workplaces", _("Count workplaces where they lie, not companies where they are registered")),
        Switch("full_time", _("Count jobs as full-time jobs, so that two half jobs are one")),
        Switch("with_handovers", _("Count handed-over and merged businesses as births and deaths")),
    ]


def kinds() -> dict[str, str]:
    """What each part of "uncertain" is about."""
    return {
        "unknown_size": _("The number of employed is not known"),
        "zero": _("No employed: perhaps the owner works full time, perhaps nothing happens"),
        "holdings": _("Holding companies: they own, and seldom do anything else"),
        "letting": _("Only let out their own premises: often the owner's workshop in a company of its own"),
        "associations": _("Associations"),
        "others": _("Estates, units being formed, foreign and public units"),
        "protected": _("The address is protected: they are counted, but not seen anywhere"),
        "care_of": _("At a c/o address: the business may be somewhere else"),
        "unknown_industry": _("The industry is not stated"),
        "unknown_place": _("The place is not known"),
    }


def certainty(shown: Shown) -> Panel:
    """How many the doubtful ones are, counted or not."""
    found = parts_by_key(shown.own["uncertain"])
    names = kinds()
    order = [key for key in names if (key,) in found] + sorted(key[0] for key in found if key[0] not in names)
    counted = {"holdings", "letting", "associations", "others"} - {
        each.about for each in switches() if getattr(shown.asked.choices, each.name)
    }
    rows, bars = [], []
    for key in order:
        part = found[(key,)]
        said = words.told(part.value, suppressed=part.suppressed)
        is_in = _("left out") if key in counted else _("they count")
        rows.append((names.get(key, key), cell_of(part), is_in))
        bars.append(charts.Bar(names.get(key, key), part.value, said))
    return Panel(
        "certainty",
        _("What is uncertain"),
        _("What the register does not know for sure"),
        Table((Column(_("Matter"), "text"), Column(_("Units")), Column(_("In the figures now"), "text")), tuple(rows)),
        ("uncertain",),
        _(
            "Nothing is corrected by guessing: what is uncertain is counted here, and the switches at the top count it otherwise."
        ),
    )
