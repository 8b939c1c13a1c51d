"""docs/glossary.md as data, for tests that look at pages, mails and docs."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"


@dataclass(frozen=True)
class Term:
    english: str
    danish: str
    meaning: str
    not_in_english: tuple[str, ...]
    not_in_danish: tuple[str, ...]


@cache
def terms() -> tuple[Term, ...]:
    """Every row of the glossary's table."""
    rows = [line.strip().strip("|").split("|") for line in GLOSSARY.read_text().splitlines() if line.startswith("|")]
    return tuple(term([cell.strip() for cell in row]) for row in rows[2:])


def term(cells: list[str]) -> Term:
    english, danish, meaning, *banned = cells
    not_english, not_danish = (tuple(word.strip() for word in cell.split(",") if word.strip()) for cell in banned)
    return Term(english, danish, meaning, not_english, not_danish)


@cache
def forbidden_words(language: str) -> frozenset[str]:
    """The words that pages and mails in `language` ("da" or "en") do not use, in lower case."""
    lists = [row.not_in_danish if language == "da" else row.not_in_english for row in terms()]
    return frozenset(word.lower() for words in lists for word in words)


@cache
def pattern_of_forbidden(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(forbidden_words(language), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def forbidden_in(text: str, language: str) -> list[str]:
    """The forbidden words that stand in `text` as whole words, in any case, sorted."""
    return sorted({match.group().lower() for match in pattern_of_forbidden(language).finditer(text)})
