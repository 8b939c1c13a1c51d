"""Finds text that is not in the reader's language: marks what was translated, and listens to how a sentence sounds.

`marking()` lets gettext put a marker round every text it gives back, but not round what is filled into it. On a page or in
a mail rendered meanwhile, letters outside the markers were translated by nobody: they stand in the code as they are, have
no Danish, or were written by people. The last are known by the attribute data-content, or because they are in the database.
"""

import functools
import gc
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db.models import CharField, TextField
from django.utils import translation
from django.utils.translation import trans_real

from mikrovirk.accounts.models import User
from mikrovirk.common.templatetags.i18n import SentenceTranslatedOnce, TranslatedOnce
from mikrovirk.directory.domain.member_lists import headings, wording
from mikrovirk.fund.domain.allocation.word_table import TABLE
from mikrovirk.fund.domain.allocation.words import Words
from mikrovirk.fund.models import Application, Call
from mikrovirk.home.guides.contents import GUIDES
from mikrovirk.home.guides.reading import Written, read
from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.overview.words.sources import REGISTERS
from mikrovirk.programme.domain import shipped
from mikrovirk.programme.domain.wording import Wording
from mikrovirk.register.domain import industries
from mikrovirk.register.domain.layout import DB07, DB25
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, REGIONS
from mikrovirk.register.domain.towns import towns

OPEN, CLOSE = "\ue000", "\ue001"  # characters nobody writes
MARKERS = str.maketrans("", "", OPEN + CLOSE)
MARKER = re.compile(f"([{OPEN}{CLOSE}])")
FILLED_IN = re.compile(r"(%\(\w+\)[-#0+ ]*[\d.]*[a-zA-Z]|%[sd]|\{\w*\})")
LINE = re.compile(r"(?P<before>\s*(?:- )?\[?)(?P<text>.*?)(?P<after>(?:\]\(\S+\))?\s*)")  # a mail's button and lists
WORD = re.compile(r"[^\W\d_]{2,}")
QUOTED = re.compile(r"(?<=“)([^”]*)(?=”)")  # what somebody wrote, in a sentence about a calendar
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\w+|(?<!\S)/\S+|\b\w[\w-]*\.(?:dk|example|org|com)\S*")
TAG = re.compile(r"<[^>]*>")
BEGINNING = re.compile(r"\w+|[^\w\s]")  # what a text that people wrote may begin with
LETTER = re.compile(r"\w")


# --- marking ---------------------------------------------------------------------------------------------------------


def marked(text: str) -> str:
    """The text with its words marked; what is filled in later stands outside."""
    return "\n".join(marked_line(line) for line in text.split("\n"))


def marked_line(line: str) -> str:
    found = LINE.fullmatch(line)
    assert found
    pieces = FILLED_IN.split(found["text"])
    words = "".join(
        f"{OPEN}{piece}{CLOSE}" if number % 2 == 0 and WORD.search(piece) else piece
        for number, piece in enumerate(pieces)
    )
    return f"{found['before']}{words}{found['after']}"


def plain(text: str) -> str:
    """The text as people see it."""
    return text.translate(MARKERS)


def has_text(key: str | tuple[str, int]) -> bool:
    """Whether the active language has a text for it; English is the language of the code."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if language.startswith("en"):
        return True
    catalogue = trans_real.translation(language)._catalog  # type: ignore[attr-defined]
    return key in catalogue or (key, 0) in catalogue  # a text alone may have its Danish from a pair of numbers


@contextmanager
def marking() -> Iterator[None]:
    """Let every translated text come with markers; caches of rendered words are emptied before and after."""
    backend: Any = translation._trans  # type: ignore[attr-defined]

    def with_markers(name: str) -> Callable[..., str]:
        original: Callable[..., str] = getattr(trans_real, name)

        def answer(*given: Any) -> str:
            context = f"{given[0]}\x04" if name in ("pgettext", "npgettext") else ""
            message = f"{context}{given[1 if context else 0]}"
            text = str(original(*given))
            known = has_text((message, 1)) if name.startswith("n") and not is_english() else has_text(message)
            return marked(text) if known else text

        return answer

    def in_marks(self: Wording, language: str) -> str:
        return marked(in_language(self, language))

    def said_in_marks(self: Words, key: str, **values: str) -> str:
        danish, english = TABLE[key]
        return marked(danish if self.language == "da" else english).format(**values)

    def money_in_marks(self: Words, amount: Any) -> str:
        return f"{OPEN}{money(self, amount)}{CLOSE}"

    def problem_in_marks(self: Problem, tongue: str) -> str:
        sentence = problem_said(self, tongue)
        return "".join(
            f"{OPEN}{piece}{CLOSE}" if WORD.search(piece) and piece not in (self.about, self.what) else piece
            for piece in QUOTED.split(sentence)
        )

    in_language, say, money, problem_said = Wording.in_language, Words._say, Words.money, Problem.said
    names = ("gettext", "pgettext", "ngettext", "npgettext")
    before = {name: getattr(backend, name) for name in names}
    forget_rendered_words()
    try:
        for name in names:
            setattr(backend, name, with_markers(name))
        Wording.in_language = in_marks  # type: ignore[method-assign]
        Words._say, Words.money = said_in_marks, money_in_marks  # type: ignore[method-assign,assignment]
        Problem.said = problem_in_marks  # type: ignore[method-assign]
        yield
    finally:
        Wording.in_language = in_language  # type: ignore[method-assign]
        Words._say, Words.money = say, money  # type: ignore[method-assign]
        Problem.said = problem_said  # type: ignore[method-assign]
        for name in names:
            setattr(backend, name, before[name])
        forget_rendered_words()


def is_english() -> bool:
    return (translation.get_language() or "").startswith("en")


def forget_rendered_words() -> None:
    """Empty the caches that hold texts in some language."""
    for alias in caches:
        caches[alias].clear()
    for thing in gc.get_objects():
        if type(thing) is functools._lru_cache_wrapper and thing.__module__.startswith("mikrovirk"):
            thing.cache_clear()
        elif type(thing) in (TranslatedOnce, SentenceTranslatedOnce):  # compiled templates live as long as the process
            thing.known.clear()


# --- reading pages ---------------------------------------------------------------------------------------------------

SILENT = {"script", "style", "template", "code"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FOR_SCRIPTS_ALONE = {"data-names", "data-when"}  # lists of keys; other data attributes with spaces hold sentences
SAID_BY = {"title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-label"}
SAID_IN_META = {"description", "og:title", "og:description", "og:site_name", "og:image:alt"}


@dataclass
class Piece:
    """A run of text as it stands on the page or in an attribute; `loose`: what of it was translated by nobody."""

    text: str
    loose: list[str]


@dataclass(frozen=True)
class Element:
    """One that is open; `depth`: how deep in markers it began."""

    tag: str
    is_passed_over: bool
    depth: int


@dataclass
class Reader(HTMLParser):
    """Reads what a page says, but for what its users wrote."""

    language: str
    pieces: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.depth = 0  # of markers
        self.passed_over = 0  # elements that are open and passed over
        self.content: list[str] = []  # what people wrote and the page shows as theirs
        self.showing: list[str] = []  # the same, of the element that is open

    @property
    def is_passing(self) -> bool:
        return self.passed_over > 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        other = tag != "html" and given.get("lang", self.language) != self.language  # a page itself is never excused
        passing = tag in SILENT or "data-content" in given or other
        depth = self.depth
        if "data-content" in given and tag in VOID:
            self.content.append(given.get("value", ""))
        for name, value in given.items():
            if not passing and not self.is_passing and self.is_said(tag, name, given):
                self.hear(value, aloud=True)
                self.depth = depth
        if tag not in VOID:
            self.open.append(Element(tag, passing, depth))
            self.passed_over += passing

    def is_said(self, tag: str, name: str, given: dict[str, str]) -> bool:
        value = given[name]
        if tag == "meta":
            return name == "content" and (given.get("name") or given.get("property")) in SAID_IN_META
        if tag == "input" and name == "value":
            return given.get("type") in ("submit", "button", "reset")
        for_scripts = (
            name.startswith("data-")
            and name not in FOR_SCRIPTS_ALONE
            and " " in value.strip()
            and not value.startswith(("{", "["))
        )
        return name in SAID_BY or for_scripts

    def handle_endtag(self, tag: str) -> None:
        while any(element.tag == tag for element in self.open):
            closed = self.open.pop()
            self.passed_over -= closed.is_passed_over
            self.depth = closed.depth  # a text that was cut ("man" of "mandag") ends with its element
            if closed.tag == tag:
                break
        if self.showing and not self.is_passing:
            self.content.append(" ".join(self.showing))
            self.showing = []

    def handle_data(self, data: str) -> None:
        if self.is_passing:
            self.showing.append(data)
        self.hear(data, aloud=not self.is_passing)

    def hear(self, text: str, *, aloud: bool) -> None:
        loose = self.outside(text)
        if aloud and WORD.search(text):
            self.pieces.append(Piece(" ".join(plain(text).split()), [" ".join(piece.split()) for piece in loose]))

    def outside(self, text: str) -> list[str]:
        """What of the text stands outside markers, piece by piece; they may begin in one text and end in another."""
        outside = []
        for piece in MARKER.split(text):
            if piece == OPEN:
                self.depth += 1
            elif piece == CLOSE:
                self.depth -= 1
            elif self.depth == 0:
                outside.append(piece)
        return [piece for piece in outside if WORD.search(piece)]


def read_page(html: str, language: str) -> list[Piece]:
    """What the page says in the words of the product."""
    reader = Reader(language)
    reader.feed(html)
    reader.close()
    content = {" ".join(plain(text).split()) for text in reader.content}
    shown = Shown(frozenset(content - {""}))
    return [
        Piece(rest, [left for loose in piece.loose if WORD.search(left := shown.rest(loose))])
        for piece in reader.pieces
        if WORD.search(rest := shown.rest(piece.text))
    ]


@dataclass(frozen=True)
class Shown:
    """What people wrote and the page shows as theirs; it may stand in a label or the title too, also shortened."""

    texts: frozenset[str]

    def rest(self, text: str) -> str:
        """What of the text is not theirs: not all of it, nor before the site's name, nor behind a colon."""
        if text in self.texts:
            return ""
        head, dot, tail = text.partition(" · ")
        if dot and head in self.texts:
            text = tail
        head, colon, tail = text.partition(": ")
        if colon and tail in self.texts:
            text = head
        while "…" in text:
            head, _dots, tail = text.partition("…")
            text = self.without_beginning(head.rstrip()) + " " + tail
        return " ".join(text.split())

    def without_beginning(self, head: str) -> str:
        """Without what at its end begins one of the texts."""
        words = head.split(" ")
        for start in range(len(words)):
            beginning = " ".join(words[start:])
            if any(shown.startswith(beginning) for shown in self.texts):
                return " ".join(words[:start])
        return head


def read_text(text: str) -> list[Piece]:
    """The same for a text without tags: a mail, a calendar."""
    reader = Reader("")
    reader.hear(text, aloud=True)
    return reader.pieces


# --- what people wrote -----------------------------------------------------------------------------------------------

FEWEST_LETTERS = 4
NOT_WRITTEN = {
    "kind",
    "occasion",
    "why",
    "via",
    "key",
    "purpose_code",
    "language",
    "raw",
    "text_seen",
    "calendar",
    "calendar_event",
}
NOT_WRITTEN |= {"search_text", "message_id", "claimed_by", "parts", "password", "bounce_reason"}


OWN_NAMES = (("da", "Dansk"), ("en", "English"))  # each language is named in itself


class Known:
    """The texts that people wrote: all that stands in the database, and what a new network is given to edit."""

    def __init__(self, language: str, more: Iterable[str] = ()) -> None:
        texts = {plain(text).strip() for text in (*written(), *written_in_json(), *more)} | set(shipped_texts(language))
        texts |= {line.strip() for text in texts for line in text.splitlines()}
        names = {
            word
            for name in User.objects.values_list("full_name", flat=True)
            for word in [*name.split(), initials(name)]
        }
        texts |= {own for _code, own in OWN_NAMES} | register_words(language) | guide_words(language)
        usable = sorted({" ".join(text.split()) for text in texts | names if WORD.search(text)}, key=len, reverse=True)
        self.exact = frozenset(usable)
        self.by_beginning: dict[str, list[str]] = defaultdict(list)  # longest first
        for text in usable:
            self.by_beginning[BEGINNING.findall(text)[0]].append(text)
        self.rest = functools.cache(self._rest)

    def _rest(self, text: str) -> str:
        """What of the text nobody wrote."""
        if {text, text.strip(" ·,.:;–—()»«")} & self.exact:
            return ""
        return self.without_written(ADDRESS.sub(" ", FILLED_IN.sub(" ", text)))

    def without_written(self, text: str) -> str:
        """The text with a space in place of whole words that somebody wrote, the longest first."""
        left, end = [], 0
        for word in BEGINNING.finditer(text):
            start = word.start()
            if start >= end and (written := self.standing_at(text, start, word[0])):
                left += [text[end:start], " "]
                end = start + len(written)
        return "".join(left) + text[end:]

    def standing_at(self, text: str, start: int, beginning: str) -> str:
        """What somebody wrote and stands there as whole words; empty if that is nothing."""
        if start and LETTER.match(text, start - 1):
            return ""
        for written in self.by_beginning.get(beginning, ()):
            if text.startswith(written, start) and not LETTER.match(text, start + len(written)):
                return written
        return ""

    def is_written(self, text: str) -> bool:
        return not WORD.search(self.rest(text))


@functools.cache
def register_words(language: str) -> frozenset[str]:
    """What the business register calls things: places, and industries in the language of the page."""
    labels = [label for scheme in (DB07, DB25) for label in industries.SECTIONS[scheme].values()]
    labels += [division.label for scheme in (DB07, DB25) for division in industries.DIVISIONS[scheme].values()]
    places = {each.name for each in (*MUNICIPALITIES.values(), *towns())} | set(REGIONS)
    return frozenset({*(label.da if language == "da" else label.en for label in labels), *places, *REGISTERS.values()})


@functools.cache
def guide_words(language: str) -> frozenset[str]:
    """What the guides say, in the language of the page: no catalogue has it."""
    texts = [text for guide in GUIDES for text in said_in(read(guide, language))]
    return frozenset(part for text in texts for part in re.split(r"\*\*|`|\n\n|^- ", text, flags=re.MULTILINE))


def said_in(written: Written) -> Iterator[str]:
    yield from (written.title, written.lead)
    for told in written.steps:
        yield from (told.title, told.markdown)


def initials(name: str) -> str:
    """What stands in for a picture: "LH"."""
    words = name.split()
    return (words[0][:1] + words[-1][:1]).upper() if words else ""


def written() -> Iterator[str]:
    """Every text in the rows of our apps, but for codes."""
    for model in apps.get_models():
        if not model.__module__.startswith("mikrovirk") or model._meta.label == "mailing.Message":
            continue
        for column in model._meta.concrete_fields:
            is_text = isinstance(column, (CharField, TextField)) and not column.choices
            if is_text and column.name not in NOT_WRITTEN:
                yield from filter(None, model._default_manager.values_list(column.name, flat=True).distinct())


def written_in_json() -> Iterator[str]:
    """What people wrote into columns that hold more than one text: a call's own questions, and the answers."""
    for questions in Call.objects.values_list("questions", flat=True):
        for each in questions:
            yield from strings_in([each.get("label"), each.get("help"), each.get("choices")])
    for held in Application.objects.values_list("answers", "typed"):
        yield from strings_in(held)


def strings_in(value: Any) -> Iterator[str]:
    """The texts in a value of JSON, but for those too short to be anybody's words."""
    if isinstance(value, str) and len(value) >= FEWEST_LETTERS:
        yield value
    elif isinstance(value, (list, tuple, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings_in(each)


def shipped_texts(language: str) -> Iterator[str]:
    """The texts that ship in both languages beside gettext, in that one."""
    return (pair[0 if language == "da" else 1] for pair in shipped_pairs())


def shipped_pairs() -> Iterator[tuple[str, str]]:
    """(Danish, English) of the shipped formats, topics and tasks, and of what is said about a row of a member list."""
    for module in (shipped, wording, headings):
        yield from pairs_in(vars(module).values())


def pairs_in(things: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for thing in things:
        if isinstance(thing, Wording):
            yield thing.da, thing.en
        elif isinstance(thing, dict):
            yield from pairs_in([tuple(thing.values())] if set(thing) == {"da", "en"} else thing.values())
        elif (
            isinstance(thing, tuple)
            and len(thing) == 2
            and all(isinstance(text, str) and " " in text for text in thing)
        ):
            yield thing
        elif isinstance(thing, (tuple, list)):
            yield from pairs_in(thing)
        elif hasattr(thing, "__dataclass_fields__") and not isinstance(thing, type):
            yield from pairs_in(getattr(thing, name) for name in thing.__dataclass_fields__)


# --- how a sentence sounds -------------------------------------------------------------------------------------------

DANISH = frozenset(
    "af alle andre at bare blev bliver da dem den denne der deres det dette dig din dine dit du efter eller en er et fra før ham "
    "han har havde hos hun hvad hver hvilke hvis hvor hvordan hvornår igen ikke ind jeg jeres jer kan kun kunne lige løbet mere "
    "mange mellem mens mig mod møde møder nogen noget nye når nær og også om op os over på sammen sin skal skriv som stadig så til "
    "tre uden ud under var ved vi vil være vælg".split()
)
ENGLISH = frozenset(
    "a about after again all already also an and any are as be because been before but can cannot come comes could did do does "
    "each else every everybody everything first from get gets got had has he here him his how if in into is it its just know let many "
    "may more my need no nobody not nothing now of off on once one only or other our out own read see she should so some somebody "
    "something stands than that the their them themselves then there these they this those three to until up us was we were what "
    "when where which while who whose will with without would yet you your".split()
)
BOTH = DANISH & ENGLISH | {
    "for",
    "at",
    "by",
    "have",
    "man",
    "men",
    "under",
    "over",
    "an",
    "so",
    "to",
    "do",
    "all",
    "in",
    "had",
    "on",
    "now",
    "be",
}
DANISH_ALONE, ENGLISH_ALONE = DANISH - BOTH, ENGLISH - BOTH
DANISH_LETTER = re.compile("[æøå]")


def sounds(text: str) -> str:
    """ "da" or "en", by the small words that only one of them has; empty where there are too few."""
    words = [
        word.lower() for word in re.findall(r"[^\W\d_]+", ADDRESS.sub(" ", FILLED_IN.sub(" ", TAG.sub(" ", text))))
    ]
    danish = sum(word in DANISH_ALONE or bool(DANISH_LETTER.search(word)) for word in words)
    english = sum(word in ENGLISH_ALONE for word in words)
    if max(danish, english) < 2 or danish == english:
        return ""
    return "da" if danish > english else "en"


def strangers(texts: Collection[str], language: str) -> list[str]:
    """Those of the texts that sound like another language."""
    return sorted({text for text in texts if sounds(text) not in ("", language)})
