from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "mikrovirk.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mikrovirk.accounts.services import note_sign_in  # its models are loaded by now

        user_logged_in.connect(note_sign_in, dispatch_uid="mikrovirk.accounts.note_sign_in")
