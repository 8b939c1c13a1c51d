"""Who is kept away from which case: conflict of interest (habilitet), forvaltningsloven §§ 3 and 6.

Every page and service for a fund's people starts from `cases_for`: a case one has an interest in is not there.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Membership
from mikrovirk.fund.models import Application, Assignment, CoApplicant, Fund, FundRole, Interest
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries.funds import funds_for, in_force

SEEN_BY_QUICK_DECIDER = (FundPermission.SEE_CASES, FundPermission.DECIDE)


class Ground(TextChoices):
    """Why somebody is locked out of a case."""

    APPLICANT = "applicant", _("applies themselves")
    CO_APPLICANT = "co_applicant", _("applies together with others")
    SAME_CVR = "same_cvr", _("same business as whoever applies")
    DECLARED = "declared", _("declared an interest")


@dataclass(frozen=True)
class LockedOut:
    """Somebody who is kept away from a case, and why; the strongest ground alone."""

    user: User
    ground: Ground
    interest: Interest | None = None  # what they declared


def cases_for(user: User | AnonymousUser, *, needs: FundPermission = FundPermission.SEE_CASES) -> QuerySet[Application]:
    """The applications that were sent to funds in which `user` may do what `needs` says, without those they are locked out of.

    Whoever decides the small ones of a call sees and decides those, also without a role in the fund.
    """
    return sent_cases(user, needs=needs).exclude(pk__in=locked_cases(user).values("pk"))


def readable_for(user: User | AnonymousUser) -> QuerySet[Application]:
    """The same for reading what a case holds: whoever is asked for points first says that they have no interest in it."""
    if not user.is_authenticated:
        return Application.objects.none()
    silent = Assignment.objects.filter(assessor=user, impartial_at=None, application__state=Application.State.SENT)
    return cases_for(user).exclude(pk__in=silent.values("application"))


def cases_locked_for(user: User, fund: Fund) -> QuerySet[Application]:
    """The cases of a fund that would be the user's to see, had they no interest in them."""
    rows = sent_cases(user, needs=FundPermission.SEE_CASES).filter(call__fund=fund)
    return rows.filter(pk__in=locked_cases(user).values("pk"))


def sent_cases(user: User | AnonymousUser, *, needs: FundPermission) -> QuerySet[Application]:
    if not user.is_authenticated:
        return Application.objects.none()
    reach = Q(call__fund__in=funds_for(user, needs=needs))
    if needs in SEEN_BY_QUICK_DECIDER:
        reach |= Q(quick_by__isnull=False, call__quick_decider=user)
    return Application.objects.filter(reach, sent_at__isnull=False)


def locked_cases(user: User | AnonymousUser) -> QuerySet[Application]:
    """The applications somebody makes, alone or with others, that are made by their business, or that they declared."""
    if not user.is_authenticated:
        return Application.objects.none()
    # Who said no to applying together is free again; who has not answered yet is not.
    together = CoApplicant.objects.filter(declined_at__isnull=True)
    with_others = together.filter(Q(user=user) | Q(email__iexact=user.email))
    declared = Interest.objects.filter(user=user, lifted_at__isnull=True)
    businesses = businesses_of(Membership.objects.filter(person__user=user))
    locked = Q(applicant__user=user) | Q(business__in=businesses)
    locked |= Q(pk__in=with_others.values("application")) | Q(pk__in=declared.values("application"))
    colleagues = Membership.objects.filter(Q(business__in=businesses) | Q(also_for__in=businesses))
    locked |= Q(applicant__in=colleagues.values("person"))
    joined = CoApplicant.objects.filter(user__person__in=colleagues.values("person"))
    locked |= Q(pk__in=joined.values("application"))
    if numbers := cvr_numbers(user, businesses):
        same = together.filter(cvr__in=numbers)
        locked |= Q(cvr__in=numbers) | Q(business__cvr__in=numbers) | Q(pk__in=same.values("application"))
    return Application.objects.filter(locked).order_by()


def businesses_of(memberships: QuerySet[Membership]) -> QuerySet[Business]:
    """The businesses that somebody is, or was, in a network for."""
    return Business.objects.filter(
        Q(pk__in=memberships.values("business")) | Q(pk__in=memberships.values("also_for"))
    ).order_by()


def cvr_numbers(user: User, businesses: QuerySet[Business]) -> set[str]:
    """The CVR numbers that are somebody's: of their businesses, and those they applied with. Three queries."""
    numbers = set(businesses.values_list("cvr", flat=True))
    numbers |= set(Application.objects.filter(applicant__user=user).values_list("cvr", flat=True))
    with_others = CoApplicant.objects.filter(user=user, accepted_at__isnull=False)
    return (numbers | set(with_others.values_list("cvr", flat=True))) - {""}


def is_locked_out(user: User, application: Application) -> bool:
    """Whether somebody may take no part in a case."""
    return locked_cases(user).filter(pk=application.pk).exists()


def locked_out_of(application: Application) -> list[LockedOut]:
    """Who of the fund's people may take no part in a case, and why. A fixed number of queries."""
    declared = {row.user: row for row in application.interests.filter(lifted_at__isnull=True).select_related("user")}
    others = list(application.co_applicants.filter(declined_at__isnull=True))
    same = users_of_same_business(application, others)
    emails = {other.email.lower() for other in others}
    accounts = {other.user_id for other in others}
    applicant = application.applicant.user_id if application.applicant else None
    people = {user.pk: user for user in [*people_of(application.call.fund), *declared]}
    found = []
    for user in people.values():
        reasons = {
            Ground.APPLICANT: user.pk == applicant,
            Ground.CO_APPLICANT: user.pk in accounts or user.email in emails,
            Ground.DECLARED: user in declared,
            Ground.SAME_CVR: user.pk in same,
        }
        ground = next((ground for ground, holds in reasons.items() if holds), None)
        if ground:
            found.append(LockedOut(user, ground, declared.get(user)))
    return found


def users_of_same_business(application: Application, others: list[CoApplicant]) -> set[int]:
    """The keys of those who share a business, or its CVR number, with whoever applies."""
    applying = Q(person=application.applicant) | Q(person__user__in=[other.user_id for other in others])
    theirs = businesses_of(Membership.objects.filter(applying, person__isnull=False))
    numbers = {application.cvr, application.business.cvr if application.business else ""}
    numbers = (numbers | {other.cvr for other in others}) - {""}
    businesses = Business.objects.filter(Q(pk__in=theirs) | Q(pk=application.business_id) | Q(cvr__in=numbers))
    rows = Membership.objects.filter(Q(business__in=businesses) | Q(also_for__in=businesses))
    users = set(rows.values_list("person__user", flat=True))
    if numbers:
        users |= set(Application.objects.filter(cvr__in=numbers).values_list("applicant__user", flat=True))
        joined = CoApplicant.objects.filter(cvr__in=numbers, accepted_at__isnull=False)
        users |= set(joined.values_list("user", flat=True))
    return {user for user in users if user}


def works_in(user: User, fund: Fund) -> bool:
    """Whether somebody is one of the fund's people today."""
    return funds_worked_in(user).filter(pk=fund.pk).exists()


def funds_worked_in(user: User) -> QuerySet[Fund]:
    """The funds `user` works in today: with a role, or as whom a call names for small sums."""
    held = FundRole.objects.filter(in_force(), user=user)
    return Fund.objects.filter(Q(pk__in=held.values("fund")) | Q(calls__quick_decider=user)).distinct()


def people_of(fund: Fund) -> QuerySet[User]:
    """Everybody with a role in the fund today, and those who decide the small applications of its calls."""
    held = FundRole.objects.filter(in_force(), fund=fund)
    quick = fund.calls.filter(quick_decider__isnull=False)
    named = Q(pk__in=held.values("user")) | Q(pk__in=quick.values("quick_decider"))
    return User.objects.filter(named).order_by("full_name", "pk")
