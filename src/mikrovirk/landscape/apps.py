from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail, what stands on a meeting's page.
REGISTERING: tuple[str, ...] = (
    "mikrovirk.landscape.mails",
    "mikrovirk.landscape.mails_circle",
    "mikrovirk.landscape.mails_tours",
    "mikrovirk.landscape.meeting_pages",
    "mikrovirk.landscape.circle_pages",
)


class LandscapeConfig(AppConfig):
    name = "mikrovirk.landscape"
    label = "landscape"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
