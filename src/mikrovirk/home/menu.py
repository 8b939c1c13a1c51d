"""The menu: at most six entries for a coordinator, four for a member. A part that is off has none."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries.funds import funds_for, working_in
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Network, Role
from mikrovirk.overview.permissions import Access, access_of

# Whose menu somebody gets who is several things at once, in this order.
PRECEDENCE = (
    Role.Name.COORDINATOR,
    Role.Name.SUBSTITUTE,
    Role.Name.HOST,
    Role.Name.STEERING,
    Role.Name.MEMBER,
    Role.Name.MUNICIPALITY,
)


# Held by way of an organisation: they look at a municipality rather than at a network.
OFFICERS = (Role.Name.MUNICIPALITY, Role.Name.HOST)


@dataclass(frozen=True)
class Entry:
    """One entry of a menu; `post`: pressing it does something."""

    label: str
    url: str
    current: bool = False
    post: bool = False


@dataclass(frozen=True)
class Hat:
    """The role somebody has on this page, and in which network."""

    role: str
    network: Network


def hat_of(request: HttpRequest) -> Hat | None:
    """Which role the signed-in reader has here: in the page's network, else in the first of theirs. One query."""
    if not request.user.is_authenticated:
        return None
    # A view that asked already leaves the answer with the request.
    held = getattr(request, "roles_held", None) or network_queries.roles_held(request.user)
    slug = request.resolver_match.kwargs.get("network_slug") if request.resolver_match else None
    here = [role for role in held if role[1].slug == slug] or held
    for name in PRECEDENCE:
        for role, network in here:
            if role == name:
                return Hat(role, network)
    return None


def menu_for(request: HttpRequest) -> list[Entry]:
    """The entries for whoever looks at this page."""
    if request.user.is_authenticated:
        hat = hat_of(request)
        is_administrator = request.user.is_administrator
        pairs = list(entries_of(hat, is_administrator=is_administrator))
        if is_administrator or hat is None or hat.role in OFFICERS:
            access = access_of(request.user)
            pairs += [*overview_entry(access), what_goes_on("" if access.everything else access.home)]
        if hat is None or hat.role in OFFICERS:
            pairs += fund_entry(request.user, is_officer=hat is not None)
    else:
        pairs = [(_("Meetings"), reverse("home:front")), what_goes_on()]
    return [Entry(label, url, current=request.path == url) for label, url in pairs]


def entries_of(hat: Hat | None, *, is_administrator: bool) -> Iterator[tuple[str, str]]:
    if hat is None:
        yield _("Meetings"), reverse("home:front")
    else:
        slug = hat.network.slug
        if hat.role == Role.Name.COORDINATOR:
            yield from coordinator_entries(slug)
            return
        if hat.role == Role.Name.SUBSTITUTE:
            yield from substitute_entries(slug)
            return
        if hat.role != Role.Name.MUNICIPALITY:
            yield _("Meetings"), reverse("programme:meetings", args=[slug])
        if hat.role in (Role.Name.MEMBER, Role.Name.STEERING):
            yield _("My page"), reverse("home:me")
        if hat.role in (Role.Name.STEERING, Role.Name.HOST):
            yield _("The steering group"), reverse("home:reports", args=[slug])
        if "toolbox" in network_queries.parts_of(hat.network) and hat.role in (Role.Name.MEMBER, Role.Name.STEERING):
            yield _("The toolbox"), reverse("programme:toolbox", args=[slug])
        if hat.role == Role.Name.MUNICIPALITY and network_queries.has_part(hat.network, "health"):
            yield _("How is the network?"), reverse("health:health", args=[slug])
    if is_administrator:
        yield _("The installation"), reverse("networks:installation")


def what_goes_on(code: str = "") -> tuple[str, str]:
    """The way to the joint calendar, for whoever looks at an area rather than at a network of their own.

    `code`: their municipality; its calendar is the first of its tabs (`home.tabs`).
    """
    url = reverse("landscape:calendar_of", args=[code]) if code else reverse("landscape:calendar")
    return _("What goes on"), url


def overview_entry(access: Access) -> list[tuple[str, str]]:
    """The way to the figures of one's municipality, or of all of them."""
    if not access.may_open:
        return []
    if access.home and not access.everything:
        return [(_("The municipality"), reverse("overview:municipality", args=[access.home]))]
    return [(_("The municipalities"), reverse("overview:choose"))]


def fund_entry(user: User, *, is_officer: bool = False) -> list[tuple[str, str]]:
    """The way to what waits in the fund somebody works in, to the figures of one an officer sees; to all where there are several."""
    page, funds = "fund:office", [slug for slug, _name in working_in(user)]
    if not funds and is_officer:
        seen = funds_for(user, needs=FundPermission.SEE_FIGURES)
        page, funds = "fund:statistics", list(seen.values_list("slug", flat=True))
    if len(funds) > 1:
        return [(_("Funds"), reverse("fund:funds"))]
    return [(_("The fund"), reverse(page, args=[slug])) for slug in funds]


def coordinator_entries(slug: str) -> Iterator[tuple[str, str]]:
    yield _("Ten minutes"), reverse("home:week", args=[slug])
    yield _("Meetings"), reverse("programme:plan", args=[slug])
    yield _("Members"), reverse("directory:members", args=[slug])
    yield _("Mails"), reverse("mailing:mails", args=[slug])
    yield _("The steering group"), reverse("home:reports", args=[slug])
    yield _("The network"), reverse("networks:settings", args=[slug])


def substitute_entries(slug: str) -> Iterator[tuple[str, str]]:
    """What runs the meetings, and where everything a successor needs stands."""
    yield _("Handover"), reverse("home:handover", args=[slug])
    yield _("Ten minutes"), reverse("home:week", args=[slug])
    yield _("Meetings"), reverse("programme:plan", args=[slug])
    yield _("Mails"), reverse("mailing:mails", args=[slug])
    yield _("The steering group"), reverse("home:reports", args=[slug])


def account_menu_for(request: HttpRequest) -> list[Entry]:
    """Signing in, or one's own page and signing out."""
    if not request.user.is_authenticated:
        return [Entry(_("Sign in"), reverse("account_login"))]
    url = reverse("home:me")
    return [
        Entry(request.user.first_name or _("My page"), url, current=request.path == url),
        Entry(_("Sign out"), reverse("account_logout"), post=True),
    ]
