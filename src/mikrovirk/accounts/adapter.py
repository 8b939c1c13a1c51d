"""What allauth must know about us: who signs in how, in which words, and that nobody signs up by a form."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts import sign_in
from mikrovirk.accounts.models import User
from mikrovirk.accounts.queries import mail_is_enough
from mikrovirk.ui import qr

WRONG_CODE = _("The code is not right. Look in the newest mail, and write the six digits again.")
WAIT = _("That was many tries in a short time. Wait a few minutes, and try again.")
WORDS = {
    "incorrect_code": WRONG_CODE,
    "too_many_login_attempts": _("The code was wrong three times, so it no longer works. Ask for a new one."),
    "rate_limited": WAIT,
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of whoever gets it; a sign-in code comes with a link for the device the mail is read on.

        An address we do not know takes as many look-ups as one we do.
        """
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user and template_prefix == sign_in.MAIL:
            context = {**context, "link": self.link_for(user)}
        context = {**context, "front_page": settings.SITE_URL}
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def link_for(self, user: User) -> str:
        path = reverse("account_sign_in_link", args=[sign_in.token_for(user)])
        wanted = get_next_redirect_url(self.request)
        return f"{settings.SITE_URL}{path}" + (f"?{urlencode({'next': wanted})}" if wanted else "")

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "mikrovirk.accounts.stages.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to show that it is still you: what you have, and a code by mail for those it signs in."""
        words = {
            "mfa_reauthenticate": _("Write a code from your app, or a spare code"),
            "mfa_reauthenticate:webauthn": _("Use your passkey"),
        }
        methods = [
            {**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)
        ]
        if user.is_authenticated and mail_is_enough(user):
            # Spare codes alone are no way: those who have none of the rest were never shown them.
            methods = [method for method in methods if method["id"] != "mfa_reauthenticate"]
            url = reverse("account_reauthenticate")
            methods.append({"id": "mail", "description": _("Get a code by mail"), "url": url})
        return methods


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "That did not work. Look at the code once more, or use the passkey on the device it was made on."
        ),
    }

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, black on white in dark mode too."""
        return qr.as_picture(url).content.decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner says something better."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("My passkey") if count == 0 else gettext("My passkey no. %(number)s") % {"number": count + 1}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Another organisation's sign-in lets in whom we know already, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Keep who it is over there, and nothing else that the provider tells of them."""
        account = sociallogin.account
        account.extra_data = {}
        if account.pk:
            account.save(update_fields=["extra_data"])

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """The user that allauth would make of it; never saved, as nobody signs up this way."""
        found: User = sociallogin.user
        found.email = (data.get("email") or "").lower()
        return found

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """The user with an address the provider says it has verified. Some providers say so in words, not as true."""
        for address in sociallogin.email_addresses:
            if address.verified in (True, "true", "True"):
                user = User.objects.filter(email=address.email.strip().lower()).first()
                if user:
                    return user, address.email
        return None

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")
