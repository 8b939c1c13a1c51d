from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mikrovirk.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("mikrovirk.directory.mails")  # makes the kinds of mail known
