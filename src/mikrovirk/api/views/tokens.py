"""One's own tokens: made, seen once, listed with what was read by them, revoked."""

from dataclasses import dataclass
from typing import Any

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
from mikrovirk.api.queries import OPENS, Standing, standing_of
from mikrovirk.api.words import SCOPE_WORDS

PAGE = 30
CREATED = 201


@require_safe
def tokens(request: MemberRequest) -> HttpResponse:
    """The reader's tokens, the newest first."""
    page = Paginator(queries.tokens_of(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [row_of(token) for token in page.object_list]}
    return render(request, "api/tokens.html", context)


@dataclass(frozen=True)
class Row:
    """A token with how it stands, and what it opens in words."""

    token: Token
    standing: Standing
    opens: list[str]

    @property
    def works(self) -> bool:
        return self.standing in OPENS


def row_of(token: Token) -> Row:
    opens = [str(words) for scope, words in SCOPE_WORDS.items() if scope in token.scopes]
    return Row(token, standing_of(token, at=timezone.now()), opens)


@never_cache
@only_lately_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def token_new(request: MemberRequest) -> HttpResponse:
    """Make a token. Its key stands in the answer and nowhere else. With ?like= it begins as an earlier one."""
    offered = scopes_for(request.user)
    form = TokenForm(
        request.POST if request.method == "POST" else None,
        offered=offered,
        initial=like(request, request.GET.get("like")),
    )
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


def like(request: MemberRequest, pk: str | None) -> dict[str, Any]:
    """What an earlier token of the reader's was made for."""
    known = queries.tokens_of(request.user).filter(pk=pk).first() if pk and pk.isdecimal() and pk.isascii() else None
    return {"name": known.name, "scopes": known.scopes} if known else {}


@require_safe
def token(request: MemberRequest, pk: int) -> HttpResponse:
    """One token and what was read with it."""
    shown = own_token(request, pk)
    page = Paginator(queries.uses_of(shown), PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row_of(shown),
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
