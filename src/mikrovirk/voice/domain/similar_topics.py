"""Which topics are like the one that is being typed, so that the same is not suggested twice."""

from collections.abc import Iterable

from mikrovirk.directory.domain.search_words import folded, query_terms, search_text, stem

FEWEST_LETTERS = 3
SHOWN = 5


def alike(typed: str, names: Iterable[tuple[int, str]], *, most: int = SHOWN) -> list[int]:
    """Return the keys of the names that share a word with what is typed, those that share most first.

    A word that is still being typed counts by its beginning: "mom" finds "Moms for nye".
    """
    words = [term.text for term in query_terms(typed) if len(term.text) >= FEWEST_LETTERS]
    if not words:
        return []
    scored = []
    for key, name in names:
        stored = search_text(name)
        shared = sum(f" {word}" in stored or (len(word) > 4 and word in stored) for word in words)
        if shared:
            scored.append((-shared, len(name), name, key))
    return [key for *_order, key in sorted(scored)][:most]


def same(one: str, other: str) -> bool:
    """Whether two names say the same: "Moms" and " moms! "."""
    return key_of(one) == key_of(other)


def key_of(name: str) -> tuple[str, ...]:
    return tuple(stem(term) for term in folded(name).replace("-", " ").translate(_POINTS).split())


_POINTS = str.maketrans(dict.fromkeys(".,!?:;\"'»«()", " "))
