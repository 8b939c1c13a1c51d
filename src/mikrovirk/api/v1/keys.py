"""Who asks, where a key is needed, and whether the token was made for what is asked."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.limits import WITH_KEY, WRONG_KEYS
from mikrovirk.api.models import Token
from mikrovirk.api.queries import Standing, standing_of, token_with
from mikrovirk.api.v1.errors import Refused, no_key, no_scope, too_often

SCHEME = "bearer "


def token_of(request: HttpRequest) -> Token:
    """The token the request brings along, noted with the request so that its use is written down; raise Refused."""
    said = request.headers.get("Authorization", "")
    if said[: len(SCHEME)].lower() != SCHEME:
        raise no_key(_("This takes a token: send its key in the header Authorization: Bearer …"))
    address = request.META.get("REMOTE_ADDR", "")
    if WRONG_KEYS.is_reached(address):
        raise too_often()
    token = token_with(said[len(SCHEME) :].strip())
    if token is None:
        WRONG_KEYS.count(address)
        raise no_key(_("No token has that key."))
    request.api_token = token  # type: ignore[attr-defined]
    if refusal := refusal_of(token):
        raise refusal
    return token


def refusal_of(token: Token) -> Refused | None:
    """Why a known token opens nothing now; None where it does."""
    standing = standing_of(token, at=timezone.now())
    if standing == Standing.REVOKED:
        return no_key(_("This token was revoked."))
    if standing == Standing.EXPIRED:
        return no_key(_("This token has expired. Its owner can make a new one."))
    return None if WITH_KEY.count(str(token.pk)) else too_often()


def token_for(request: HttpRequest, scope: Scope) -> Token:
    """The token, if it was made for that scope; raise Refused."""
    token = token_of(request)
    if scope not in token.scopes:
        raise no_scope(scope)
    return token
