"""Moves here and away."""

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Part
from mikrovirk.overview.drawing import charts
from mikrovirk.overview.panels.parts import Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, most_of, parts_by_key
from mikrovirk.register.domain.municipalities import named

MOST_PLACES = 8


def moves(shown: Shown) -> Panel:
    """Businesses that moved here and away, by the other municipality."""
    came, left = shown.own["moves_in"], shown.own["moves_out"]
    ins, outs = parts_by_key(came), parts_by_key(left)
    keys = sorted(
        {*ins, *outs},
        key=lambda key: (-sum((found[key].value or 0) if key in found else 0 for found in (ins, outs)), key),
    )
    rows = [(named(key[0]), cell_of(ins.get(key, Part(key, 0))), cell_of(outs.get(key, Part(key, 0)))) for key in keys]
    drawn = []
    told = [key for key in keys if any(found[key].value for found in (ins, outs) if key in found)]
    for key in told[:MOST_PLACES]:
        one, two = ins.get(key, Part(key, 0)), outs.get(key, Part(key, 0))
        drawn.append(
            (
                named(key[0]),
                one.value,
                words.told(one.value, suppressed=one.suppressed),
                two.value,
                words.told(two.value, suppressed=two.suppressed),
            )
        )
    title = _("Businesses that moved")
    if came.value is not None and left.value is not None:
        title = _("%(came)s moved here and %(left)s moved away in twelve months") % {
            "came": words.whole(came.value),
            "left": words.whole(left.value),
        }
    most = most_of([*shown.both("moves_in"), *shown.both("moves_out")])
    picture = charts.both_ways(drawn, ends=(_("moved here from"), _("moved away to")), label=title, most=most)
    table = Table((Column(_("Municipality"), "name"), Column(_("Moved here")), Column(_("Moved away"))), tuple(rows))
    return Panel("moves", _("Moves"), title, table, ("moves_in", "moves_out"), "", (picture,) if drawn else ())
