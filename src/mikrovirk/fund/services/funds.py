"""Funds and who does what in them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new
from mikrovirk.fund.models import Fund, FundRole
from mikrovirk.fund.queries import ledger
from mikrovirk.fund.queries.funds import in_force
from mikrovirk.fund.services.calls import RUNNING
from mikrovirk.fund.services.fund_mails import tell_of_role

Name = FundRole.Name


class LastCaseworker(Exception):
    """Somebody must be able to run the fund: the last caseworker stays until there is another."""


class StillRunning(Exception):
    """A call of the fund runs, or money it granted is not paid."""


@transaction.atomic
def found_fund(
    fields: Mapping[str, Any], *, caseworker: str, caseworker_name: str = "", by: User | None, at: datetime, on: date
) -> Fund:
    """Make a fund and its first caseworker, who is written to."""
    fund = Fund.objects.create(**fields)
    give_role(fund, caseworker, Name.CASEWORKER, full_name=caseworker_name, by=by, at=at, on=on)
    return fund


def change_fund(fund: Fund, fields: Mapping[str, Any]) -> Fund:
    """Keep what was changed on the fund's page."""
    for name, value in fields.items():
        setattr(fund, name, value)
    fund.save()
    return fund


@transaction.atomic
def close_fund(fund: Fund, *, at: datetime) -> Fund:
    """The fund is over and kept as an archive; raise StillRunning while a call runs or money is to be paid."""
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    money = ledger.of_fund(locked)
    if locked.calls.filter(state__in=RUNNING).exists() or money.reserved or money.granted:
        raise StillRunning
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    return locked


def open_fund_again(fund: Fund) -> None:
    """The fund goes on."""
    fund.closed_at = None
    fund.save(update_fields=["closed_at"])


@transaction.atomic
def give_role(
    fund: Fund, email: str, name: str, *, full_name: str = "", by: User | None, at: datetime, on: date
) -> FundRole:
    """Let somebody do something in the fund from `on`, and write to them; nothing changes where they may already."""
    user = known_or_new(email, full_name=full_name)
    role, is_new = FundRole.objects.select_for_update().get_or_create(
        fund=fund, user=user, name=name, defaults={"since_date": on}
    )
    if not is_new:
        if role.until_date is None:
            return role
        role.since_date, role.until_date = on, None
        role.save()
    tell_of_role(role, at=at)
    return role


@transaction.atomic
def end_role(role: FundRole, *, on: date) -> None:
    """End a role; `on` is the first day it no longer counts. Raise LastCaseworker."""
    Fund.objects.select_for_update().get(pk=role.fund_id)
    others = role.fund.roles.filter(in_force(on), name=Name.CASEWORKER).filter(
        Q(until_date__isnull=True) | Q(until_date__gt=on)
    )
    if role.name == Name.CASEWORKER and not others.exclude(pk=role.pk).exists():
        raise LastCaseworker
    if role.since_date >= on:
        role.delete()
        return
    role.until_date = on - timedelta(days=1)
    role.save()
