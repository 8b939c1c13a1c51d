"""Writes: support is assessed, the undertaking declares, the grant is held against the ceiling and told to the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain import de_minimis as rules
from mikrovirk.fund.domain.de_minimis import Answers
from mikrovirk.fund.models import (
    AidAssessment,
    AidDeclaration,
    AidGrant,
    Application,
    DeclaredAid,
    EuroRate,
    LinkedBusiness,
    Undertaking,
)
from mikrovirk.fund.queries import de_minimis as queries
from mikrovirk.fund.queries.de_minimis import Hindrance, Standing
from mikrovirk.fund.services.interests import refuse_locked_out


class MayNotGrant(Exception):
    """The rules on de minimis aid stand in the way; `hindrance` says which, `standing` everything about it."""

    def __init__(self, hindrance: Hindrance, standing: Standing) -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance
        self.standing = standing


class RateUsed(Exception):
    """A grant was reckoned with this rate: it stands."""


class AlreadyGranted(Exception):
    """The application was decided; what it was decided on stands."""


@dataclass(frozen=True)
class Linked:
    cvr: str
    name: str


@dataclass(frozen=True)
class EarlierAid:
    """Aid as the applicant declares it; the amount in hundredths of the currency."""

    cvr: str
    granted_date: date
    amount: int
    currency: str
    authority: str


@dataclass(frozen=True)
class Declared:
    """What an applicant declares. `wording` is what they agreed to, as they read it."""

    cvr: str
    business_name: str
    wording: str
    name: str
    linked: Sequence[Linked] = ()
    earlier: Sequence[EarlierAid] = ()


@transaction.atomic
def assess(
    application: Application,
    answers: Answers,
    *,
    reason: str,
    by: User,
    at: datetime,
    in_kind: int = 0,
    industry_code: str = "",
) -> AidAssessment:
    """Say with a reason whether the support is aid to an undertaking; raise LockedOut or AlreadyGranted."""
    refuse_locked_out(by, application)
    refuse_decided(application)
    found, _because = rules.finding(answers)
    return AidAssessment.objects.create(
        application=application,
        is_undertaking=answers.is_undertaking,
        has_advantage=answers.has_advantage,
        is_selective=answers.is_selective,
        affects_trade=answers.affects_trade,
        is_excluded=answers.is_excluded,
        finding=found.value,
        reason=reason,
        in_kind=in_kind,
        industry_code=industry_code,
        by=by,
        at=at,
    )


@transaction.atomic
def declare(application: Application, declared: Declared, *, by: User, at: datetime) -> AidDeclaration:
    """Keep what the applicant declares; what they declared before is kept beside it. Raise AlreadyGranted."""
    refuse_decided(application)
    made = AidDeclaration.objects.create(
        application=application,
        cvr=declared.cvr,
        business_name=declared.business_name,
        wording=declared.wording,
        name=declared.name,
        by=by,
        at=at,
    )
    linked = {each.cvr: each for each in declared.linked if each.cvr != declared.cvr}
    LinkedBusiness.objects.bulk_create(
        LinkedBusiness(declaration=made, cvr=each.cvr, name=each.name) for each in linked.values()
    )
    DeclaredAid.objects.bulk_create(
        DeclaredAid(
            declaration=made,
            cvr=each.cvr,
            granted_date=each.granted_date,
            amount=each.amount,
            currency=each.currency,
            authority=each.authority,
        )
        for each in declared.earlier
    )
    return made


def refuse_decided(application: Application) -> None:
    if AidGrant.objects.filter(application=application).exists():
        raise AlreadyGranted


# --- the rate --------------------------------------------------------------------------------------------------------


@transaction.atomic
def set_rate(day: date, dkk_per_100_eur: Decimal, *, source: str, by: User | None, at: datetime) -> EuroRate:
    """Keep the rate of a day; raise RateUsed where a grant was reckoned with another one of that day."""
    kept = EuroRate.objects.select_for_update().filter(date=day).first()
    if kept is None:
        return EuroRate.objects.create(date=day, dkk_per_100_eur=dkk_per_100_eur, source=source, by=by, at=at)
    if kept.dkk_per_100_eur != dkk_per_100_eur and AidGrant.objects.filter(rate_date=day).exists():
        raise RateUsed
    kept.dkk_per_100_eur, kept.source, kept.by, kept.at = dkk_per_100_eur, source, by, at
    kept.save()
    return kept


# --- the grant -------------------------------------------------------------------------------------------------------


@transaction.atomic
def grant(application: Application, amount: int, *, by: User | None, at: datetime) -> AidGrant | None:
    """Hold a grant of `amount` øre against the rules and write it down; None where it is no aid. Raise MayNotGrant.

    Belongs into the transaction of the decision. Two decisions about one undertaking wait for each other, so that both
    together stay below the ceiling. Called again it answers with what stands.
    """
    if kept := AidGrant.objects.filter(application=application).first():
        return kept
    on = timezone.localdate(at)
    if declaration := queries.declaration_of(application):
        wait_in_line(queries.group_of(declaration))
    found = queries.standing(application, amount, on=on)
    if found.hindrance is not None:
        raise MayNotGrant(found.hindrance, found)
    if not found.is_aid:
        return None
    return AidGrant.objects.create(**fields_of(found), at=at)


def wait_in_line(numbers: Iterable[str]) -> None:
    """Lock the rows of the businesses, always in the same order, until the transaction ends."""
    wanted = sorted(set(numbers))
    Undertaking.objects.bulk_create([Undertaking(cvr=cvr) for cvr in wanted], ignore_conflicts=True)
    list(Undertaking.objects.select_for_update().filter(cvr__in=wanted).order_by("cvr"))


def fields_of(found: Standing) -> dict[str, object]:
    """What is written down of a grant. A standing without hindrance that is aid has declaration, rate and room."""
    assessment, declaration, rate, room = found.assessment, found.declaration, found.rate, found.room
    if assessment is None or declaration is None or rate is None or room is None:
        raise ValueError("not a standing that can be granted")
    return {
        "application": found.application,
        "cvr": declaration.cvr,
        "business_name": declaration.business_name,
        "group": list(found.group),
        "authority": str(found.application.call.fund.holder),
        "granted_date": found.on,
        "amount": found.amount,
        "dkk_per_100_eur": rate.dkk_per_100_eur,
        "rate_date": rate.date,
        "rate_source": rate.source,
        "euro_cents": rules.cents(room.new),
        "before_cents": rules.cents(room.before),
        "industry_code": assessment.industry_code,
        "register_by_date": queries.register_by(found.on),
    }


@transaction.atomic
def void(application: Application, *, because: str, at: datetime) -> None:
    """The right to the aid fell away (lapsed, given back whole): it counts no longer. Nothing happens where it was no aid."""
    rows = AidGrant.objects.filter(application=application, void_date__isnull=True)
    rows.update(void_date=timezone.localdate(at), void_because=because[:300])


def set_industry_code(grant: AidGrant, code: str) -> None:
    """What the register asks for and was missing when it was granted."""
    grant.industry_code = code
    grant.save(update_fields=["industry_code"])


def mark_registered(grant: AidGrant, *, reference: str, by: User, on: date) -> None:
    """The central register was told; `reference` is its own."""
    grant.registered_date, grant.registered_as, grant.registered_by = on, reference, by
    grant.save(update_fields=["registered_date", "registered_as", "registered_by"])
