"""The statement in words, each whole sentence in the language that is switched on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common import dates
from mikrovirk.home.accessibility.facts import Gap, LookedAtBy, Missing, Statement, Status, Why

ACT = "https://www.retsinformation.dk/eli/lta/2018/692"
SUPERVISOR = "https://digst.dk/digital-inklusion/webtilgaengelighed/tilsyn/"
STATUSES: dict[Status, str | Promise] = {
    Status.FULLY: gettext_lazy("It follows the act and WCAG 2.1 at level AA in full."),
    Status.PARTLY: gettext_lazy("It follows the act and WCAG 2.1 at level AA in part; what is missing stands below."),
    Status.NOT: gettext_lazy("It does not follow the act and WCAG 2.1 at level AA; what is missing stands below."),
}
REASONS: dict[Why, str | Promise] = {
    Why.NOT_YET: gettext_lazy("Does not follow the requirements"),
    Why.BURDEN: gettext_lazy("To mend it would be a disproportionate burden"),
    Why.OUTSIDE: gettext_lazy("Not covered by the act"),
}
TESTERS: dict[LookedAtBy, str | Promise] = {
    LookedAtBy.SELF: gettext_lazy("We looked ourselves"),
    LookedAtBy.OTHERS: gettext_lazy("Others looked for us"),
}
LACKS: dict[Missing, str | Promise] = {
    Missing.BODY: gettext_lazy("Say who stands behind the site."),
    Missing.CONTACT: gettext_lazy("Say where somebody who met a hindrance may write or call."),
    Missing.BOTH: gettext_lazy("A public body says both an e-mail address and a phone number."),
    Missing.TOOL: gettext_lazy(
        "A public body registers the statement in WAS-Tool (was.digst.dk) and says here at which address."
    ),
    Missing.TESTED: gettext_lazy("Say when the pages were last tested."),
    Missing.OLD: gettext_lazy("More than a year has passed since somebody looked at the statement."),
    Missing.GAPS: gettext_lazy("Say what does not follow the requirements, or that everything does."),
}
# What is known of the product itself, in every installation.
SHIPPED: dict[str, tuple[str | Promise, str | Promise]] = {
    "pdf": (
        gettext_lazy("Printed lists and reports as PDF have not been tested with a screen reader."),
        gettext_lazy("The same contents stand on pages."),
    ),
    "aids": (
        gettext_lazy("No test with people who use aids has been made yet."),
        gettext_lazy("Every page is checked by a program and can be used at four times the size."),
    ),
}


@dataclass(frozen=True)
class GapInWords:
    """One gap as the page shows it."""

    what: str
    instead: str


@dataclass(frozen=True)
class Section:
    """The gaps with one reason."""

    title: str
    gaps: tuple[GapInWords, ...]


def in_words(gap: Gap) -> GapInWords:
    """What somebody wrote, or what the product ships where they left it as it was."""
    what, instead = SHIPPED.get(gap.key, ("", ""))
    return GapInWords(gap.what or str(what), gap.instead or str(instead))


def sections(statement: Statement) -> Iterator[Section]:
    """What does not follow the requirements, by the reason for it."""
    for why, title in REASONS.items():
        if gaps := tuple(in_words(gap) for gap in statement.gaps if gap.why == why):
            yield Section(str(title), gaps)


def how_tested(statement: Statement) -> str:
    """How the pages were tested, in a sentence or two."""
    ours = _(
        "Before a new version is released every page is checked by a program (axe) at phone and desktop width, at four times the "
        "size and with little motion; the ways most people go are gone by keyboard alone."
    )
    return " ".join(filter(None, (ours, statement.tested_how)))


def tested_line(statement: Statement) -> str:
    """Who last looked, and when; empty where nobody has said."""
    if statement.tested_on is None:
        return ""
    words = {"day": dates.day(statement.tested_on)}
    if statement.tested == LookedAtBy.OTHERS:
        return _("Others last tested the pages for us on %(day)s.") % words
    return _("We last tested the pages ourselves on %(day)s.") % words


def lacks(statement: Statement, today: date) -> list[str]:
    """What is still to be said, in words."""
    return [str(LACKS[each]) for each in statement.missing(today)]
