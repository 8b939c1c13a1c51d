"""How the value of each measure is said: a short figure, what it means, how sure it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.health.domain.definitions import LEAST_TOLD, Definition, Unit
from mikrovirk.health.measure_texts import KINDS_OF_WORK, SHARE_TEXTS

Value = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A value in words: a short figure, what it means, how sure it is."""

    figure: str
    text: str
    certainty: str = ""


def said(definition: Definition, value: Value) -> Said:
    """The measure's value in the reader's language."""
    if definition.unit == Unit.SHARE:
        return said_share(definition.key, value)
    return SAY[definition.key](value)


def said_share(key: str, value: Value) -> Said:
    figure = _("%(count)s of %(of)s") % {"count": number(value["count"]), "of": number(value["of"])}
    if value["of"] < LEAST_TOLD:
        return Said(figure, str(SHARE_TEXTS[key]), _("Too few for a percentage."))
    words = {"share": percent(value["share"]), "low": percent(value["low"]), "high": percent(value["high"])}
    sure = _("That is %(share)s; with 80 %% certainty the share behind it lies between %(low)s and %(high)s.") % words
    return Said(figure, str(SHARE_TEXTS[key]), sure)


def said_attendance(value: Value) -> Said:
    text = ngettext(
        "at the one meeting so far",
        "come to a typical meeting; %(last)s to the last one",
        value["meetings"],
    ) % {"last": number(value["last"])}
    return Said(number(value["median"]), text)


def said_trend(value: Value) -> Said:
    words = {"meetings": value["meetings"], "low": change(value["low"]), "high": change(value["high"])}
    if value["high"] < 0:
        text = _("a fall over %(meetings)s meetings") % words
    elif value["low"] > 0:
        text = _("a rise over %(meetings)s meetings") % words
    else:
        text = _("over %(meetings)s meetings, which may be chance: neither a fall nor a rise") % words
    return Said(change(value["change"]), text, _("With 80 %% certainty between %(low)s and %(high)s.") % words)


def said_spread(value: Value) -> Said:
    words = {
        "kinds": number(value["kinds"]),
        "known": number(value["known"]),
        "largest": value["largest"],
        "share": percent(value["largest_share"]),
        "unknown": number(value["unknown"]),
    }
    text = _("equally large ones would be as mixed; %(kinds)s in all among %(known)s members") % words
    sure = _("The largest is %(largest)s with %(share)s.") % words
    if value["unknown"]:
        sure += " " + ngettext("One has not said.", "%(unknown)s have not said.", value["unknown"]) % words
    return Said(number(value["effective"], decimals=1), text, sure)


def said_hands(value: Value) -> Said:
    words = {"tasks": number(value["tasks"]), "people": number(value["people"])}
    text = (
        ngettext(
            "person did half of the %(tasks)s tasks of a year",
            "people did half of the %(tasks)s tasks of a year",
            value["hands"],
        )
        % words
    )
    kinds = ", ".join(
        " ".join((number(count), str(KINDS_OF_WORK[kind])))
        for kind, count in value["kinds"].items()
        if kind in KINDS_OF_WORK
    )
    helped = ngettext(
        "One person did something: %(kinds)s.", "%(people)s people did something: %(kinds)s.", value["people"]
    )
    return Said(number(value["hands"]), text, helped % {**words, "kinds": kinds})


def said_able(value: Value) -> Said:
    text = ngettext(
        "person could open the door tonight and begin", "people could open the door tonight and begin", value["people"]
    )
    return Said(number(value["people"]), text)


SAY: dict[str, Callable[[Value], Said]] = {
    "attendance": said_attendance,
    "trend": said_trend,
    "industries": said_spread,
    "places": said_spread,
    "hands": said_hands,
    "could_run_tonight": said_able,
}


# --- numbers ---------------------------------------------------------------------------------------------------------


def short(definition: Definition, value: float) -> str:
    """A leading value alone, as it stands in a table."""
    if definition.unit == Unit.SHARE:
        return percent(value)
    if definition.unit == Unit.CHANGE:
        return change(value)
    return number(value, decimals=1 if definition.leading == "effective" else 0)


def number(value: float, *, decimals: int = 0) -> str:
    """Half a person is said where the median lies between two."""
    places = 1 if decimals == 0 and value != int(value) else decimals
    return str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


def percent(share: float) -> str:
    return f"{number(round(100 * share))}\N{NO-BREAK SPACE}%"


def change(part: float) -> str:
    """ "+12 %" or "−30 %"."""
    whole = round(100 * part)
    sign = "+" if whole > 0 else "\N{MINUS SIGN}" if whole < 0 else ""
    return f"{sign}{number(abs(whole))}\N{NO-BREAK SPACE}%"
