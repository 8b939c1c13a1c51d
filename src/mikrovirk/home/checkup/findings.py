"""What a look finds."""

from dataclasses import dataclass
from enum import StrEnum

PAGES = {"responsible": "home:privacy_here", "accessibility": "home:accessibility_here"}


class State(StrEnum):
    """The worst first."""

    WRONG = "wrong"  # something does not work, or will be lost
    LOOK = "look"  # works, and should be looked at
    FINE = "fine"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `says`: how it is; `mend`: what to do, "" where nothing is to be done. Both in the language
    that is switched on."""

    key: str
    state: State
    says: str
    mend: str = ""

    @property
    def page(self) -> str:
        """The name of the address at which the administrator mends it; empty where that is not done on a page."""
        return PAGES.get(self.key, "")


def fine(key: str, says: str) -> Finding:
    return Finding(key, State.FINE, says)


def watch(key: str, says: str, mend: str) -> Finding:
    return Finding(key, State.LOOK, says, mend)


def wrong(key: str, says: str, mend: str) -> Finding:
    return Finding(key, State.WRONG, says, mend)
