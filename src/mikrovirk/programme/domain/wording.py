"""A text that ships with the product in both its languages."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in Danish and English."""

    da: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the English words for "en" and "en-…", the Danish ones for everything else."""
        return self.en if language.lower().split("-")[0] == "en" else self.da

    @classmethod
    def same(cls, text: str) -> Self:
        """A text somebody typed, which is what it is in every language."""
        return cls(text, text)
