"""What an accessibility statement has to say, and whether it says all of it.

After the model statement of the Commission Implementing Decision (EU) 2018/1523 and the Danish act no. 692 of 8 June 2018 on
accessibility of websites and mobile applications of public bodies, which Digitaliseringsstyrelsen supervises. Public bodies register
theirs in WAS-Tool as well, say a phone number and a written way, look at it once a year, and lead there from /was.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

LOOKED_AT_EVERY = 365  # days: the act wants the statement looked at regularly


class Status(StrEnum):
    """How far the pages follow the requirements."""

    FULLY = "fully"
    PARTLY = "partly"
    NOT = "not"


class Why(StrEnum):
    """Why something cannot be used by everybody."""

    NOT_YET = "not_yet"  # it does not follow the requirements
    BURDEN = "burden"  # to mend it would be a disproportionate burden
    OUTSIDE = "outside"  # the act does not cover it


class LookedAtBy(StrEnum):
    """Who looked."""

    SELF = "self"
    OTHERS = "others"


class Missing(StrEnum):
    """What a statement cannot do without."""

    BODY = "body"
    CONTACT = "contact"
    BOTH = "both"
    TOOL = "tool"
    TESTED = "tested"
    OLD = "old"
    GAPS = "gaps"


@dataclass(frozen=True)
class Gap:
    """Something that not everybody can use. `instead`: how to get at the same in another way. `key`: of one the product ships."""

    what: str = ""
    why: Why = Why.NOT_YET
    instead: str = ""
    key: str = ""


@dataclass(frozen=True)
class Statement:
    """What whoever hosts says. `written_on` is None as long as nobody has said anything."""

    body: str = ""  # who stands behind the site
    is_public_body: bool = False
    status: Status = Status.PARTLY
    tested: LookedAtBy = LookedAtBy.SELF
    tested_on: date | None = None
    tested_how: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    tool_url: str = ""  # of the statement in WAS-Tool, where public bodies have to register it
    gaps: tuple[Gap, ...] = field(default=(Gap(key="pdf"), Gap(key="aids")))
    written_on: date | None = None
    looked_at_on: date | None = None

    def as_plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        plain = asdict(self)
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}

    def missing(self, today: date) -> Iterator[Missing]:
        """What is still to be said, or is to be looked at again."""
        if not self.body:
            yield Missing.BODY
        if not (self.contact_email or self.contact_phone):
            yield Missing.CONTACT
        elif self.is_public_body and not (self.contact_email and self.contact_phone):
            yield Missing.BOTH
        if self.is_public_body and not self.tool_url:
            yield Missing.TOOL
        if self.tested_on is None:
            yield Missing.TESTED
        if self.status != Status.FULLY and not self.gaps:
            yield Missing.GAPS
        if self.looked_at_on and (today - self.looked_at_on).days > LOOKED_AT_EVERY:
            yield Missing.OLD


def of_plain(plain: dict[str, Any]) -> Statement:
    """The statement that `as_plain` gave; one nobody has written where there is none."""
    if not plain:
        return Statement()
    known = {each.name for each in fields(Statement)}
    values = {name: value for name, value in plain.items() if name in known}
    for name in ("tested_on", "written_on", "looked_at_on"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    values["gaps"] = tuple(Gap(**(gap | {"why": Why(gap["why"])})) for gap in plain["gaps"])
    return replace(Statement(**values), status=Status(plain["status"]), tested=LookedAtBy(plain["tested"]))
