"""What is said of goals: the names of indicators, values with their unit, and verdicts in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.overview import words
from mikrovirk.overview.domain.definitions import DEFINITIONS, Unit
from mikrovirk.overview.domain.goals import BY_HAND, FROM_NETWORKS, FROM_REGISTER, Verdict
from mikrovirk.overview.models import GoalIndicator
from mikrovirk.overview.queries.definitions import in_words

OWN_NAMES: dict[str, str | Promise] = {
    "networks": gettext_lazy("Networks"),
    "network_members": gettext_lazy("Members of networks"),
    "network_meetings": gettext_lazy("Meetings held in a year"),
    "people_reached": gettext_lazy("People who came to a meeting in a year"),
    "newcomers_welcomed": gettext_lazy("Newcomers welcomed in a year"),
}
VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.UNKNOWN: gettext_lazy("Not counted yet"),
    Verdict.REACHED: gettext_lazy("Reached"),
    Verdict.AHEAD: gettext_lazy("Ahead of the plan"),
    Verdict.ON_THE_WAY: gettext_lazy("On the way"),
    Verdict.BEHIND: gettext_lazy("Behind the plan"),
    Verdict.WRONG_WAY: gettext_lazy("Going the wrong way"),
    Verdict.MISSED: gettext_lazy("Not reached in time"),
}
VERDICT_BADGES = {
    Verdict.REACHED: "good",
    Verdict.AHEAD: "good",
    Verdict.ON_THE_WAY: "new",
    Verdict.BEHIND: "wait",
    Verdict.WRONG_WAY: "bad",
    Verdict.MISSED: "bad",
    Verdict.UNKNOWN: "",
}


def name_of(indicator: GoalIndicator) -> str:
    """What an indicator of a goal is called."""
    return indicator.name or name_of_key(indicator.key)


def name_of_key(key: str) -> str:
    if key in DEFINITIONS:
        return in_words(key).name
    return str(OWN_NAMES.get(key, key))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a goal can be measured by, in groups as a select takes them."""
    return [
        (_("From the business register"), [(key, name_of_key(key)) for key in FROM_REGISTER]),
        (_("From the networks here"), [(key, name_of_key(key)) for key in FROM_NETWORKS]),
        (_("Something else"), [(BY_HAND, _("We count it ourselves"))]),
    ]


def in_unit(value: float | None, unit: Unit) -> str:
    """A value as it is read: "1.234", "62,5 %", or that it is not known."""
    if value is None:
        return _("not known")
    if unit == Unit.SHARE:
        return words.share(value, 1)
    return words.whole(value) if value == int(value) else words.decimal(value)
