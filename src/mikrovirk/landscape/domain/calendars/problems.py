"""What can be wrong with a calendar from elsewhere, in words its owner understands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

QUOTED_AT_MOST = 60  # characters of somebody's line or title in a sentence


class Sentence(TypedDict):
    """One sentence in both languages of the product."""

    da: str
    en: str


# Each may name {line} (its number in the file), {about} (an activity's title) and {what} (the words that were wrong).
SENTENCES: Mapping[str, Sentence] = {
    "not_a_calendar": {
        "da": "Her er ingen kalender: filen har hverken BEGIN:VCALENDAR eller BEGIN:VEVENT.",
        "en": "There is no calendar here: the file has neither BEGIN:VCALENDAR nor BEGIN:VEVENT.",
    },
    "line": {
        "da": "Linje {line} kan ikke læses og er sprunget over: “{what}”.",
        "en": "Line {line} cannot be read and was skipped: “{what}”.",
    },
    "mended": {
        "da": "Linje {line} er skrevet forkert, men kunne læses: “{what}”.",
        "en": "Line {line} is written wrongly but could be read: “{what}”.",
    },
    "unfinished": {
        "da": "Filen slutter, før “{what}” er slut (den begynder i linje {line}). Noget kan mangle.",
        "en": "The file ends before “{what}” does (it begins on line {line}). Something may be missing.",
    },
    "stray_end": {
        "da": "Linje {line} slutter noget, der ikke er begyndt: “{what}”.",
        "en": "Line {line} ends something that was not begun: “{what}”.",
    },
    "no_start": {
        "da": "“{about}” (linje {line}) har ingen start (DTSTART) og er lagt til side.",
        "en": "“{about}” (line {line}) has no start (DTSTART) and was set aside.",
    },
    "bad_start": {
        "da": "“{about}” er lagt til side: starten i linje {line} er ikke en dato eller et tidspunkt: “{what}”.",
        "en": "“{about}” was set aside: its start on line {line} is neither a day nor a moment: “{what}”.",
    },
    "two_starts": {
        "da": "“{about}” har flere starter (linje {line}). Den første er brugt.",
        "en": "“{about}” has more than one start (line {line}). The first one is used.",
    },
    "bad_end": {
        "da": "“{about}”: slutningen i linje {line} kan ikke læses og er udeladt: “{what}”.",
        "en": "“{about}”: the end on line {line} cannot be read and was left out: “{what}”.",
    },
    "ends_first": {
        "da": "“{about}” (linje {line}) slutter, før den begynder. Vi har byttet om på de to.",
        "en": "“{about}” (line {line}) ends before it begins. We swapped the two.",
    },
    "bad_rule": {
        "da": "“{about}” vises kun første gang: gentagelsen i linje {line} kan ikke læses: “{what}”.",
        "en": "“{about}” is shown the first time only: its repetition on line {line} cannot be read: “{what}”.",
    },
    "bad_date": {
        "da": "“{about}”: en dato i linje {line} kan ikke læses og er sprunget over: “{what}”.",
        "en": "“{about}”: a date on line {line} cannot be read and was skipped: “{what}”.",
    },
    "unknown_zone": {
        "da": "Tidszonen “{what}” i linje {line} kendes ikke. Tiderne er læst som dansk tid.",
        "en": "The time zone “{what}” on line {line} is not known. The times are read as Danish time.",
    },
    "bad_zone": {
        "da": "Filens egen tidszone “{what}” (linje {line}) kan ikke læses.",
        "en": "The file's own time zone “{what}” (line {line}) cannot be read.",
    },
    "same_uid": {
        "da": "To aktiviteter har samme UID: “{about}” (linje {line}). Vi viser begge, men kan ikke altid se, hvilken der er flyttet.",
        "en": "Two activities have the same UID: “{about}” (line {line}). We show both, but cannot always tell which one was moved.",
    },
    "calendar_scale": {
        "da": "Kalenderen regner med en anden tidsregning end vores: “{what}” (linje {line}). Den er ikke læst.",
        "en": "The calendar counts by another calendar than ours: “{what}” (line {line}). It was not read.",
    },
    "too_often": {
        "da": "“{about}” gentages oftere, end vi kan vise (linje {line}). De første gange er med.",
        "en": "“{about}” repeats more often than we can show (line {line}). The first times are shown.",
    },
    "too_many": {
        "da": "Der er flere end {what} aktiviteter i perioden. Resten er udeladt.",
        "en": "There are more than {what} activities in the period. The rest is left out.",
    },
    "unforeseen": {
        "da": "“{about}” (linje {line}) kunne ikke læses og er lagt til side.",
        "en": "“{about}” (line {line}) could not be read and was set aside.",
    },
    # --- pages with schema.org ---
    "page_without": {
        "da": "Siden har ingen aktiviteter, der er mærket med schema.org.",
        "en": "The page has no activities that are marked with schema.org.",
    },
    "page_json": {
        "da": "Et stykke JSON-LD på siden kan ikke læses: {what}.",
        "en": "A piece of JSON-LD on the page cannot be read: {what}.",
    },
    "page_start": {
        "da": "“{about}” på siden har ingen start, vi kan læse, og er lagt til side: “{what}”.",
        "en": "“{about}” on the page has no start that we can read and was set aside: “{what}”.",
    },
    "page_end": {
        "da": "“{about}” på siden: slutningen kan ikke læses og er udeladt: “{what}”.",
        "en": "“{about}” on the page: its end cannot be read and was left out: “{what}”.",
    },
}
# With these an activity, or a whole calendar, is missing from what was read.
SETS_ASIDE = frozenset(
    {
        "not_a_calendar",
        "no_start",
        "bad_start",
        "calendar_scale",
        "too_many",
        "unforeseen",
        "page_without",
        "page_start",
    }
)


@dataclass(frozen=True)
class Problem:
    """One thing that was wrong; `code` names its sentence, `line` is 0 where no line is meant."""

    code: str
    line: int = 0
    about: str = ""
    what: str = ""

    def said(self, language: str) -> str:
        """The sentence in "da" or "en"."""
        sentence = SENTENCES[self.code]
        untitled = "en" if language == "en" else "da"
        about = self.about or {"da": "En aktivitet uden titel", "en": "An activity without a title"}[untitled]
        return sentence["en" if language == "en" else "da"].format(
            line=self.line, about=shortened(about), what=shortened(self.what)
        )

    @property
    def sets_aside(self) -> bool:
        """Whether something is missing because of it."""
        return self.code in SETS_ASIDE


def shortened(text: str) -> str:
    """At most QUOTED_AT_MOST characters on one line."""
    text = " ".join(text.split())
    return text if len(text) <= QUOTED_AT_MOST else f"{text[: QUOTED_AT_MOST - 1]}…"


def without_repeats(problems: Iterable[Problem], *, at_most: int = 200) -> tuple[Problem, ...]:
    """Each once, in order, the first of an unknown zone only; at most so many."""
    seen: dict[object, Problem] = {}
    for problem in problems:
        key: object = (problem.code, problem.what) if problem.code == "unknown_zone" else problem
        seen.setdefault(key, problem)
        if len(seen) >= at_most:
            break
    return tuple(seen.values())
