"""Every address of the site begins here."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

handler500 = "mikrovirk.ui.failing.server_error"
# Looked through from the top at every visit: what is visited most stands first.
urlpatterns = [
    path("", include("mikrovirk.programme.urls")),
    path("", include("mikrovirk.directory.urls")),
    path("", include("mikrovirk.home.urls")),
    path("", include("mikrovirk.overview.urls")),
    path("", include("mikrovirk.health.urls")),
    path("", include("mikrovirk.landscape.urls")),
    path("", include("mikrovirk.cooperation.urls")),
    path("", include("mikrovirk.live.urls")),
    path("", include("mikrovirk.fund.urls")),
    path("", include("mikrovirk.voice.urls")),
    path("", include("mikrovirk.mailing.urls")),
    path("", include("mikrovirk.register.urls")),
    path("", include("mikrovirk.networks.urls")),
    path("", include("mikrovirk.api.urls")),
    path("account/", include("mikrovirk.accounts.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("ui/", include("mikrovirk.ui.urls")),
]
