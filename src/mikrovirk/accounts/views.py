"""Signing in: by the code or the link in a mail, or by another organisation's sign-in."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStage, LoginStageController
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url, perform_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from requests import RequestException

from mikrovirk.accounts import links, sign_in
from mikrovirk.accounts.models import User


def sign_in_providers(request: HttpRequest) -> list[dict[str, str]]:
    """The other organisations whose sign-in this installation takes: their name, and where the button leads."""
    wanted = get_next_redirect_url(request)
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return [
        {"name": app["name"], "url": reverse("openid_connect_login", args=[app["provider_id"]]) + query}
        for app in settings.OIDC
    ]


class AskForCode(RequestLoginCodeView):
    """Send a code and a link to an address; the answer is the same whether or not we know it."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponseRedirect | None:
        """Who waits for a code may ask for another, or write another address."""
        return None if stage.key == LoginByCodeStage.key else super()._redirect_to_pending_stage(request, stage)

    def form_valid(self, form: Any) -> HttpResponse:
        if form._user is None:
            get_adapter().send_mail("account/email/unknown_account", form.cleaned_data["email"], {})
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "sign_in_providers": sign_in_providers(self.request)}


@login_not_required
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """The sign-in page; where other organisations' sign-in is taken, its buttons may lead there."""
    view = AskForCode.as_view()
    if settings.OIDC:
        view = csp_update(providers_may_follow())(view)
    answer: HttpResponse = view(request)
    return answer


def providers_may_follow() -> dict[str, list[str]]:
    """The button posts a form of ours, and the browser is then sent on and on, to servers only the provider knows."""
    addresses = [urlsplit(app["settings"]["server_url"]) for app in settings.OIDC]
    return {"form-action": ["https:", *sorted({f"{address.scheme}://{address.netloc}" for address in addresses})]}


@method_decorator(login_not_required, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class WriteCode(ConfirmLoginCodeView):
    """Take the code from the mail: three tries, a quarter of an hour."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated and not waits_for_code(request):
            messages.info(request, _("The code is no longer good. Ask for a new one."))
            return redirect(self.passthrough_next_url(reverse("account_login")))
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


write_code = WriteCode.as_view()


def waits_for_code(request: HttpRequest) -> bool:
    """True if this browser asked for a code that is still good."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return stage is not None and LoginCodeVerificationProcess.resume(stage) is not None


@login_not_required
@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom the link signs in; only the button does it (a mail scanner opens every link)."""
    try:
        user = sign_in.user_of(token)
    except links.LinkInvalid as error:
        return link_does_not_work(request, expired=isinstance(error, links.LinkExpired))
    if request.method == "POST":
        return enter(request, user)
    return render(request, "accounts/sign_in_link.html", {"who": user})


def link_does_not_work(request: HttpRequest, *, expired: bool) -> HttpResponse:
    if request.user.is_authenticated and expired:  # pressed once more by somebody it has let in
        return redirect(get_login_redirect_url(request))
    context = {"expired": expired, "next": get_next_redirect_url(request) or ""}
    return render(request, "accounts/link_used.html", context, status=410 if expired else 404)


def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in by way of allauth, so that a second factor is asked for where there is one."""
    record_authentication(request, user, "code", email=user.email)
    wanted = get_next_redirect_url(request)
    answer: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=wanted, email=user.email
    )
    return answer


@login_not_required
@never_cache
def provider_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to another organisation's sign-in; say so where its server does not answer."""
    try:
        answer: HttpResponse = openid_connect.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=502)
    return answer
