"""Whom the networks reach and whom they could invite, from the command line."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip

from mikrovirk.accounts.models import User  # isort: skip
from mikrovirk.overview.queries import coverage as coverage_queries  # isort: skip
from mikrovirk.overview.queries.inviting import Wanted, networks_inviting  # isort: skip
from mikrovirk.overview.services import inviting  # isort: skip
from mikrovirk.register.domain.municipalities import MUNICIPALITIES  # isort: skip

NO_REGISTER = "no copy of the register is here: mikrovirk register import FILES… --source cvr"


def coverage(options: Namespace) -> tuple[int, dict[str, Any]]:
    """How many of a municipality's micro-businesses are reached: counts of three or more, no names."""
    if options.municipality not in MUNICIPALITIES:
        raise CannotDo(f"there is no municipality {options.municipality}")
    found = coverage_queries.coverage_of(options.municipality)
    if found is None:
        raise CannotDo(NO_REGISTER)
    return 0, coverage_queries.as_plain(found)


def invite(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Name and address of businesses that a network could invite by letter or visit; logged with its purpose and who asked."""
    network, by = network_of(options.slug), user_inviting(options)
    wanted = Wanted(options.section, options.postcode, "", options.new)
    purpose = options.purpose.strip()
    if not purpose:
        raise CannotDo("say with --purpose what the addresses are for: it stands in the log")
    try:
        told = inviting.tell_candidates(
            network, wanted, most=options.most, purpose=purpose[:200], by=by, at=timezone.now()
        )
    except inviting.NoRegister as error:
        raise CannotDo(NO_REGISTER if network.municipality_code else f"{network} has no municipality") from error
    except inviting.NobodyToInvite as error:
        raise CannotDo("there is nobody to invite who may be invited") from error
    return 0, {
        "network": network.slug,
        "purpose": told.use.purpose,
        "register_date": told.use.register_date.isoformat(),
        "can_be_invited": len(told.found.businesses),
        "left_out": told.use.left_out,
        "declined": told.found.declined,
        "businesses": [asdict(each) for each in told.contacts],
    }


def user_inviting(options: Namespace) -> User:
    """Whoever answers for it: somebody who may see the network's list in the browser too."""
    email = options.by.strip().lower()
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None or not networks_inviting(user).filter(slug=options.slug).exists():
        raise CannotDo(f"{email} neither coordinates {options.slug} nor works in its business service office")
    return user
