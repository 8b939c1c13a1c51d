from importlib import import_module

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "mikrovirk.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("mikrovirk.programme.mails")
