"""What is deleted next, and deleting it: nothing that did not stand on the administrator's list for 30 days."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.home.privacy.rule import CHOICES, YEAR, Rule
from mikrovirk.home.privacy.rules import BY_KEY, RULES
from mikrovirk.networks.models import DataProtection

logger = logging.getLogger(__name__)
AHEAD = timedelta(days=30)  # so long a thing stands on the list before it is deleted


@dataclass(frozen=True)
class Standing:
    """One rule as it stands: how many rows are due now, and how many within the next 30 days."""

    rule: Rule
    days: int
    due_count: int
    soon_count: int
    begins_date: date | None  # nothing is deleted by this rule before that day; None: it has begun

    @property
    def says(self) -> str:
        return sentence(self.rule, self.days)

    def as_plain(self) -> dict[str, Any]:
        return {
            "rule": self.rule.key,
            "purpose": self.rule.purpose,
            "says": self.says,
            "columns": list(self.rule.columns),
            "days": self.days,
            "due": self.due_count,
            "due_in_30_days": self.soon_count,
            "begins": self.begins_date.isoformat() if self.begins_date else None,
        }


def facts() -> DataProtection:
    """The one row about data protection; a fresh one where none was saved yet."""
    return DataProtection.objects.filter(pk=1).first() or DataProtection(pk=1)


def days_of(rule: Rule, chosen: Mapping[str, int]) -> int:
    """How long by this rule: as whoever hosts chose, or as shipped."""
    return chosen.get(rule.key, rule.days) if rule.is_ours_to_choose else rule.days


def in_words(days: int) -> str:
    """ "two years", "six months", "30 days"."""
    if days >= YEAR and days % YEAR == 0:
        years = days // YEAR
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if days >= 91:
        months = round(days / 30.4)
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def sentence(rule: Rule, days: int) -> str:
    return _(str(rule.says)) % {"time": in_words(days)} if "%(time)s" in str(rule.says) else str(rule.says)


def standing(now: datetime) -> list[Standing]:
    """Every rule with what is due, in the order of the rules. Two counts for each."""
    row = facts()
    return [one_standing(rule, row, now) for rule in RULES]


def one_standing(rule: Rule, row: DataProtection, now: datetime) -> Standing:
    days = days_of(rule, row.keep_days)
    began = now - timedelta(days=days)
    begins = begin_of(rule, row, now)
    return Standing(
        rule,
        days,
        rule.due(began).count(),
        rule.due(began + AHEAD).count(),
        begins if begins and begins > timezone.localdate(now) else None,
    )


def begin_of(rule: Rule, row: DataProtection, now: datetime) -> date | None:
    """From which day the rule deletes: 30 days after it was first looked at, or made shorter. None: a job of its own does."""
    if not rule.is_ours_to_choose:
        return None
    said = row.begins.get(rule.key)
    return date.fromisoformat(said) if said else timezone.localdate(now) + AHEAD


def note_beginnings(now: datetime) -> DataProtection:
    """Write down from when each rule deletes, where that does not stand yet."""
    row = facts()
    missing = {rule.key for rule in RULES if rule.is_ours_to_choose} - set(row.begins)
    if missing:
        row.begins |= dict.fromkeys(missing, (timezone.localdate(now) + AHEAD).isoformat())
        row.save()
    return row


def carry_out(now: datetime) -> dict[str, int]:
    """Delete what is due; how many rows, by rule. What a job of its own deletes is left to it.

    A rule that fails is told of in the log, and `late` knows it; the others go on.
    """
    row = note_beginnings(now)
    done = {}
    for rule in due_rules(row, now):
        try:
            count = rule.carry_out(now - timedelta(days=days_of(rule, row.keep_days))) if rule.carry_out else 0
        except Exception:
            logger.exception("what is due by the rule %s could not be deleted", rule.key)
            continue
        if count:
            done[rule.key] = count
    return done


def late(since: datetime) -> list[Rule]:
    """The rules by which something was due at that moment already, and is still here."""
    row = facts()
    ours = due_rules(row, since)
    return [rule for rule in ours if rule.due(since - timedelta(days=days_of(rule, row.keep_days))).exists()]


def due_rules(row: DataProtection, now: datetime) -> Iterator[Rule]:
    for rule in RULES:
        begins = begin_of(rule, row, now)
        if begins and begins <= timezone.localdate(now):
            yield rule


@transaction.atomic
def choose(days: Mapping[str, int], *, now: datetime) -> None:
    """Keep things as long as whoever hosts says; what is now kept shorter waits another 30 days. Raise ValueError."""
    row = note_beginnings(now)
    for key, value in days.items():
        rule = BY_KEY[key]
        if not rule.is_ours_to_choose or value not in {*CHOICES, rule.days}:
            raise ValueError(key)
        if value < days_of(rule, row.keep_days):
            row.begins[key] = (timezone.localdate(now) + AHEAD).isoformat()
    chosen = {**row.keep_days, **days}  # a rule that is no more is left out
    row.keep_days = {key: value for key, value in chosen.items() if key in BY_KEY and value != BY_KEY[key].days}
    row.changed_at = now
    row.save()
