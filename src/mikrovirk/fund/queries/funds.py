"""The funds somebody may do something in."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Fund, FundRole
from mikrovirk.fund.permissions import (
    ADMINISTRATOR_PERMISSIONS,
    FUND_ROLE_PERMISSIONS,
    OFFICER_PERMISSIONS,
    FundPermission,
    fund_roles_with,
)
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Role


def in_force(on: date | None = None) -> Q:
    """The roles that count on a day (today)."""
    on = on or timezone.localdate()
    return Q(since_date__lte=on) & (Q(until_date__isnull=True) | Q(until_date__gte=on))


def funds_for(user: User | AnonymousUser, *, needs: FundPermission) -> QuerySet[Fund]:
    """The funds in which `user` may do what `needs` says. One query more for those who hold an organisation's role."""
    if not user.is_authenticated:
        return Fund.objects.none()
    if user.is_administrator and needs in ADMINISTRATOR_PERMISSIONS:
        return Fund.objects.all()
    held = FundRole.objects.filter(in_force(), user=user, name__in=fund_roles_with(needs))
    reach = Q(pk__in=held.values("fund"))
    if needs in OFFICER_PERMISSIONS:
        reach |= Q(pk__in=funds_seen_by_officer(user))
    return Fund.objects.filter(reach)


def funds_seen_by_officer(user: User) -> list[int]:
    """The funds an organisation's people see figures of: those it holds, and those for its municipality."""
    rows = (
        network_queries.roles_now()
        .filter(user=user, organisation__isnull=False, name__in=[Role.Name.MUNICIPALITY, Role.Name.HOST])
        .values_list("organisation", "organisation__municipality_code")
    )
    organisations, codes = {pk for pk, _code in rows}, {code for _pk, code in rows if code}
    if not organisations:
        return []
    funds = Fund.objects.values_list("pk", "holder", "municipalities")
    return [pk for pk, holder, served in funds if holder in organisations or codes & set(served)]


def works_in_a_fund(user: User) -> bool:
    """True for whoever handles, assesses, decides or pays in some fund. One query."""
    return FundRole.objects.filter(in_force(), user=user).exists()


def permissions_in(user: User | AnonymousUser, fund: Fund) -> frozenset[FundPermission]:
    """Everything `user` may do in `fund`."""
    if not user.is_authenticated:
        return frozenset()
    names = FundRole.objects.filter(in_force(), user=user, fund=fund).values_list("name", flat=True)
    held = frozenset().union(*(FUND_ROLE_PERMISSIONS[name] for name in names))
    if user.is_administrator:
        held |= ADMINISTRATOR_PERMISSIONS
    if fund.pk in funds_seen_by_officer(user):
        held |= OFFICER_PERMISSIONS
    return held


def working_in(user: User) -> list[tuple[str, str]]:
    """The funds somebody has a role in today: their addresses and names. One query."""
    held = FundRole.objects.filter(in_force(), user=user)
    return list(held.order_by("fund__name", "fund").values_list("fund__slug", "fund__name").distinct())


def own_applications(user: User | AnonymousUser) -> QuerySet[Application]:
    """The applications somebody made or said yes to making with others."""
    if not user.is_authenticated:
        return Application.objects.none()
    theirs = Q(applicant__user=user) | Q(co_applicants__user=user, co_applicants__accepted_at__isnull=False)
    return Application.objects.filter(theirs).distinct()
