"""What is said of newcomers: the steps in words, and why a host suits."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.overview.domain.welcoming import Match, Step
from mikrovirk.overview.queries.newcomers import Row

STEPS: dict[Step, str | Promise] = {
    Step.WAITS: gettext_lazy("Waits for a host"),
    Step.HOSTED: gettext_lazy("Has a host"),
    Step.ANSWERED: gettext_lazy("Has got an answer"),
    Step.INVITED: gettext_lazy("Comes to a meeting"),
    Step.WELCOMED: gettext_lazy("Welcomed"),
    Step.CLOSED: gettext_lazy("Came to nothing"),
}
BADGES = {
    Step.WAITS: "wait",
    Step.HOSTED: "wait",
    Step.ANSWERED: "new",
    Step.INVITED: "new",
    Step.WELCOMED: "good",
    Step.CLOSED: "",
}


def step_word(step: Step) -> str:
    return str(STEPS[step])


def step_badge(row: Row) -> str:
    """The kind of badge."""
    return "bad" if row.is_late else BADGES[row.step]


def why(match: Match) -> str:
    """Why a host suits; nothing where they only have time."""
    if match.same_trade and match.same_place:
        return _("same trade and same village")
    if match.same_place:
        return _("same village")
    return _("same trade") if match.same_trade else ""
