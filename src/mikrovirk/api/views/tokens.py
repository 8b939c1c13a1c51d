"""One's own tokens: made, seen once, listed with what was read by them, revoked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.still_you import only_lately_signed_in
from mikrovirk.api import queries, services
from mikrovirk.api.forms import TokenForm
from mikrovirk.api.models import Token
from mikrovirk.api.permissions import scopes_for
from mikrovirk.api.queries import Standing, standing_of
from mikrovirk.api.words import SCOPE_WORDS

PAGE = 30
CREATED = 201


@require_safe
def tokens(request: MemberRequest) -> HttpResponse:
    """The reader's tokens, the newest first."""
    page = Paginator(queries.tokens_of(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [(token, *said(token)) for token in page.object_list]}
    return render(request, "api/tokens.html", context)


def said(token: Token) -> tuple[str, list[str]]:
    """How a token stands, and what it opens, in words."""
    return str(standing_of(token, at=timezone.now())), [
        str(words) for scope, words in SCOPE_WORDS.items() if scope in token.scopes
    ]


@never_cache
@only_lately_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def token_new(request: MemberRequest) -> HttpResponse:
    """Make a token. Its key stands in the answer and nowhere else."""
    offered = scopes_for(request.user)
    form = TokenForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            token, key = services.make_token(request.user, **form.cleaned_data, at=timezone.now())
        except services.NameTaken:
            form.add_error("name", _("You have a token of that name already. Call this one something else."))
        except services.TooManyTokens:
            form.add_error(None, _("You have as many tokens as one can have. Revoke one you no longer use."))
        else:
            return render(request, "api/token_made.html", {"token": token, "key": key}, status=CREATED)
    context = {"form": form, "offered": offered}
    return render(request, "api/token_new.html", context, status=422 if form.errors else 200)


@require_safe
def token(request: MemberRequest, pk: int) -> HttpResponse:
    """One token and what was read with it."""
    shown = own_token(request, pk)
    standing, opens = said(shown)
    page = Paginator(queries.uses_of(shown), PAGE).get_page(request.GET.get("page"))
    context = {
        "token": shown,
        "standing": standing,
        "works": standing == Standing.WORKING,
        "opens": opens,
        "page": page,
        "kept_days": services.USES_KEPT.days,
    }
    return render(request, "api/token.html", context)


@require_POST
def token_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """From now on it opens nothing."""
    shown = own_token(request, pk)
    services.revoke(shown, at=timezone.now())
    messages.success(request, _("The token is revoked. Its key opens nothing any more."))
    return redirect("api:tokens")


def own_token(request: MemberRequest, pk: int) -> Token:
    return get_object_or_404(queries.tokens_of(request.user), pk=pk)
