"""How an address of the API is declared: what it answers, what it can refuse, and whether it takes a key."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.v1.asking import Asked
from mikrovirk.api.v1.errors import Error, wrong_question
from mikrovirk.api.v1.keys import token_for, token_of

KEY = "Key"  # the name of the way to show a key, in the description
PUBLIC = {404: Error, 422: Error, 429: Error}
WITH_KEY = {401: Error, 403: Error, **PUBLIC}
View = Callable[..., Any]


def reads(
    router: Router,
    path: str,
    answer: Any,
    *,
    says: str,
    asked: type[Asked] = Asked,
    scope: Scope | None = None,
    any_key: bool = False,
) -> Callable[[View], View]:
    """Declare a view that answers GET.

    says: what it answers, in words that are translated on the page about the API (hence `gettext_noop`).
    asked: the parameters it understands; others are refused, as they are slips.
    scope: it is called only for a token made for that, and finds it as `request.api_token`; any_key: for any that works.
    """
    known = {field.alias or name for name, field in asked.model_fields.items()}
    takes_key = scope is not None or any_key

    def declare(view: View) -> View:
        @wraps(view)
        def looked_at(request: HttpRequest, **values: Any) -> Any:
            if scope is not None:
                token_for(request, scope)
            elif any_key:
                token_of(request)
            unknown = sorted(set(request.GET) - known)
            if unknown:
                raise wrong_question(
                    [{"where": name[:80], "what": _("There is no such parameter.")} for name in unknown[:10]]
                )
            return view(request, **values)

        router.get(
            path,
            response={200: answer, **(WITH_KEY if takes_key else PUBLIC)},
            summary=says,
            operation_id=view.__name__,
            openapi_extra={"security": [{KEY: [str(scope)] if scope else []}]} if takes_key else None,
        )(looked_at)
        return view

    return declare
