"""Which tables stand in the file, what their columns mean, and how a value of them is written."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import (
    BinaryField,
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    FileField,
    FloatField,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    TimeField,
    UUIDField,
)

from mikrovirk.common.cells import harmless
from mikrovirk.home.moving.tables import OURS, SHARED, STAYS, all_tables, pointed_at

# What whoever looks after the members may take out by themselves: the tables whose rows they see on their pages, and of people
# only what they see of them. What members said without their name, mails and evenings as they ran stay out.
EVERYTHING: frozenset[str] = frozenset()
FOR_THE_COORDINATOR: dict[str, frozenset[str]] = {
    "accounts.User": frozenset({"id", "email", "full_name"}),
    "directory.Person": frozenset({"id", "user_id", "phone", "about", "created_at"}),
    **dict.fromkeys(
        [
            *["directory.Business", "directory.Membership", "directory.Membership_also_for"],
            *["networks.Network", "networks.Organisation", "networks.KnowHow"],
            *["programme.AgendaItem", "programme.Format", "programme.FormatItem", "programme.Meeting"],
            *["programme.MeetingHelper", "programme.MeetingTask", "programme.Room", "programme.Season"],
            *["programme.Session", "programme.SessionSignUp", "programme.SessionSpeaker", "programme.SignUp"],
            *["programme.Talk", "programme.TaskTemplate", "programme.Topic", "programme.Track", "programme.Venue"],
            *["voice.Decision", "voice.SteeringMeeting"],
        ],
        EVERYTHING,
    ),
}
# Made anew at any time, or a key to something: nobody needs them elsewhere.
LEFT_OUT = frozenset({"search_text", "calendar_event", "client_id", "password"})
# What is about the running of this installation, or opens it; and the public registers, which are public.
NEVER = frozenset(
    {
        *["api.Token", "api.TokenUse", "accounts.Session", "accounts.Tally"],
        *["mailing.Letter", "mailing.Machine", "mailing.MailboxCopy", "mailing.WorkerBeat"],
    }
)
NEVER_OF = ("register.",)
KINDS: tuple[tuple[Any, str], ...] = (
    (BooleanField, "true or false"),
    (DateTimeField, "moment (ISO 8601, UTC)"),
    (DateField, "day (ISO 8601)"),
    (TimeField, "hour (ISO 8601)"),
    (DecimalField, "decimal number"),
    (FloatField, "number"),
    (JSONField, "JSON"),
    (BinaryField, "bytes (base64)"),
    (UUIDField, "UUID"),
    (FileField, "name of a file below files/"),
    (IntegerField, "whole number"),
)


@dataclass(frozen=True)
class OpenTable:
    """A table of the file: its model and the columns that go along."""

    label: str
    columns: tuple[str, ...]

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    @property
    def about(self) -> str:
        """What a row is, in one sentence."""
        words = (self.model.__doc__ or "").strip().split("\n\n")[0]
        return "" if words.startswith(f"{self.model.__name__}(") else " ".join(words.split())

    def field(self, column: str) -> "Field[Any, Any]":
        return next(each for each in self.model._meta.concrete_fields if each.attname == column)


def open_table(label: str, only: Iterable[str] = ()) -> OpenTable:
    """The table with the columns that may leave, of `only` if some are named, the key first."""
    kept = set(only)
    columns = [
        each.attname
        for each in apps.get_model(label)._meta.concrete_fields
        if each.name not in LEFT_OUT | STAYS.get(label, frozenset()) and (not kept or each.attname in kept)
    ]
    return OpenTable(label, tuple(sorted(columns, key=lambda name: name != "id")))


def tables_of_a_network() -> list[OpenTable]:
    """All that moves with a network."""
    return [open_table(label) for label in all_tables()]


def tables_for_the_coordinator() -> list[OpenTable]:
    return [open_table(label, only) for label, only in FOR_THE_COORDINATOR.items()]


def tables_of_no_network() -> list[OpenTable]:
    """What belongs to a municipality, a fund or the installation itself, and the people and businesses it names."""
    labels = (
        model._meta.label for model in apps.get_models(include_auto_created=True) if model.__module__.startswith(OURS)
    )
    own = set(all_tables()) - set(SHARED)
    return [open_table(label) for label in labels if label not in own | NEVER and not label.startswith(NEVER_OF)]


# --- what a column is ------------------------------------------------------------------------------------------------


def kind_of(column: "Field[Any, Any]") -> str:
    """How its values are to be read."""
    if isinstance(column, ForeignKey):
        return "key"
    kind = next((words for kinds, words in KINDS if isinstance(column, kinds)), "text")
    return f"{kind}, may be empty" if column.null else kind


def meaning_of(column: "Field[Any, Any]") -> str:
    """What it says, as the pages call it; for one of few values, what each of them means."""
    words = str(column.verbose_name)
    words = words[:1].upper() + words[1:]
    if isinstance(column, ForeignKey):
        return f"{words}: the row of {pointed_at(column)} with this id"
    choices = [f"{value} = {label}" for value, label in column.flatchoices if value not in ("", None)]
    return f"{words}: {', '.join(choices)}" if choices else words


def described(tables: Iterable[OpenTable]) -> Iterator[tuple[str, str, str, str]]:
    """A row for each column: table, column, kind, meaning."""
    for table in tables:
        for name in table.columns:
            column = table.field(name)
            yield table.label, name, kind_of(column), meaning_of(column)


# --- values ----------------------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value of the database as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value


def cell(value: Any) -> str:
    """A plain value as it stands in the CSV: never worked out as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return str(harmless(text)) if isinstance(value, str | list | dict) else text


def as_record(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(columns, map(plain, row), strict=True))
