"""What allauth must know about us: nobody signs up by a form, and the mail with the code carries a link too."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from mikrovirk.accounts import sign_in
from mikrovirk.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Add the link that signs in on whichever device the mail is read."""
        user = User.objects.filter(email=email.lower()).first()
        if user and "code" in context:
            path = reverse("account_sign_in_link", args=[sign_in.token_for(user)])
            context = {**context, "link": f"{settings.SITE_URL}{path}"}
        context = {**context, "front_page": settings.SITE_URL}
        super().send_mail(template_prefix, email, context)
