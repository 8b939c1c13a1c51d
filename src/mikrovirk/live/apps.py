from importlib import import_module

from django.apps import AppConfig

# Modules that register what they take and make: parts of the pages, what phones send, kinds of mail.
REGISTERING = (
    "mikrovirk.live.services.room",
    "mikrovirk.live.services.questions",
    "mikrovirk.live.services.card_says",
    "mikrovirk.live.services.seat",  # after questions
    "mikrovirk.live.services.seat_order",
    "mikrovirk.live.views.parts",
    "mikrovirk.live.views.card_parts",
    "mikrovirk.live.services.drafts",
    "mikrovirk.live.views.draft_parts",
    "mikrovirk.live.services.hands",
    "mikrovirk.live.views.hands_room",
    "mikrovirk.live.mails_hands",
    "mikrovirk.live.views.seat_parts",
    "mikrovirk.live.mails_seat",
    "mikrovirk.live.mails_recap",
    "mikrovirk.live.services.recap",
    "mikrovirk.live.views.agreed",
    "mikrovirk.live.meeting_pages",
    "mikrovirk.live.card_pages",
)


class LiveConfig(AppConfig):
    name = "mikrovirk.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in REGISTERING:
            import_module(module)
