"""What each measure is called, how its value is said, how it is counted and where that comes from. docs/using/health.md says more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mikrovirk.health.domain.definitions import LEAST_TOLD, Definition, Unit

Value = Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """The words of a measure that do not depend on its value."""

    title: str | Promise
    counted: str | Promise  # how
    source: str | Promise
    missing: str | Promise  # why there is no figure


OWN = gettext_lazy("The network's own definition.")
WILSON = gettext_lazy("The interval: Wilson 1927.")
ABOUT: dict[str, About] = {
    "attendance": About(
        gettext_lazy("How many come"),
        gettext_lazy(
            "The median of the last twelve meetings: half of them had more, half had fewer. One big evening does not move it. Those who "
            "were checked in are counted; where nobody was, those who signed up."
        ),
        OWN,
        gettext_lazy("No meeting with sign-ups has been held yet."),
    ),
    "trend": About(
        gettext_lazy("More or fewer"),
        gettext_lazy(
            "The change from the first to the last of the latest twelve meetings: the median of the slopes between all pairs of evenings, in "
            "per cent. It is called a fall or a rise only where the whole interval is one."
        ),
        gettext_lazy("Theil 1950; the interval: Sen 1968."),
        gettext_lazy("It takes five meetings to see a direction."),
    ),
    "first_timers_back": About(
        gettext_lazy("New people who come again"),
        gettext_lazy(
            "Of those who came for the first time a year back to 90 days ago, how many came again within 90 days. Whoever came first "
            "within the last 90 days still has time, and whoever was there in the first 90 days on record may not have been new."
        ),
        WILSON,
        gettext_lazy("Nobody has been new for long enough yet."),
    ),
    "active": About(
        gettext_lazy("Members who take part"),
        gettext_lazy("Members who came to at least one of the last three meetings, of all who are members now."),
        OWN,
        gettext_lazy("No meeting with sign-ups has been held yet."),
    ),
    "regulars_away": About(
        gettext_lazy("Regulars who stay away"),
        gettext_lazy(
            "Regulars came to three or more of the nine meetings before the last three. Away are those who came to none of the last three."
        ),
        OWN,
        gettext_lazy("There are no regulars yet: it takes a handful of meetings."),
    ),
    "answers": About(
        gettext_lazy("Answers when you ask"),
        gettext_lazy("Of those who were asked in input rounds, a year back to two weeks ago, how many answered."),
        WILSON,
        gettext_lazy("Nobody has been asked in an input round within a year."),
    ),
    "led_to": About(
        gettext_lazy("Answers that led to something"),
        gettext_lazy(
            "Of the answers to input rounds, a year back to a month ago, how many were taken up, merged with one that was dealt with, or "
            "put off till later. “No” and “noted” do not count, nor what nobody has dealt with yet."
        ),
        WILSON,
        gettext_lazy("No answer to an input round is old enough to have led to something."),
    ),
    "introductions": About(
        gettext_lazy("Three minutes that helped"),
        gettext_lazy(
            "Of those who had their three minutes and within a year answered whether they got what they expected, how many said yes or partly."
        ),
        WILSON,
        gettext_lazy("Nobody has answered yet whether they got what they expected."),
    ),
    "cards": About(
        gettext_lazy("Whom to meet"),
        gettext_lazy("Of what people said within a year of those their card had named, how often it was useful."),
        WILSON,
        gettext_lazy("Nobody has said anything of the cards yet."),
    ),
    "hot_seats": About(
        gettext_lazy("Hot seats that helped"),
        gettext_lazy(
            "Of the turns in the hot seat and on the brag spot of which the member told within a year what came of them, from how many "
            "something good came or is on its way."
        ),
        WILSON,
        gettext_lazy("Nobody has told yet what came of their turn."),
    ),
    "industries": About(
        gettext_lazy("Industries"),
        gettext_lazy(
            "As many equally large industries would be as mixed: one divided by the chance that two members drawn at random are in the same one."
        ),
        gettext_lazy("Simpson 1949; Hill 1973 (order 2)."),
        gettext_lazy("No member's business has an industry yet."),
    ),
    "places": About(
        gettext_lazy("Towns"),
        gettext_lazy("As the industries, by the town of the members' businesses."),
        gettext_lazy("Simpson 1949; Hill 1973 (order 2)."),
        gettext_lazy("No member's business has a town yet."),
    ),
    "hands": About(
        gettext_lazy("Hands that carry the work"),
        gettext_lazy(
            "The smallest number of people who together did half of the tasks of a year. A task is: a task at an evening, an evening "
            "hosted, an evening at the door, a meeting whose plan somebody saw to, a mail read and approved, a season laid, an input round "
            "asked, minutes written, a decision carried out. Each counts once."
        ),
        gettext_lazy("The “truck factor” of software projects: Avelino and others 2016."),
        gettext_lazy("No task has been recorded within a year."),
    ),
    "could_run_tonight": About(
        gettext_lazy("Could run a meeting tonight"),
        gettext_lazy(
            "Coordinators, substitutes and members of the steering group who ran a meeting within a year or had a task at three meetings of that year. A "
            "coordinator has run the meetings held since they became one."
        ),
        OWN,
        gettext_lazy("No meeting with sign-ups has been held yet."),
    ),
}
# What half of a share is about: "12 of 20 …".
SHARE_TEXTS: dict[str, str | Promise] = {
    "first_timers_back": gettext_lazy("new people came again within 90 days"),
    "active": gettext_lazy("members came to one of the last three meetings"),
    "regulars_away": gettext_lazy("regulars were at none of the last three meetings"),
    "answers": gettext_lazy("who were asked have answered"),
    "led_to": gettext_lazy("answers led to something"),
    "introductions": gettext_lazy("got what they expected, or some of it"),
    "cards": gettext_lazy("talks with somebody a card had named were useful"),
    "hot_seats": gettext_lazy("turns led to something good, or it is on its way"),
}
KINDS_OF_WORK: dict[str, str | Promise] = {
    "tasks": gettext_lazy("tasks at evenings"),
    "hosted": gettext_lazy("evenings hosted"),
    "door": gettext_lazy("evenings at the door"),
    "plans": gettext_lazy("meetings planned"),
    "mails": gettext_lazy("mails approved"),
    "seasons": gettext_lazy("seasons laid"),
    "rounds": gettext_lazy("input rounds asked"),
    "minutes": gettext_lazy("minutes written"),
    "decisions": gettext_lazy("decisions carried out"),
}


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
