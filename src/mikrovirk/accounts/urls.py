"""Sign-in by code, passkeys and second factor come from allauth; their pages are ours."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
