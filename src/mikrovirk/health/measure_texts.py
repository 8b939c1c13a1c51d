"""What each measure is called, how it is counted and where that comes from. docs/using/health.md says more."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


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
