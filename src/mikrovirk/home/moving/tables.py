"""Which rows belong to a network. The tables say it themselves: by the references that lead from a row to its network."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

OURS = "mikrovirk."
# A fund is its holder's, an agreement or a conference its municipality's, though they may name a network.
NO_NETWORKS = ("mikrovirk.fund.", "mikrovirk.cooperation.")
# What several networks may share, and by what it is found again over there. In this order: a person is known by the user.
SHARED = {
    "networks.Organisation": "slug",
    "accounts.User": "email",
    "directory.Person": "user_id",
    "directory.Business": "cvr",
}
# What is about this installation and never leaves it.
STAYS_HERE = frozenset(
    {
        *[
            "networks.DataProtection",
            "networks.Installation",
            "mailing.Letter",
            "mailing.Machine",
            "mailing.WorkerBeat",
            "mailing.MailboxCopy",
        ],
        "register.ImportRun",
        *[
            "accounts.Session",
            "accounts.Tally",
            "accounts.TrailEntry",
        ],  # who was here, and looked at what, is told here
        *["api.Token", "api.TokenUse"],  # a key opens this installation only
        # between networks, of which only one goes
        *["landscape.CircleAnswer", "landscape.CircleQuestion", "programme.MeetingPartner"],
        # a municipality's, though a network may be named in it
        *["overview.Goal", "overview.GoalActivity", "overview.GoalIndicator", "overview.GoalReading"],
        *["overview.KeptReport", "overview.MovePage", "overview.Newcomer", "overview.Premises"],
        *["landscape.Entry", "landscape.EntryArea", "landscape.EntryChange"],
    }
)
# Columns that keep their default over there: nobody brings the right to look after an installation along, and no partner.
STAYS = {"accounts.User": frozenset({"is_administrator"}), "programme.Meeting": frozenset({"is_joint"})}


@dataclass(frozen=True)
class Table:
    """One table, and the lookup that leads from a row to its network ("": it is the network, or shared)."""

    label: str
    network: str = ""

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    @property
    def columns(self) -> list[str]:
        """The columns as they stand in the file, the key first."""
        stays = STAYS.get(self.label, frozenset())
        names = [each.attname for each in self.model._meta.concrete_fields if each.name not in stays]
        return sorted(names, key=lambda name: name != "id")


@dataclass(frozen=True)
class OfPeople:
    """What belongs to people rather than to a network, and goes with those who go."""

    label: str
    people: tuple[str, ...]  # columns that must all name somebody who goes
    without: str = ""  # only rows in which this is empty: the others belong to a network
    about: str = ""  # only rows in which this names, as an occasion does, something that goes


OF_PEOPLE = (
    OfPeople("directory.Consent", ("person",), about="purpose"),
    OfPeople("live.Apart", ("person", "other")),
    OfPeople("live.LeftOut", ("person",), without="sign_up"),
    OfPeople("mailing.Unsubscription", ("user",), without="network"),
)


@cache
def own_tables() -> dict[str, Table]:
    """What belongs to one network alone, by name."""
    return {label: Table(label, way) for label in labels() if (way := way_to_network(label)) is not None}


@cache
def all_tables() -> dict[str, Table]:
    """Everything that may go: shared tables first, since the others point at them."""
    shared = {label: Table(label) for label in SHARED}
    of_people = {each.label: Table(each.label) for each in OF_PEOPLE}
    return shared | of_people | own_tables()


def labels() -> Iterator[str]:
    """The tables of our apps, but for those of apps whose rows are no network's."""
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith(OURS) and not model.__module__.startswith(NO_NETWORKS):
            yield model._meta.label


def way_to_network(label: str) -> str | None:
    """The shortest lookup from a row to its network, over references that are never empty where there are such."""
    if label == "networks.Network":
        return ""
    if label in SHARED or label in STAYS_HERE:
        return None
    return shortest(label, may_be_empty=False) or shortest(label, may_be_empty=True)


def pointed_at(column: "ForeignKey[Any, Any]") -> str:
    """The table a reference leads to."""
    model: type[Model] = column.remote_field.model
    return model._meta.label


def shortest(label: str, *, may_be_empty: bool) -> str | None:
    waiting, seen = [(label, "")], {label}
    for here, way in waiting:  # grows as it goes
        for column in apps.get_model(here)._meta.concrete_fields:
            if not isinstance(column, ForeignKey):
                continue
            if column.null and not may_be_empty:
                continue
            there = pointed_at(column)
            if there == "networks.Network":
                return f"{way}{column.name}"
            if there in seen or there in SHARED:
                continue
            seen.add(there)
            waiting.append((there, f"{way}{column.name}__"))
    return None
