"""Search in the directory that meets people's spelling: Danish word forms, compounds, and letters without their marks.

The same words come out of SQLite and PostgreSQL, as both are given the text that is made here. What a business is found by
is stored once as a row of words (`search_text`); a search is a row of `Term`s that must all be in it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer.danish_stemmer import DanishStemmer

_SPELLINGS = str.maketrans(
    {"å": "a", "ø": "o", "æ": "ae", "ö": "o", "ä": "ae", "ð": "d", "þ": "th", "ß": "ss", "ł": "l"}
)
_PAIRS = (("aa", "a"), ("oe", "o"))  # Aarhus and Århus, Joergensen and Jørgensen
_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)+")
_FILLERS = frozenset(
    "i pa og til af en et den det der de for med som ved er fra hos om eller v at jeg min mit the a an in and of to or".split()
)  # words that say nothing about whom one looks for, in their folded form
_PREFIX_FROM, _INSIDE_FROM = 3, 5  # letters


@dataclass(frozen=True, slots=True)
class Term:
    """One word to look for, folded and without its ending.

    `like` is the string that the stored text must contain: short words as a whole word, longer ones as a word's beginning
    ("erhverv" finds "erhvervskonsulent"), the longest anywhere ("gartner" finds "anlægsgartner").
    """

    text: str

    @property
    def like(self) -> str:
        if len(self.text) < _PREFIX_FROM:
            return f" {self.text} "
        return self.text if len(self.text) >= _INSIDE_FROM else f" {self.text}"


def folded(text: str) -> str:
    """Return `text` in small letters without marks, so that "Bogø" and "BOGO", "Aarhus" and "Århus" are the same."""
    small = unicodedata.normalize("NFC", text).casefold().translate(_SPELLINGS)
    if small.isascii():
        bare = small
    else:
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", small) if not unicodedata.combining(letter))
        bare = bare.casefold()  # some signs only come apart into capitals: 🄐
    for pair, letter in _PAIRS:
        while pair in bare:  # AAA too comes to the same however often it is folded
            bare = bare.replace(pair, letter)
    return bare


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded word.

    Snowball's Danish stemmer is applied until nothing changes: once takes "virksomhed" to "virksom", but "virksomheders"
    only to "virksomhed", and the two would not meet. A number is its own stem.
    """
    if word.isdecimal():
        return word
    stemmer = DanishStemmer()  # keeps the word it works on, so threads do not share one
    for _round in range(10):
        shorter: str = stemmer.stemWord(word)
        if shorter == word:
            break
        word = shorter
    return word


def search_text(*texts: str) -> str:
    """Return what to store for a business: each word and its stem once, a space before and after each."""
    words = _words(" \n ".join(texts))
    kept = dict.fromkeys(form for word in words for form in (word, stem(word)))
    return f" {' '.join(kept)} " if kept else ""


def query_terms(text: str) -> tuple[Term, ...]:
    """Return what to look for; a business is found when its stored text contains the `like` of every term.

    Small words ("frisør i Stege") are left out unless there is nothing else.
    """
    words = _WORD.findall(folded(text))
    telling = [word for word in words if word not in _FILLERS] or words
    return tuple(Term(word) for word in dict.fromkeys(map(stem, telling)))


def matches(stored: str, terms: Iterable[Term]) -> bool:
    """Say whether a stored text has all the terms; the rule that the database query follows."""
    return all(term.like in stored for term in terms)


def _words(text: str) -> list[str]:
    """Return the words of `text`; what is written with a hyphen ("e-handel") also as one word."""
    flat = folded(text)
    joined = [re.sub(r"[\W_]", "", compound) for compound in _HYPHENATED.findall(flat)]
    return _WORD.findall(flat) + joined
