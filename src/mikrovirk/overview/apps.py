from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail.
REGISTERING: tuple[str, ...] = ("mikrovirk.overview.mails",)


class OverviewConfig(AppConfig):
    name = "mikrovirk.overview"
    label = "overview"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
