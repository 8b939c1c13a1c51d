from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail, what stands on a meeting's page.
REGISTERING: tuple[str, ...] = (
    "mikrovirk.cooperation.mails_conferences",
    "mikrovirk.cooperation.mails_roles",
    "mikrovirk.cooperation.meeting_pages",
    "mikrovirk.cooperation.role_pages",
)


class CooperationConfig(AppConfig):
    name = "mikrovirk.cooperation"
    label = "cooperation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
