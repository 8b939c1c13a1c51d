"""A fund's office from the command line: funds and their people, calls, and the ledger."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.core.exceptions import ValidationError  # noqa: E402  Django had to be loaded first
from django.core.validators import validate_email, validate_slug  # noqa: E402
from django.db import IntegrityError, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from mikrovirk.fund.domain.money import in_oere  # noqa: E402
from mikrovirk.fund.ledger_files import as_csv, as_document  # noqa: E402
from mikrovirk.fund.models import Fund, FundRole  # noqa: E402
from mikrovirk.fund.queries import calls as call_queries  # noqa: E402
from mikrovirk.fund.queries import ledger as balances  # noqa: E402
from mikrovirk.fund.queries.funds import in_force  # noqa: E402
from mikrovirk.fund.services import funds as services  # noqa: E402
from mikrovirk.fund.services import ledger as ledger_services  # noqa: E402
from mikrovirk.networks.models import Organisation  # noqa: E402

Row = dict[str, Any]


def fund_of(slug: str) -> Fund:
    """The fund with that address; CannotDo names those there are."""
    try:
        return Fund.objects.get(slug=slug)
    except Fund.DoesNotExist as error:
        known = ", ".join(Fund.objects.values_list("slug", flat=True)) or "none yet: mikrovirk fund add"
        raise CannotDo(f"there is no fund called {slug!r} (there is: {known})") from error


def address(text: str) -> str:
    """An e-mail address; CannotDo for what is none."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise CannotDo(f"{text!r} is no e-mail address") from error
    return text


def listing(options: Namespace) -> tuple[int, list[Row]]:
    """Every fund with what it holds, in øre."""
    return 0, [figures(fund) for fund in Fund.objects.all()]


def figures(fund: Fund) -> Row:
    totals, money = balances.totals(fund), balances.of_fund(fund)
    return {
        "slug": fund.slug,
        "name": fund.name,
        "appropriated": totals.appropriated,
        "unallotted": totals.unallotted,
        "available": money.available,
        "reserved": money.reserved,
        "granted": money.granted,
        "paid": money.paid,
        "returned": money.returned,
    }


def add(options: Namespace) -> tuple[int, Row]:
    """Make a fund with its first caseworker."""
    holder = Organisation.objects.filter(slug=options.holder).first()
    if holder is None:
        known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet"
        raise CannotDo(f"there is no organisation called {options.holder!r} (there is: {known})")
    try:
        validate_slug(options.slug)
        with transaction.atomic():
            fund = services.found_fund(
                {"slug": options.slug, "name": options.name, "holder": holder, "municipalities": options.municipality},
                caseworker=address(options.caseworker),
                by=None,
                at=timezone.now(),
                on=timezone.localdate(),
            )
    except ValidationError as error:
        raise CannotDo(f"{options.slug!r} is no address: letters, digits and - only") from error
    except IntegrityError as error:
        raise CannotDo(f"there is a fund called {options.slug!r} already") from error
    return 0, figures(fund)


def role(options: Namespace) -> tuple[int, list[Row]]:
    """Give or end a role in a fund, and say who has which."""
    fund = fund_of(options.slug)
    if options.email and options.end:
        end(fund, options)
    elif options.email:
        services.give_role(
            fund, address(options.email), options.role, by=None, at=timezone.now(), on=timezone.localdate()
        )
    roles = fund.roles.filter(in_force()).select_related("user").order_by("name", "user__email")
    return 0, [{"role": each.name, "email": each.user.email, "since": each.since_date.isoformat()} for each in roles]


def end(fund: Fund, options: Namespace) -> None:
    """End somebody's role; CannotDo where they have none, or are the last caseworker."""
    held = FundRole.objects.filter(in_force(), fund=fund, user__email=options.email.lower(), name=options.role).first()
    if held is None:
        raise CannotDo(f"{options.email} is not {options.role} in {fund.slug}")
    try:
        services.end_role(held, on=timezone.localdate())
    except services.LastCaseworker as error:
        raise CannotDo("a fund needs a caseworker: give somebody else the role first") from error


def put_in(options: Namespace) -> tuple[int, Row]:
    """Put money into a fund; the same key a second time changes nothing."""
    fund, amount = fund_of(options.slug), in_oere(options.amount)
    if not amount:
        raise CannotDo(f"{options.amount!r} is no amount in kroner: write 400.000 or 400000,50")
    try:
        ledger_services.appropriate(
            fund, amount, by=None, at=timezone.now(), text=options.text, key=f"command:{options.key}"
        )
    except ledger_services.AlreadyDone as error:
        raise CannotDo(f"money was put in with the key {options.key!r} before; nothing was changed") from error
    return 0, figures(fund)


def calls(options: Namespace) -> tuple[int, list[Row]]:
    """The calls of a fund: where each is, how many applied, and its money in øre."""
    found = call_queries.calls_in(fund_of(options.slug))
    money = balances.balances_of_calls([row.call.pk for row in found])
    return 0, [
        {
            "call": row.call.pk,
            "title": row.call.title,
            "state": row.call.state,
            "deadline": row.call.deadline_at.isoformat() if row.call.deadline_at else None,
            "received": row.received,
            "undecided": row.undecided,
            "pot": row.call.pot,
            "available": money[row.call.pk].available,
            "granted": money[row.call.pk].committed,
            "paid": money[row.call.pk].paid,
        }
        for row in found
    ]


def rebuild(fund: Fund) -> None:
    """Lay the balances anew; CannotDo where the entries themselves do not agree."""
    try:
        wrong = ledger_services.rebuild(fund)
    except ledger_services.BooksBroken as error:
        raise CannotDo("an entry was changed or is missing: compare with the last file that was kept") from error
    print(f"mikrovirk: {wrong} balances were laid anew", file=sys.stderr)


def ledger(options: Namespace) -> tuple[int, Any]:
    """The whole ledger, and whether it agrees; 1 where it does not. Amounts in øre."""
    fund = fund_of(options.slug)
    if options.rebuild:
        rebuild(fund)
    document = as_document(fund)
    status = 1 if document["faults"] else 0
    if options.csv:
        try:
            Path(options.csv).write_text(as_csv(fund), encoding="utf-8", newline="")
        except OSError as error:
            raise CannotDo(f"{options.csv}: {error.strerror}") from error
    if options.json:
        return status, document
    agrees = {"entries": len(document["entries"]), "faults": len(document["faults"])}
    return status, figures(fund) | agrees
