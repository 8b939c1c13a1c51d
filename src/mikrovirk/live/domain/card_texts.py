"""Fitting three texts on the screen: so few words that they are read from the back row."""

from collections.abc import Iterable

SCREEN_LENGTH = 136  # characters of one text; phones show all of it
SHORT, MIDDLE = 54, 104  # characters of the longest text that fit in one line, and in two


def cut(text: str, at_most: int = SCREEN_LENGTH) -> str:
    """The text in one line, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= at_most:
        return text
    whole = text[:at_most].rpartition(" ")[0] or text[: at_most - 1]
    return whole.rstrip(" ,.;:–-") + "…"


def size_of(texts: Iterable[str]) -> str:
    """How large they can stand: "large", "middle" or "small"."""
    longest = max((len(cut(text)) for text in texts), default=0)
    if longest <= SHORT:
        return "large"
    return "middle" if longest <= MIDDLE else "small"
