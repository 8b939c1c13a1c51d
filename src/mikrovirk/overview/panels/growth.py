"""From which size class to which."""

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Part
from mikrovirk.overview.drawing import charts
from mikrovirk.overview.panels.parts import Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, parts_by_key
from mikrovirk.overview.words import sources
from mikrovirk.register.domain.size_classes import MICRO_CLASSES, SIZE_CLASSES

KNOWN_MICRO = frozenset(MICRO_CLASSES)


def transitions(shown: Shown) -> Panel:
    """From which size class to which: a matrix."""
    span = shown.asked.choices.span
    figure = shown.own["transitions"]
    parts = parts_by_key(figure)
    begins = [key for key in SIZE_CLASSES if any(part.key[0] == key for part in figure.parts)]
    last = [key for key in dict.fromkeys(part.key[1] for part in figure.parts) if key not in SIZE_CLASSES]
    ends = [
        *(key for key in SIZE_CLASSES if any(part.key[1] == key for part in figure.parts)),
        *sorted(last, reverse=True),
    ]
    cells, rows = [], []
    for begin in begins:
        found = [parts.get((begin, end)) for end in ends]
        total = sum(part.value or 0 for part in found if part)
        cells.append(
            [
                (
                    (part.value or 0) / total if part and total else 0.0,
                    words.told(part.value, suppressed=part.suppressed) if part else "",
                )
                for part in found
            ]
        )
        rows.append((words.size_name(begin), *(cell_of(part) if part else 0 for part in found)))
    grew, of = grown(figure.parts)
    title = _("Where they are after %(years)s") % {"years": sources.in_years(span)}
    if of:
        said = {"share": words.share(grew / of, 1), "years": sources.in_years(span)}
        title = _("%(share)s of the micro-businesses of %(years)s ago are in a higher size class today") % said
        if any(part.suppressed and part.key[0] in KNOWN_MICRO for part in figure.parts):
            title = (
                _("About %(share)s of the micro-businesses of %(years)s ago are in a higher size class today") % said
            )
    picture = charts.matrix(
        [words.size_short(key) for key in begins],
        [words.size_short(key) for key in ends],
        cells,
        across_title=_("employed today"),
        down_title=_("employed %(years)s ago") % {"years": sources.in_years(span)},
        label=title,
    )
    table = Table(
        (
            Column(_("Employed %(years)s ago") % {"years": sources.in_years(span)}, "text"),
            *(Column(words.size_name(key)) for key in ends),
        ),
        tuple(rows),
    )
    says = _("Read a row from the left: where those of one size have gone. The darker, the larger a part of the row.")
    pictures = (picture,) if begins else ()
    return Panel("transitions", _("Growth"), title, table, ("transitions",), says, pictures, is_wide=True)


def grown(parts: tuple[Part, ...]) -> tuple[int, int]:
    """(how many micro-businesses of then are in a higher class today, how many they were), of those that may be told."""
    order = {key: at for at, key in enumerate(SIZE_CLASSES) if key != "unknown"}
    grew = of = 0
    for part in parts:
        begin, end = part.key
        if begin in KNOWN_MICRO:
            of += int(part.value or 0)
            grew += int(part.value or 0) if order.get(end, -1) > order[begin] else 0
    return grew, of
