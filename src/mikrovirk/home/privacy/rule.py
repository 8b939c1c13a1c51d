"""What a rule of retention is, and the deeds that belong to no single app."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from mikrovirk.directory.models import MemberImport, TableImport
from mikrovirk.home.privacy import own_data

logger = logging.getLogger(__name__)
MONTH, HALF_YEAR, YEAR = 30, 183, 365
CHOICES = (91, HALF_YEAR, YEAR, 2 * YEAR, 3 * YEAR, 5 * YEAR)  # days whoever hosts chooses among
AT_ONCE = 100  # people erased in one go: each takes a moment

Due = Callable[[datetime], QuerySet[Any]]


@dataclass(frozen=True)
class Rule:
    """One thing that is deleted by itself.

    `says`: the sentence, with %(time)s; `due`: the rows whose time began before a moment; `carry_out` deletes or empties
    them and says how many; None where a job of its own does so every minute (then `days` is not to be chosen).
    """

    key: str
    purpose: str  # key in home.privacy.purposes
    says: str | Promise
    days: int
    due: Due
    columns: tuple[str, ...]  # "app.Model.field", or "app.Model" for the whole row
    carry_out: Callable[[datetime], int] | None = field(default=None)

    @property
    def is_ours_to_choose(self) -> bool:
        return self.carry_out is not None


def lists_kept(model: type[MemberImport] | type[TableImport]) -> Due:
    return lambda before: model.objects.filter(created_at__lt=before).exclude(content=b"")


def erased(people: Due) -> Callable[[datetime], int]:
    """Erase the first of those people; the last coordinator of a network stays, and one who cannot be erased keeps nobody else."""

    def carry_out(before: datetime) -> int:
        count = 0
        for user in people(before).order_by("pk")[:AT_ONCE]:
            try:
                own_data.erase(user, at=timezone.now())
            except own_data.LastCoordinator:
                continue
            except Exception:
                logger.exception("account %s could not be erased", user.pk)
                continue
            count += 1
        return count

    return carry_out


def read_with_tokens(before: datetime) -> QuerySet[Any]:
    """The API lies above; its table is asked for by name."""
    rows: QuerySet[Any] = apps.get_model("api.TokenUse").objects.filter(last_at__lt=before)
    return rows
