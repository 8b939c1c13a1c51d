"""Sign-in by code or link, passkeys, second factor, and other organisations' sign-in: allauth's views and ours.

Only what we use has an address: there are no passwords to change or reset, and nobody signs up by a form.
"""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as app_codes
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path

from mikrovirk.accounts import own_address, second_factor, signed_in, views
from mikrovirk.accounts.still_you import only_lately_signed_in

# Asked by allauth of those who have a second factor, by us of the others.
only_who_it_is = reauthentication_required(app="allauth.mfa")
two_factor = [
    path("", second_factor.ways, name="mfa_index"),
    path("offer/", second_factor.offer, name="account_offer"),
    path("authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/on/", second_factor.switch_app_on, name="mfa_activate_totp"),
    path("app/off/", app_codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("spare-codes/", spare_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("spare-codes/new/", spare_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("spare-codes/download/", spare_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
]
urlpatterns = [
    path("login/", views.ask_for_code, name="account_login"),
    path("login/", views.ask_for_code, name="account_request_login_code"),
    path("login/code/", views.write_code, name="account_confirm_login_code"),
    path("login/link/<str:token>/", views.sign_in_link, name="account_sign_in_link"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", second_factor.still_you, name="account_reauthenticate"),
    path("address/", only_who_it_is(only_lately_signed_in(own_address.own_address)), name="account_address"),
    path("sessions/", signed_in.sessions, name="account_sessions"),
    path("sessions/others/end/", signed_in.end_others, name="account_sessions_end_others"),
    path("sessions/<str:mark>/end/", signed_in.end_one, name="account_sessions_end"),
    path("two-factor/", include(two_factor)),
    path("provider/cancelled/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/<str:provider_id>/login/", views.provider_sign_in, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", openid_connect.callback, name="openid_connect_callback"),
]
