"""Applications with what the rules on de minimis aid ask for, as tests need them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.de_minimis import Answers
from mikrovirk.fund.models import AidDeclaration, Application, EuroRate
from mikrovirk.fund.services import de_minimis as services
from mikrovirk.fund.services.de_minimis import Declared, EarlierAid, Linked

AT = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # a Friday
ON = date(2026, 11, 20)
AID = Answers(is_undertaking=True, has_advantage=True, is_selective=True, affects_trade=True)
NO_AID = Answers(is_undertaking=True, has_advantage=True, is_selective=True, affects_trade=False)
CVR, OTHER, THIRD = "25313763", "10403782", "24256790"


def make_rate(day: date = ON, rate: str = "746.06") -> EuroRate:
    return services.set_rate(day, Decimal(rate), source="Danmarks Nationalbank", by=None, at=AT)


def declare(
    application: Application,
    user: User,
    *,
    cvr: str = CVR,
    linked: Sequence[Linked] = (),
    earlier: Sequence[EarlierAid] = (),
    **fields: Any,
) -> AidDeclaration:
    given = {"business_name": "Holms Hus", "wording": "Jeg erklærer …", "name": "Karen Holm", **fields}
    declared = Declared(cvr=cvr, linked=linked, earlier=earlier, **given)
    return services.declare(application, declared, by=user, at=AT)


def euro_before(euro: int, *, cvr: str = CVR, day: date = date(2025, 5, 1)) -> EarlierAid:
    return EarlierAid(cvr, day, euro * 100, "EUR", "Region Sjælland")
