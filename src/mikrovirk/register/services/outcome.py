"""What is said of an import while it runs and when it has ended. Pages read it too, so the engine is not loaded here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mikrovirk.register.queries.copies import Copy
from mikrovirk.register.services.readers import SetAside


class CannotImport(Exception):
    """Nothing was imported, and nothing is changed. `reason` is a code of `register.reasons`."""

    def __init__(self, reason: str, detail: str = "", set_aside: Sequence[SetAside] = ()) -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason, self.detail, self.set_aside = reason, detail, list(set_aside)


@dataclass(frozen=True)
class Progress:
    """How far an import is. `left` is in seconds, None while nobody can say."""

    done: int  # bytes
    total: int
    documents: int
    seconds: float
    left: float | None

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 100


@dataclass(frozen=True)
class Outcome:
    """What an import came to. `is_new` is False where the same files had been brought in before: nothing was changed."""

    read: int
    kept: int
    set_aside: list[SetAside]
    seconds: float
    copy: Copy
    is_new: bool = True
    warnings: list[SetAside] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)  # how many were set aside by reason, also those not listed
    warned: dict[str, int] = field(default_factory=dict)  # warnings likewise
