from django.urls import path

from mikrovirk.api.views import door

app_name = "api"
urlpatterns = [
    path("api/v1/<path:rest>", door.version_1, name="v1"),
]
