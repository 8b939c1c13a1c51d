"""Sign-in by code or link, passkeys, second factor, and the municipality's own sign-in: allauth's views, our pages.

Only what we use has an address: there are no passwords to change or reset, and nobody signs up by a form.
"""

from allauth.account import views as account
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from django.urls import include, path

from mikrovirk.accounts import views

urlpatterns = [
    path("login/", account.request_login_code, name="account_login"),
    path("login/", account.request_login_code, name="account_request_login_code"),
    path("login/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("login/link/<str:token>/", views.sign_in_link, name="account_sign_in_link"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("two-factor/", include("allauth.mfa.urls")),
    path("social/", include("allauth.socialaccount.urls")),
    path("", include(openid_connect.urlpatterns)),
]
