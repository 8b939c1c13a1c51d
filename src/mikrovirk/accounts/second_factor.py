"""Passkeys and codes from an app: allauth's pages where ours differ, the offer to staff, and the question whether it is you."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_login_redirect_url
from allauth.account.views import BaseReauthenticateView
from allauth.core.internal.ratelimit import consume_or_429
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from mikrovirk.accounts.forms import CodeForm
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.queries import NOT_NOW, has_second_factor, mail_is_enough
from mikrovirk.accounts.still_you import MailedCode, only_lately_signed_in

NOT_NOW_SECONDS = 60 * 60 * 24 * 90


class Ways(IndexView):
    """What keeps this person's sign-in safe, and what could."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "mail_is_enough": mail_is_enough(self.request.user)}


ways = Ways.as_view()


class AddPasskey(AddWebAuthnView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        showed_it_is_them(self.request, "webauthn")
        return answer

    def get_success_url(self) -> str:
        """Spare codes are of use only to those who are asked for a second factor."""
        user = self.request.user
        url: str = reverse("mfa_index") if mail_is_enough(user) else super().get_success_url()
        return url


add_passkey = only_lately_signed_in(AddPasskey.as_view())


class SwitchAppOn(ActivateTOTPView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        showed_it_is_them(self.request, "totp")
        return answer


switch_app_on = only_lately_signed_in(SwitchAppOn.as_view())


def showed_it_is_them(request: HttpRequest, kind: str) -> None:
    """Whoever has just used the new key is not asked for it again on the next page."""
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


class StillYou(BaseReauthenticateView):
    """Send a code to one's own address and take it back."""

    form_class = CodeForm
    template_name = "account/reauthenticate.html"

    def get_form_class(self) -> type[forms.Form]:
        return forms.Form if self.asks_for_mail else CodeForm

    @property
    def asks_for_mail(self) -> bool:
        return self.request.POST.get("action") == "send" or self.code is None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.code = MailedCode.waiting(request)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_form_kwargs(self) -> dict[str, Any]:
        arguments: dict[str, Any] = super().get_form_kwargs()
        return arguments if self.asks_for_mail or self.code is None else {**arguments, "code": self.code.code}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if self.asks_for_mail:
            return self.send_code()
        assert self.code is not None
        self.code.abort()
        record_authentication(
            self.request, self.request.user, "code", email=self.request.user.email, reauthenticated=True
        )
        answer: HttpResponse = super().form_valid(form)
        return answer

    def send_code(self) -> HttpResponse:
        user = self.request.user
        limited: HttpResponse | None = consume_or_429(
            self.request, app="allauth.account", action="request_login_code", key=user.email
        )
        if limited:
            return limited
        MailedCode.start(self.request, user)
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_reauthenticate")))

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        if self.code and not self.code.record_invalid_attempt():
            self.code = None
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "code_sent": self.code is not None}


still_you = never_cache(sensitive_post_parameters()(StillYou.as_view()))


@never_cache
def offer(request: MemberRequest) -> HttpResponse:
    """Offer a passkey to somebody who runs a network; "not now" is remembered for three months where it may be said."""
    onwards = get_login_redirect_url(request)
    if has_second_factor(request.user):
        return redirect(onwards)
    required = settings.STAFF_SECOND_FACTOR
    if request.method == "POST" and not required:
        answer = redirect(onwards)
        answer.set_cookie(
            NOT_NOW, "1", max_age=NOT_NOW_SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
        return answer
    return render(request, "accounts/offer.html", {"required": required, "next": onwards})
