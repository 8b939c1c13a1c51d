from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mikrovirk.mailing"
    label = "mailing"
    default_auto_field = "django.db.models.BigAutoField"
