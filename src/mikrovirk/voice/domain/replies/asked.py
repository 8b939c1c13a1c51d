"""What is known before a reply comes: which mails were sent, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Round:
    """A mail that went to many, each with a token of their own. `{first}` and `{token}` in `text` stand for theirs."""

    key: str
    subject: str
    text: str
    message_id: str = ""  # with TOKEN in place of the token
    sent_at: datetime | None = None

    def text_to(self, person: "AskedPerson") -> str:
        """The text as that person got it."""
        return self.text.replace("{first}", person.first_name).replace("{token}", person.token)


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Somebody who was asked."""

    token: str
    round: str
    name: str = ""
    email: str = ""

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that was sent. `inbound` is the address that takes replies, with TOKEN in it (input+TOKEN@host)."""

    inbound: str
    rounds: Mapping[str, Round]
    people: Mapping[str, AskedPerson]  # by token


def asked_from(plain: Mapping[str, Any]) -> Asked:
    """From the JSON of asked.json: {"inbound", "rounds": {key: …}, "tokens": {token: …}}. Raise KeyError or ValueError."""
    rounds = {
        key: Round(
            key,
            each["subject"],
            each["text"],
            each.get("message_id", ""),
            datetime.fromisoformat(each["sent_at"]) if each.get("sent_at") else None,
        )
        for key, each in plain["rounds"].items()
    }
    people = {
        token: AskedPerson(token, each["round"], each.get("name", ""), each.get("email", ""))
        for token, each in plain["tokens"].items()
    }
    return Asked(plain["inbound"], rounds, people)
