from importlib import import_module

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "mikrovirk.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("mikrovirk.home.handover.mails")
