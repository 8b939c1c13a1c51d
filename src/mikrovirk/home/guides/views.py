"""The help pages: the guides, in the reader's language."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mikrovirk.home import menu
from mikrovirk.home.guides import contents
from mikrovirk.home.guides.contents import At, Guide
from mikrovirk.home.guides.reading import LANGUAGES, Told, Written, read
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Role
from mikrovirk.overview.permissions import access_of

READERS = {  # whose guide stands first, and whose steps lead to their own pages
    Role.Name.COORDINATOR: contents.COORDINATOR,
    Role.Name.SUBSTITUTE: contents.COORDINATOR,
    Role.Name.STEERING: contents.STEERING,
    Role.Name.HOST: contents.MUNICIPALITY,
    Role.Name.MUNICIPALITY: contents.MUNICIPALITY,
}


@login_not_required
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """All guides, the reader's own first."""
    own = own_guide(request, hat_here(request))
    ordered = sorted(contents.GUIDES, key=lambda guide: guide != own)
    return render(request, "home/help.html", {"guides": [in_own_language(guide) for guide in ordered], "own": own})


@login_not_required
@require_safe
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    """One guide, step by step; its steps lead to the reader's own pages where they are theirs."""
    found = next((each for each in contents.GUIDES if each.slug == guide), None)
    if found is None:
        raise Http404
    written = in_own_language(found)
    hat = hat_here(request)
    known = known_for(request, found, hat) if own_guide(request, hat) == found else {}
    steps = [(told, way_of(told, known)) for told in written.steps]
    return render(request, "home/guide.html", {"guide": written, "steps": steps})


def hat_here(request: HttpRequest) -> menu.Hat | None:
    """The reader's role; what was asked for it is left for the menu, which needs it too."""
    if request.user.is_authenticated:
        request.roles_held = network_queries.roles_held(request.user)  # type: ignore[attr-defined]
    return menu.hat_of(request)


def own_guide(request: HttpRequest, hat: menu.Hat | None) -> Guide | None:
    """The guide to what the reader does here, if there is one."""
    if hat and hat.role in READERS:
        return READERS[Role.Name(hat.role)]
    return contents.HOST if getattr(request.user, "is_administrator", False) else None


def in_own_language(guide: Guide) -> Written:
    language = get_language()
    return read(guide, language if language in LANGUAGES else LANGUAGES[0])


def known_for(request: HttpRequest, guide: Guide, hat: menu.Hat | None) -> dict[At, list[str]]:
    """What the addresses of the reader's own pages are made with, as far as they have such pages."""
    found: dict[At, list[str]] = {At.NOTHING: []}
    if hat and hat.role != Role.Name.SUBSTITUTE:  # some of the pages are not a substitute's
        found[At.NETWORK] = [hat.network.slug]
    if guide == contents.MUNICIPALITY and (code := access_of(request.user).home):
        found[At.MUNICIPALITY] = [code]
    return found


def way_of(told: Told, known: dict[At, list[str]]) -> str:
    """The address of the reader's own page for a step; empty where there is none."""
    step = told.step
    return reverse(step.page, args=known[step.at]) if step.page and step.at in known else ""
