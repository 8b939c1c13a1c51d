"""The few fields of signing in, in our words. What is checked is allauth's, who is looked up is ours."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.adapter import WAIT
from mikrovirk.accounts.models import User


def code_input() -> forms.TextInput:
    """A field that the phone offers to fill in, with a keyboard of digits."""
    attrs = {"class": "code-input", "autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.TextInput(attrs={**attrs, "autofocus": True})


class AddressForm(RequestLoginCodeForm):
    """Whom to send a code to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        """Look the address up among users only: allauth's own list may hold one that somebody had before."""
        email: str = self.cleaned_data["email"].strip().lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise ValidationError(WAIT, code="rate_limited")
        self._user = User.objects.filter(email=email, is_active=True).first()
        return email


class CodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(label=_("The code from the mail"), max_length=20, widget=code_input())


class SecondFactorForm(AuthenticateForm):
    code = forms.CharField(label=_("Code from your app, or a spare code"), max_length=20, widget=code_input())


class AgainForm(ReauthenticateForm):
    code = forms.CharField(label=_("Code from your app, or a spare code"), max_length=20, widget=code_input())


class AppForm(ActivateTOTPForm):
    code = forms.CharField(label=_("The six digits your app shows now"), max_length=20, widget=code_input())


class PasskeyForm(AddWebAuthnForm):
    """A passkey always signs in by itself here; the box that allauth asks it by is set and not shown."""

    name = forms.CharField(
        label=_("What shall it be called?"),
        max_length=60,
        required=False,
        help_text=_("So that you know it again, such as “My phone”."),
    )
    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.CheckboxInput(attrs={"hidden": True}))
    hide_optional = True


class PasskeyNameForm(EditWebAuthnForm):
    name = forms.CharField(label=_("What shall it be called?"), max_length=60)


class NewAddressForm(forms.Form):
    """The address somebody wants to have from now on."""

    email = forms.EmailField(
        label=_("Your new e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if email == self.user.email:
            raise ValidationError(_("That is the address you have already."))
        return email
