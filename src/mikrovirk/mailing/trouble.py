"""What stands in the way of mails that come in, as the worker found it last."""

from django.core.cache import cache

KEY = "mailing.mailbox-trouble"
REMEMBERED = 60 * 60 * 24  # seconds


def note(words: str) -> None:
    """Remember the server's words; none: all is well."""
    if words:
        cache.set(KEY, words[:300], REMEMBERED)
    elif cache.get(KEY):
        cache.delete(KEY)


def with_mailbox() -> str:
    """Why no mails are fetched from the mailbox just now; empty if nothing is wrong."""
    return str(cache.get(KEY, ""))
