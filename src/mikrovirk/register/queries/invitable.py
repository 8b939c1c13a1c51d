"""Whom somebody may write to or visit: the one place where businesses of the register get a name and an address for contact.

Advertising protection (reklamebeskyttelse; CVR-loven, the rules about it on virk.dk) is a hard rule here: no function gives a
protected business away, and none has an option for it. What is not stated counts as protected, a place's protection counts for its
company, protection that begins later counts already, and only the newest copy of the register is asked, never a dated one.
E-mail addresses and telephone numbers are not in the register's layout at all, so nothing here can give one away.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from mikrovirk.register.domain.layout import COMPANY, PLACE
from mikrovirk.register.queries.copies import Copy, connect, current


class Reason(StrEnum):
    """Why a business may not be invited; of several the first counts."""

    GONE = "gone"  # closed, or no number of a living business
    PROTECTED = "protected"
    NOT_STATED = "not_stated"  # the register does not say whether it is protected
    HIDDEN = "hidden"  # its name or address is given to nobody
    CLOSING = "closing"  # bankrupt, or being wound up
    NO_ADDRESS = "no_address"


@dataclass(frozen=True)
class Contact:
    """A business that may be invited, as the register has it on the day of the copy."""

    unit_id: str
    name: str
    care_of: str
    street: str  # with house number: "Storegade 14B"
    floor_door: str
    town: str
    postcode: str
    district: str
    industry: str  # the source's own words
    since: date | None


@dataclass(frozen=True)
class Allowed:
    """The numbers of those who may be invited, in the order they were asked for, and why each of the others may not."""

    unit_ids: tuple[str, ...]
    reasons: Mapping[str, Reason]

    @property
    def left_out(self) -> Counter[Reason]:
        """How many were left out, by reason."""
        return Counter(self.reasons.values())


def protected_in(left_out: Counter[Reason]) -> int:
    """How many of those left out are so because of advertising protection, stated or not stated."""
    return left_out[Reason.PROTECTED] + left_out[Reason.NOT_STATED]


# In force on the day of the copy; a period without ends holds always.
IN_FORCE = "(valid_from IS NULL OR valid_from <= $day) AND (valid_to IS NULL OR valid_to > $day)"
THIS = "country = $country AND kind = $company AND unit_id IN (SELECT unit_id FROM asked)"
# The rule. A row for everybody who was asked for, with the reason against an invitation or NULL.
JUDGED = f"""
asked AS (SELECT DISTINCT unnest($asked::VARCHAR[]) AS unit_id),
own_protection AS (
    SELECT unit_id,
           bool_or(is_protected AND (valid_to IS NULL OR valid_to > $day)) AS is_protected,
           bool_or(NOT is_protected AND {IN_FORCE}) AS is_stated_free
    FROM unit_protection WHERE {THIS} GROUP BY unit_id
),
own_places AS (
    SELECT DISTINCT parent_id, unit_id FROM unit_parent
    WHERE country = $country AND kind = $place AND (valid_to IS NULL OR valid_to > $day)
          AND parent_id IN (SELECT unit_id FROM asked)
),
protected_places AS (
    SELECT DISTINCT parent_id AS unit_id FROM own_places JOIN unit_protection USING (unit_id)
    WHERE country = $country AND kind = $place AND is_protected AND (valid_to IS NULL OR valid_to > $day)
),
living AS (SELECT DISTINCT unit_id FROM unit_life WHERE {THIS} AND {IN_FORCE}),
secret AS (SELECT DISTINCT unit_id FROM unit WHERE {THIS} AND is_secret),
pseudo AS (SELECT DISTINCT unit_id FROM unit WHERE {THIS} AND is_pseudo),
closing AS (
    SELECT DISTINCT unit_id FROM unit_status
    WHERE {THIS} AND {IN_FORCE} AND regexp_matches(upper(status), 'KONKURS|TVANGSOPL|LIKVIDATION|AVVIKLING|BANKRUPT')
),
placed AS (
    SELECT DISTINCT unit_id FROM unit_address
    WHERE {THIS} AND {IN_FORCE} AND coalesce(street, '') <> '' AND coalesce(postcode, '') <> ''
),
judged AS (
    SELECT unit_id, CASE
        WHEN unit_id NOT IN (SELECT unit_id FROM living) OR unit_id IN (SELECT unit_id FROM pseudo) THEN '{Reason.GONE}'
        WHEN coalesce(own_protection.is_protected, FALSE)
             OR unit_id IN (SELECT unit_id FROM protected_places) THEN '{Reason.PROTECTED}'
        WHEN NOT coalesce(own_protection.is_stated_free, FALSE) THEN '{Reason.NOT_STATED}'
        WHEN unit_id IN (SELECT unit_id FROM secret) THEN '{Reason.HIDDEN}'
        WHEN unit_id IN (SELECT unit_id FROM closing) THEN '{Reason.CLOSING}'
        WHEN unit_id NOT IN (SELECT unit_id FROM placed) THEN '{Reason.NO_ADDRESS}'
    END AS reason
    FROM asked LEFT JOIN own_protection USING (unit_id)
)"""
LATEST = "QUALIFY row_number() OVER (PARTITION BY unit_id ORDER BY valid_from DESC NULLS LAST) = 1"
CONTACTS = f"""
WITH {JUDGED},
allowed AS (SELECT unit_id FROM judged WHERE reason IS NULL),
naming AS (SELECT unit_id, name FROM unit_name WHERE {THIS} AND {IN_FORCE} AND is_main {LATEST}),
address AS (SELECT * FROM unit_address WHERE {THIS} AND {IN_FORCE} AND coalesce(street, '') <> '' {LATEST}),
trade AS (SELECT unit_id, label FROM unit_industry WHERE {THIS} AND {IN_FORCE} AND rank = 0 {LATEST}),
life AS (SELECT unit_id, max(valid_from) AS since FROM unit_life WHERE {THIS} AND {IN_FORCE} GROUP BY unit_id)
SELECT unit_id, name, coalesce(care_of, ''), trim(street || ' ' || coalesce(house, '')), coalesce(floor_door, ''),
       coalesce(town, ''), coalesce(postcode, ''), coalesce(district, ''), coalesce(label, ''), since
FROM allowed JOIN naming USING (unit_id) JOIN address USING (unit_id)
     LEFT JOIN trade USING (unit_id) LEFT JOIN life USING (unit_id)
"""


def may_be_invited(unit_ids: Sequence[str], *, country: str = "DK") -> Allowed:
    """Which of these companies may be invited by letter or visit, by the newest copy; nobody where there is no copy."""
    copy = current(country)
    if copy is None or not unit_ids:
        return Allowed((), {})
    rows = dict(asked(copy, f"WITH {JUDGED} SELECT unit_id, reason FROM judged", unit_ids))
    unique = dict.fromkeys(unit_ids)
    reasons = {each: Reason(rows[each]) for each in unique if rows[each]}
    return Allowed(tuple(each for each in unique if each not in reasons), reasons)


def contacts_of(unit_ids: Sequence[str], *, country: str = "DK") -> list[Contact]:
    """Name and address of those of these companies that may be invited, in the order they were asked for; the others are missing."""
    copy = current(country)
    if copy is None or not unit_ids:
        return []
    found = {row[0]: Contact(*row) for row in asked(copy, CONTACTS, unit_ids)}
    return [found[each] for each in dict.fromkeys(unit_ids) if each in found]


def asked(copy: Copy, sql: str, unit_ids: Collection[str]) -> list[tuple[Any, ...]]:
    """The rows of one of the questions above, put to that copy."""
    values = {
        "asked": list(unit_ids),
        "day": copy.as_of,
        "country": copy.country,
        "company": COMPANY,
        "place": PLACE,
    }
    connection = connect(copy)
    try:
        used = {name: value for name, value in values.items() if f"${name}" in sql}
        rows: list[tuple[Any, ...]] = connection.execute(sql, used).fetchall()
        return rows
    finally:
        connection.close()
