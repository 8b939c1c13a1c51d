"""What a mail server's refusal means, and when to try again."""

import re
from datetime import timedelta

# Between the tries: about 18 hours in all, so that a mail survives a night without a server.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# No such mailbox, moved without a forwarding address, bad address, mailbox switched off.
DEAD = re.compile(r"5\.1\.(0|1|2|3|6|10)|5\.2\.1")
# Refusals that are about us or about the moment, whatever the code says.
ABOUT_US = re.compile(
    r"relay|spam|blocked|blacklist|block list|blocklist|reputation|policy|polic|authenticat|spf|dkim|dmarc|rate|too many|"
    r"quota|full|denied|not permitted|not allowed|banned|try again",
    re.IGNORECASE,
)


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many tries; None when it is time to give up."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def is_dead_address(code: int, words: str) -> bool:
    """Whether a refusal of the recipient means that the address does not exist (a hard bounce).

    By the enhanced code (RFC 3463) where there is one; else 550, 551 and 553 unless the words speak of us.
    """
    if not 500 <= code < 600:
        return False
    if match := ENHANCED.search(words):
        return DEAD.fullmatch(match[1]) is not None
    return code in {550, 551, 553} and not ABOUT_US.search(words)
