from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail, what stands on a meeting's page.
REGISTERING = ("mikrovirk.health.mails", "mikrovirk.health.meeting_pages")


class HealthConfig(AppConfig):
    name = "mikrovirk.health"
    label = "health"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
