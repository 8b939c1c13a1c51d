from importlib import import_module

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mikrovirk.mailing"
    label = "mailing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("mikrovirk.mailing.mails")  # makes the kind of mail known
