"""Reads: how an application stands to the rules on de minimis aid, and what is to be told to the central register."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from django.db.models import Q, QuerySet

from mikrovirk.fund.domain import de_minimis as rules
from mikrovirk.fund.domain.de_minimis import Aid, Finding, Room
from mikrovirk.fund.models import (
    AidAssessment,
    AidDeclaration,
    AidGrant,
    Application,
    DeclaredAid,
    EuroRate,
    Fund,
    LinkedBusiness,
)
from mikrovirk.programme.domain.days_off import public_holidays

# Rates stand still on days without trade; Easter, with a weekend on either side, is the longest.
RATE_HOLDS = timedelta(days=7)
ROUNDING = Fraction(1)  # euro


class Hindrance(StrEnum):
    """Why an amount cannot be granted yet, or at all."""

    NOT_ASSESSED = "not-assessed"
    EXCLUDED = "excluded"
    NOT_DECLARED = "not-declared"
    OTHER_NUMBER = "other-number"  # declared for another CVR number than the application's
    NO_RATE = "no-rate"
    OVER = "over"


@dataclass(frozen=True)
class Earlier:
    """One earlier aid as it is shown: where we know it from, and whether it counts beside the others."""

    aid: Aid
    authority: str
    is_ours: bool
    is_declared_twice: bool = False  # the applicant declared what stands in our own books


@dataclass(frozen=True)
class Standing:
    """How a grant of `amount` øre on a day stands to the rules."""

    application: Application
    amount: int
    on: date
    assessment: AidAssessment | None
    declaration: AidDeclaration | None
    rate: EuroRate | None
    earlier: tuple[Earlier, ...]
    room: Room | None
    hindrance: Hindrance | None
    doubts: tuple[str, ...] = ()  # businesses that somebody else declared as linked, and this declaration does not

    @property
    def is_aid(self) -> bool:
        return self.assessment is not None and self.assessment.finding != Finding.NO_AID

    @property
    def group(self) -> tuple[str, ...]:
        return group_of(self.declaration) if self.declaration else ()


def assessment_of(application: Application) -> AidAssessment | None:
    """The assessment that counts."""
    return application.aid_assessments.first()


def declaration_of(application: Application) -> AidDeclaration | None:
    """The declaration that counts."""
    return application.aid_declarations.prefetch_related("linked", "earlier").first()


def group_of(declaration: AidDeclaration) -> tuple[str, ...]:
    """The CVR numbers of the single undertaking, the applicant's first."""
    return tuple(dict.fromkeys([declaration.cvr, *(row.cvr for row in declaration.linked.all())]))


def rate_on(day: date) -> EuroRate | None:
    """The rate of the day, or of the last day of trade before it; None where it is not known."""
    return EuroRate.objects.filter(date__lte=day, date__gt=day - RATE_HOLDS).order_by("-date").first()


def promised_in_kind(application: Application) -> int:
    """What the help that was promised is worth, in øre."""
    promised = application.help_in_kind.filter(promised_at__isnull=False)
    return sum(promised.values_list("worth", flat=True))


def needs_assessment(application: Application) -> bool:
    """A business applies. Where nobody said so, whether it is aid can still be assessed, but need not."""
    return bool(application.cvr) or application.business_id is not None


def standing(application: Application, amount: int, *, on: date) -> Standing:
    """Everything that has to be known before `amount` øre is granted. Help in kind counts with it. At most eight queries."""
    assessment, declaration, rate = assessment_of(application), declaration_of(application), rate_on(on)
    whole = amount + (assessment.in_kind if assessment else 0)
    earlier = earlier_of(application, declaration) if declaration else ()
    room = None
    if declaration and rate:
        new = Aid(on, rules.euro_of(whole, Fraction(rate.dkk_per_100_eur)), declaration.cvr)
        room = rules.room([each.aid for each in earlier if not each.is_declared_twice], new)
    return Standing(
        application=application,
        amount=whole,
        on=on,
        assessment=assessment,
        declaration=declaration,
        rate=rate,
        earlier=earlier,
        room=room,
        hindrance=hindrance(application, assessment, declaration, rate, room),
        doubts=doubts_about(declaration) if declaration else (),
    )


def hindrance(
    application: Application,
    assessment: AidAssessment | None,
    declaration: AidDeclaration | None,
    rate: EuroRate | None,
    room: Room | None,
) -> Hindrance | None:
    """The first thing that stands in the way."""
    if assessment is None:
        return Hindrance.NOT_ASSESSED if needs_assessment(application) else None
    if assessment.finding == Finding.NO_AID:
        return None
    if assessment.finding == Finding.EXCLUDED:
        return Hindrance.EXCLUDED
    if declaration is None:
        return Hindrance.NOT_DECLARED
    if application.cvr and declaration.cvr != application.cvr:
        return Hindrance.OTHER_NUMBER
    if rate is None or room is None:
        return Hindrance.NO_RATE
    return Hindrance.OVER if room.is_over else None


# --- earlier aid -----------------------------------------------------------------------------------------------------


def earlier_of(application: Application, declaration: AidDeclaration) -> tuple[Earlier, ...]:
    """What the single undertaking got before: what it declares, and what stands in our own books, by day."""
    ours = list(granted_to(group_of(declaration), but=application))
    declared = list(declaration.earlier.all())
    rates = rates_for(row.granted_date for row in declared if row.currency == DeclaredAid.Currency.DKK)
    own = [Earlier(aid_of(grant), grant.authority, is_ours=True) for grant in ours]
    told = []
    for row in declared:
        aid = Aid(row.granted_date, euro_of_declared(row, rates.get(row.granted_date)), row.cvr)
        told.append(Earlier(aid, row.authority, is_ours=False, is_declared_twice=is_known(row, ours)))
    return tuple(sorted([*own, *told], key=lambda each: (each.aid.granted_date, each.authority)))


def granted_to(numbers: Collection[str], *, but: Application | None = None) -> QuerySet[AidGrant]:
    """The aid that funds of this installation granted to those businesses and that still stands."""
    rows = AidGrant.objects.filter(cvr__in=numbers, void_date__isnull=True)
    return rows.exclude(application=but) if but else rows


def aid_of(grant: AidGrant) -> Aid:
    """Exactly what was granted, not the cents it was rounded to."""
    return Aid(grant.granted_date, rules.euro_of(grant.amount, Fraction(grant.dkk_per_100_eur)), grant.cvr)


def euro_of_declared(row: DeclaredAid, rate: EuroRate | None) -> Fraction:
    """The declared amount in euro: kroner at the rate of that day where we have it, else as much as they can have been."""
    if row.currency == DeclaredAid.Currency.EUR:
        return Fraction(row.amount, 100)
    if rate is None:
        return rules.euro_at_most(row.amount)
    return rules.euro_of(row.amount, Fraction(rate.dkk_per_100_eur))


def rates_for(days: Iterable[date]) -> dict[date, EuroRate]:
    """The rates of just those days, in one query."""
    return {rate.date: rate for rate in EuroRate.objects.filter(date__in=set(days))}


def is_known(row: DeclaredAid, ours: Iterable[AidGrant]) -> bool:
    """Whether a declared aid stands in our own books: the same business, day and amount."""
    return any(
        grant.cvr == row.cvr and grant.granted_date == row.granted_date and is_same_amount(row, grant) for grant in ours
    )


def is_same_amount(row: DeclaredAid, grant: AidGrant) -> bool:
    if row.currency == DeclaredAid.Currency.DKK:
        return row.amount == grant.amount
    return abs(Fraction(row.amount - grant.euro_cents, 100)) <= ROUNDING


def doubts_about(declaration: AidDeclaration) -> tuple[str, ...]:
    """Businesses that another declaration names as linked with one of this group, and this one does not."""
    group = group_of(declaration)
    linking = LinkedBusiness.objects.filter(Q(cvr__in=group) | Q(declaration__cvr__in=group))
    rows = linking.exclude(declaration__application=declaration.application_id).select_related("declaration")
    named = {row.name: row.cvr for row in rows} | {row.declaration.business_name: row.declaration.cvr for row in rows}
    return tuple(sorted(name for name, cvr in named.items() if cvr not in group))


# --- the central register --------------------------------------------------------------------------------------------


def is_holiday(day: date) -> bool:
    return any(each.covers(day) for each in public_holidays(day.year))


def register_by(granted_date: date) -> date:
    """The last day to tell the central register: twenty working days after the grant."""
    return rules.working_days_after(granted_date, rules.DAYS_TO_REGISTER, is_holiday=is_holiday)


def grants_of(fund: Fund) -> QuerySet[AidGrant]:
    """The de minimis aid a fund granted, oldest first."""
    return AidGrant.objects.filter(application__call__fund=fund).select_related("application__call__fund")


def to_register(fund: Fund) -> QuerySet[AidGrant]:
    """What the register has not been told of, the most urgent first."""
    return (
        grants_of(fund).filter(registered_date__isnull=True, void_date__isnull=True).order_by("register_by_date", "pk")
    )


HEADINGS = (
    "beneficiary_name",
    "beneficiary_identifier_type",
    "beneficiary_identifier",
    "single_undertaking_identifiers",
    "granting_authority",
    "granting_date",
    "aid_instrument",
    "nominal_amount",
    "nominal_currency",
    "aid_amount_eur",
    "exchange_rate_dkk_per_100_eur",
    "exchange_rate_date",
    "exchange_rate_source",
    "sector_nace",
    "legal_basis",
    "own_reference",
    "register_reference",
    "registered_date",
)
LEGAL_BASIS = "Regulation (EU) 2023/2831"


def register_rows(grants: Iterable[AidGrant]) -> list[tuple[str, ...]]:
    """A line for each, under HEADINGS: what article 6(1) asks for, and what it was reckoned from."""
    return [
        (
            grant.business_name,
            "CVR",
            grant.cvr,
            " ".join(grant.group),
            grant.authority,
            grant.granted_date.isoformat(),
            grant.instrument,
            hundredths(grant.amount),
            "DKK",
            hundredths(grant.euro_cents),
            str(grant.dkk_per_100_eur),
            grant.rate_date.isoformat(),
            grant.rate_source,
            grant.industry_code,
            LEGAL_BASIS,
            f"{grant.application.call.fund.slug}/{grant.application_id}",
            grant.registered_as,
            grant.registered_date.isoformat() if grant.registered_date else "",
        )
        for grant in grants
    ]


def hundredths(amount: int) -> str:
    """A whole number of hundredths as programs read amounts: "12500.00"."""
    return f"{amount // 100}.{amount % 100:02}"
