"""Reads: whether a member is newly started or established."""

from datetime import date

from mikrovirk.directory.domain.standing import Standing, standing_of
from mikrovirk.directory.models import Membership
from mikrovirk.register.queries.founding import founded_on


def standing_in(membership: Membership, *, today: date) -> Standing | None:
    """In their own word, else by the register; None where neither says. Reads the business."""
    business = membership.business
    founded = founded_on(business.cvr) if business and not membership.standing else None
    return standing_of(said=membership.standing, said_on=membership.joined_date, founded=founded, today=today)
