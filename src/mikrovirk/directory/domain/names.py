"""People's names as lists write them: "surname, first names", in capitals, or in several columns."""

import re

_PARTICLES = frozenset("af de del den der des di du la le van von zu zum zur til da dos ten ter".split())
_NUMERALS = frozenset({"II", "III", "IV"})
_SUFFIXES = frozenset({"jr", "sr", "junior", "senior"})
_TITLES = re.compile(
    r"(?:direktør|indehaver|ejer|medejer|formand|næstformand|kasserer|sekretær|leder|partner|konsulent|ceo|cfo|owner|director|"
    r"manager|chair(?:man|woman)?|cand\.?\s?\w+\.?|mag\.?\s?art\.?|ph\.?d\.?|msc|mba|hd|adm\.? dir\.?|bestyrelses\w+)\b.*",
    re.IGNORECASE,
)


def full_name(*parts: str) -> str:
    """Join the columns of a name (first, middle, last), each tidied by itself."""
    return " ".join(filter(None, (_lowered(_one_line(part)) for part in parts)))


def tidy_name(text: str) -> str:
    """Return a name from one column in the order it is spoken, in its own case unless that is all capitals.

    "PEDERSEN, JØRGEN" becomes "Jørgen Pedersen". Behind the comma of "Jørgen Pedersen, indehaver" stands no first name, so
    such a text stays as it is.
    """
    parts = [part.strip() for part in _one_line(text).split(",") if part.strip()]
    if len(parts) == 2 and not _TITLES.fullmatch(parts[1]):
        if parts[1].rstrip(".").lower() not in _SUFFIXES:
            parts.reverse()
        return _lowered(" ".join(parts))
    return _lowered(", ".join(parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lowered(name: str) -> str:
    """Put a name that is all capitals into ordinary case; leave every other, and lone initials, alone."""
    words = name.split()
    if not name.isupper() or (len(words) < 2 and len(name) <= 3):
        return name
    return " ".join(_lowered_word(word, first=position == 0) for position, word in enumerate(words))


def _lowered_word(word: str, *, first: bool) -> str:
    if word in _NUMERALS:
        return word
    if word.lower() in _PARTICLES and not first:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda letters: letters.group().capitalize(), word)
