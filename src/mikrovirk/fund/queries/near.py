"""Reads: the funds that are for a place, for pages of those apps that show them."""

from collections.abc import Collection

from mikrovirk.fund.models import Fund


def funds_for_places(codes: Collection[str]) -> list[Fund]:
    """The funds in use that are for one of these municipalities, or for everywhere. One query."""
    funds = Fund.objects.filter(closed_at=None).order_by("name")
    return [fund for fund in funds if not fund.municipalities or set(fund.municipalities) & set(codes)]
