"""The administrator's pages of the business register."""

from django.urls import path

from mikrovirk.register.views import imports

app_name = "register"
HERE = "installation/register/"
urlpatterns = [
    path(HERE, imports.imports, name="imports"),
    path(f"{HERE}<int:pk>/", imports.one_import, name="import"),
    path(f"{HERE}<int:pk>/stop/", imports.stop_import, name="stop_import"),
    path(f"{HERE}<int:pk>/again/", imports.import_again, name="import_again"),
    path(f"{HERE}files/remove/", imports.throw_file_away, name="throw_file_away"),
    path(f"{HERE}copies/<str:name>/use/", imports.use_copy, name="use_copy"),
    path(f"{HERE}copies/<str:name>/remove/", imports.throw_copy_away, name="throw_copy_away"),
]
