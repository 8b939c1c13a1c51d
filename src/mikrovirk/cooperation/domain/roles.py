"""Who does what, as plain values: what a version holds word for word, what is wrong with it, and what differs from another."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any


class PartKind(StrEnum):
    """What a party does in a task."""

    RESPONSIBLE = "responsible"
    CONTRIBUTES = "contributes"
    CONSULTED = "consulted"
    INFORMED = "informed"


@dataclass(frozen=True)
class PartyLine:
    """One party: its key, and its name at the time."""

    key: int
    name: str


@dataclass(frozen=True)
class TaskLine:
    """One task and who has which part in it: party key to kind."""

    key: int
    title: str
    group: str = ""
    about: str = ""
    parts: Mapping[int, str] = field(default_factory=dict)

    @property
    def responsible(self) -> list[int]:
        """The parties that have it; one is meant."""
        return sorted(party for party, kind in self.parts.items() if kind == PartKind.RESPONSIBLE)


@dataclass(frozen=True)
class Content:
    """Everything that is agreed. `codes`: the municipalities."""

    codes: tuple[str, ...] = ()
    parties: tuple[PartyLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()

    @property
    def names(self) -> dict[int, str]:
        return {party.key: party.name for party in self.parties}


def as_values(content: Content) -> dict[str, Any]:
    """For a JSON column; `from_values` reads it."""
    return {
        "codes": list(content.codes),
        "parties": [[party.key, party.name] for party in content.parties],
        "tasks": [
            {
                "key": task.key,
                "title": task.title,
                "group": task.group,
                "about": task.about,
                "parts": {str(party): kind for party, kind in sorted(task.parts.items())},
            }
            for task in content.tasks
        ],
    }


def from_values(values: Mapping[str, Any]) -> Content:
    return Content(
        codes=tuple(values["codes"]),
        parties=tuple(PartyLine(key, name) for key, name in values["parties"]),
        tasks=tuple(
            TaskLine(
                task["key"],
                task["title"],
                task["group"],
                task["about"],
                {int(party): kind for party, kind in task["parts"].items()},
            )
            for task in values["tasks"]
        ),
    )


def digest_of(content: Content, review_date: date) -> str:
    """What a signature is bound to: the same words give the same 64 characters, any other word others."""
    words = {**as_values(content), "review": review_date.isoformat()}
    return sha256(json.dumps(words, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Faults:
    """The tasks nobody is responsible for, and those two or more are."""

    gaps: tuple[int, ...] = ()
    doubles: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gaps or self.doubles)

    def of(self, task: int) -> str:
        """ "gap", "double" or ""."""
        return "gap" if task in self.gaps else "double" if task in self.doubles else ""


def faults_of(tasks: Sequence[TaskLine]) -> Faults:
    return Faults(
        gaps=tuple(task.key for task in tasks if not task.responsible),
        doubles=tuple(task.key for task in tasks if len(task.responsible) > 1),
    )


class ChangeKind(StrEnum):
    """What differs between two versions."""

    PARTY_NEW = "party_new"
    PARTY_GONE = "party_gone"
    TASK_NEW = "task_new"
    TASK_GONE = "task_gone"
    WORDING = "wording"
    PART = "part"


@dataclass(frozen=True)
class Change:
    """One difference. Of a part: whose, what it was and what it is ("": none)."""

    kind: ChangeKind
    task: str = ""
    party: str = ""
    before: str = ""
    after: str = ""


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """What is new in `after`, parties first, then task by task in its order; tasks that are gone come last."""
    return (*party_changes(before, after), *task_changes(before, after))


def party_changes(before: Content, after: Content) -> Iterator[Change]:
    old, new = before.names, after.names
    yield from (Change(ChangeKind.PARTY_NEW, party=name) for key, name in new.items() if key not in old)
    yield from (Change(ChangeKind.PARTY_GONE, party=name) for key, name in old.items() if key not in new)


def task_changes(before: Content, after: Content) -> Iterator[Change]:
    old = {task.key: task for task in before.tasks}
    names = before.names | after.names
    for task in after.tasks:
        was = old.pop(task.key, None)
        if was is None:
            yield Change(ChangeKind.TASK_NEW, task.title)
        elif (was.title, was.about, was.group) != (task.title, task.about, task.group):
            yield Change(ChangeKind.WORDING, task.title, before=was.title, after=task.title)
        had = was.parts if was else {}
        for key in names:
            if had.get(key, "") != task.parts.get(key, ""):
                yield Change(ChangeKind.PART, task.title, names[key], had.get(key, ""), task.parts.get(key, ""))
    yield from (Change(ChangeKind.TASK_GONE, task.title) for task in old.values())
