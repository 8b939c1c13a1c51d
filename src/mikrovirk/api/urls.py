from django.urls import path, register_converter
from django.urls.converters import StringConverter

from mikrovirk.api.views import door, start, tokens


class AnyTextConverter(StringConverter):
    """Whatever stands there, line breaks too: below /api/v1/ everything is answered as JSON."""

    regex = r"[\s\S]+"


register_converter(AnyTextConverter, "any_text")

app_name = "api"
urlpatterns = [
    path("api/", start.start, name="start"),
    path("api/v1/<any_text:rest>", door.version_1, name="v1"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/new/", tokens.token_new, name="token_new"),
    path("me/tokens/<int:pk>/", tokens.token, name="token"),
    path("me/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
]
