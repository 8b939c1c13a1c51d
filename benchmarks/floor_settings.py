"""The settings of the floor, as `startproject` writes them, on the database of MIKROVIRK_DATA or MIKROVIRK_DATABASE_URL."""

from importlib import import_module

from django.apps import AppConfig

from mikrovirk.config import environment  # only for the database: the same one with the same options


class Floor(AppConfig):
    """The one file is the whole app, models and all."""

    name, label = "benchmarks", "floor"

    def import_models(self) -> None:
        self.models = self.apps.all_models[self.label]
        import_module("benchmarks.floor")


SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "benchmarks.floor"
INSTALLED_APPS = [
    "benchmarks.floor_settings.Floor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGES: dict[str, str] = {}  # the templates, put in by the one file
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", PAGES)])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
AUTH_USER_MODEL = "floor.User"
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
STATIC_URL = "static/"


def serve() -> None:
    """Serve it as the product is served."""
    import argparse
    import os

    import django
    import uvicorn

    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.floor_settings"
    django.setup()
    from benchmarks import floor

    floor.prepare()
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    uvicorn.run(
        "benchmarks.floor_asgi:application",
        port=options.port,
        workers=options.processes if options.processes > 1 else None,
        log_level="warning",
        lifespan="off",
        proxy_headers=True,
    )


if __name__ == "__main__":
    serve()
