"""What stands beside a stop of a tour, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from mikrovirk.landscape.domain.tours.driving import BASE
from mikrovirk.landscape.models import Stop, Tour

BADGES = {Stop.Host.NOT_ASKED: "wait", Stop.Host.ASKED: "sun", Stop.Host.YES: "good", Stop.Host.NO: "bad"}


def clock(minute: int) -> str:
    """ "17.05"; past midnight too, as "24.10"."""
    return _("%(hour)02d.%(minute)02d") % {"hour": minute // 60, "minute": minute % 60}


def why_outside(stop: Stop, tour: Tour, names: Mapping[int, str]) -> str:
    """Why the stop is not in the timetable, and what would help."""
    if stop.answer == Stop.Host.NO:
        return _("The host has said no.")
    code, *values = stop.left_out or [""]
    return said(code, values, stop, tour, names)


def said(code: str, values: list[Any], stop: Stop, tour: Tour, names: Mapping[int, str]) -> str:
    """One reason of `domain.tours.reasons`, or of `services.tours.timing`."""
    if code == "no_place":
        return _("We do not know where it is. Write its postcode.")
    if code == "too_long":
        return _("It is open for %(open)s minutes only, and the visit lasts %(visit)s.") % {
            "open": values[0],
            "visit": stop.minutes,
        }
    if code == "too_late":
        return _("You can be there at %(there)s at the earliest, and the visit must begin by %(latest)s.") % {
            "there": clock(values[0]),
            "latest": clock(max(0, values[1])),
        }
    if code == "back_late":
        return _("Even as the only visit you would be back at %(back)s, and the tour is over at %(end)s.") % {
            "back": clock(values[0]),
            "end": tour.ends_at.strftime("%H.%M"),
        }
    if code == "besides":
        return _("There is time for this or for %(other)s, but not for both.") % {"other": names.get(values[0], "…")}
    if code == "no_time":
        after = _("first") if values[1] == BASE else _("after %(stop)s") % {"stop": names.get(values[1], "…")}
        words = _(
            "There is no time for it. As a visit %(place)s the tour would be back at %(back)s instead of by %(end)s."
        )
        return words % {"place": after, "back": clock(values[0]), "end": tour.ends_at.strftime("%H.%M")}
    if code == "no_order":
        return _("Its hours fit in nowhere between the others.")
    if code == "past_midnight":
        return _("There the tour would last past midnight.")
    return _("Not in the timetable yet. Find the best order, or put it in by hand.")


def remarks_on(stop: Stop) -> list[str]:
    """What the coordinator should know about a stop in the timetable: one waits, or comes too late."""
    assert stop.arrives_at
    assert stop.begins_at
    assert stop.leaves_at
    found = []
    waits = (stop.begins_at.hour - stop.arrives_at.hour) * 60 + stop.begins_at.minute - stop.arrives_at.minute
    if waits:
        found.append(_("You are there at %(hour)s and wait %(count)s min.") % {"hour": stop.arrives_at.strftime("%H.%M"), "count": waits})  # fmt: skip
    if stop.closes_at and stop.leaves_at > stop.closes_at:
        found.append(
            _("It must be over by %(hour)s: the order does not hold.") % {"hour": stop.closes_at.strftime("%H.%M")}
        )
    return found
