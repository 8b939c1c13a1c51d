from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail.
REGISTERING: tuple[str, ...] = ("mikrovirk.fund.mails",)


class FundConfig(AppConfig):
    name = "mikrovirk.fund"
    label = "fund"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
