"""The key of a token: what is stored of it, and what stays readable."""

import hashlib

MARK = "mv_"  # so that a key that lies where it should not is found by those who look for keys
SHOWN = len(MARK) + 5  # letters that stay readable, to know a key again by


def digest_of(key: str) -> str:
    """What is stored of a key: as it is 256 bits of chance, one round is enough."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def beginning_of(key: str) -> str:
    return key[:SHOWN]
