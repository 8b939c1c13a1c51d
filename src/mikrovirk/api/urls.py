from django.urls import path

from mikrovirk.api.views import door, start, tokens

app_name = "api"
urlpatterns = [
    path("api/", start.start, name="start"),
    path("api/v1/<path:rest>", door.version_1, name="v1"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/new/", tokens.token_new, name="token_new"),
    path("me/tokens/<int:pk>/", tokens.token, name="token"),
    path("me/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
]
