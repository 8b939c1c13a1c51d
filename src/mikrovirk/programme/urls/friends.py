"""Passing the word on: links, the share kit, and where somebody begins who is new."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import friends, share_kit, welcome

NETWORK = "networks/<slug:network_slug>/"
MEETING = f"{NETWORK}meetings/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("b/<str:token>/", friends.invitation, name="invitation"),
    path("me/invite/", friends.my_invitations, name="my_invitations"),
    path(f"{NETWORK}friends/", friends.months, name="friends"),
    path(f"{MEETING}share/", share_kit.share_kit, name="share_kit"),
    path(f"{MEETING}share/poster.pdf", share_kit.poster, name="poster"),
    path(f"{NETWORK}welcome/", welcome.welcome, name="welcome"),
    path(f"{NETWORK}welcome/<str:standing>/", welcome.welcome, name="welcome_to"),
]
