"""Reading an object of a file key by key: every message says where what is wrong stands."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

MOST = 1_000_000_000  # sums of whole numbers stay far inside 64 bits
Thing = TypeVar("Thing")


class NotASeason(ValueError):
    """The file does not say a season; the message says where and why."""


class Row:
    """One object of the file, read key by key; every message says where it is."""

    def __init__(self, value: Any, where: str, passed_over: list[str]) -> None:
        if not isinstance(value, dict):
            raise NotASeason(f"{where}: expected an object, found {_kind(value)}")
        self.value: dict[str, Any] = value
        self.where = where
        self.passed_over = passed_over

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def only(self, known: Iterable[str]) -> None:
        unknown = sorted(self.value.keys() - set(known))
        self.passed_over += [f"{self.where}: “{name}” is not known here and is passed over" for name in unknown]

    def row(self, name: str, known: Iterable[str]) -> "Row":
        found = Row(self._get(name, {}), name, self.passed_over)
        found.only(known)
        return found

    def rows(self, name: str, make: Callable[["Row"], Thing], *, needed: bool = False) -> tuple[Thing, ...]:
        if needed and name not in self.value:
            raise NotASeason(f"{self.where}: “{name}” is missing")
        found = self.list(name, default=[])
        return tuple(
            make(Row(each, f"{name}, number {position}", self.passed_over))
            for position, each in enumerate(found, start=1)
        )

    def list(self, name: str, *, default: list[Any] | None = None) -> list[Any]:
        found = self._get(name, default)
        if not isinstance(found, list):
            raise NotASeason(f"{self.where}: {name}: expected a list, found {_kind(found)}")
        return found

    def id(self) -> str:
        found = self.text("id")
        if not found:
            raise NotASeason(f"{self.where}: “id” is empty")
        self.where = f"{self.where.partition(',')[0]}: {found}"
        return found

    def number(self) -> int:
        found = self.whole("number")
        self.where = f"{self.where.partition(',')[0]}: number {found}"
        return found

    def text(self, name: str, *, default: str | None = None) -> str:
        found = self._get(name, default)
        if not isinstance(found, str):
            raise NotASeason(f"{self.where}: {name}: expected a text, found {_kind(found)}")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self.list(name, default=[])
        if not all(isinstance(each, str) for each in found):
            raise NotASeason(f"{self.where}: {name}: expected a list of texts")
        return tuple(found)

    def whole(self, name: str, *, default: int | None = None) -> int:
        found = self._get(name, default)
        if isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= MOST:
            return found
        raise NotASeason(f"{self.where}: {name}: expected a whole number from 0, found {_kind(found)}")

    def truth(self, name: str) -> bool:
        found = self._get(name, False)
        if not isinstance(found, bool):
            raise NotASeason(f"{self.where}: {name}: expected true or false, found {_kind(found)}")
        return found

    def day(self, name: str) -> date:
        return self._day(self._get(name, None), name)

    def days(self, name: str) -> tuple[date, ...]:
        return tuple(self._day(each, name) for each in self.list(name, default=[]))

    def _day(self, value: Any, name: str) -> date:
        try:
            if isinstance(value, str) and len(value) == len("2027-01-25"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise NotASeason(f"{self.where}: {name}: expected a date as 2027-01-25, found {_kind(value)}")

    def _get(self, name: str, default: Any) -> Any:
        found = self.value.get(name)
        if found is None and default is None:
            raise NotASeason(f"{self.where}: “{name}” is missing")
        return default if found is None else found


def _kind(value: Any) -> str:
    """How a wrong value is quoted: itself where it is short."""
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
