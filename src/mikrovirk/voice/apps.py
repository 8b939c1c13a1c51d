from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail, links and sections on a meeting's pages.
REGISTERING: tuple[str, ...] = (
    "mikrovirk.voice.mail_taker",
    "mikrovirk.voice.mails_consultations",
    "mikrovirk.voice.mails_rounds",
    "mikrovirk.voice.mails_steering",
    "mikrovirk.voice.mails_told",
    "mikrovirk.voice.mails_you_said",
    "mikrovirk.voice.topic_links",
)


class VoiceConfig(AppConfig):
    name = "mikrovirk.voice"
    label = "voice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
