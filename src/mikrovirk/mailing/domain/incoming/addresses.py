"""The addresses that take replies: one for each mail we send, told apart by a token nobody can guess.

The pattern is the installation's address with TOKEN where the token goes: ``svar+TOKEN@mikrovirk.example``.
"""

import re
from collections.abc import Iterable, Sequence

TOKEN = "TOKEN"  # noqa: S105  the word that stands for it in a pattern


def pattern_of(address: str) -> str:
    """The pattern of an address as the host wrote it: with TOKEN in it, or with "+TOKEN" before the @."""
    if not address or TOKEN in address:
        return address
    name, at, host = address.rpartition("@")
    return f"{name}+{TOKEN}{at}{host}"


def address_for(pattern: str, token: str) -> str:
    return pattern.replace(TOKEN, token)


def plain_address(pattern: str) -> str:
    """The address without a token; empty where the token is all of its name."""
    name, at, host = pattern.rpartition("@")
    bare = name.replace(TOKEN, "").strip("+-_.=")
    return f"{bare}{at}{host}" if bare else ""


def token_in(pattern: str, addresses: Iterable[str]) -> str:
    """The token of the first of the addresses that has one, in lower case (mail programs change it); else empty."""
    in_address = re.compile(re.escape(pattern).replace(TOKEN, r"([\w.-]{4,64})"), re.IGNORECASE)
    for address in addresses:
        if pattern and (found := in_address.fullmatch(address.strip("<> "))):
            return found[1].lower()
    return ""


def is_ours(pattern: str, address: str) -> bool:
    """Whether mails to this address are for us."""
    if not pattern:
        return False
    return bool(token_in(pattern, [address])) or address.lower() == plain_address(pattern).lower() != ""


def token_of(message_id: str) -> str:
    """The token of a mail of ours: the part of its Message-ID before the @."""
    return message_id.strip("<>").partition("@")[0].lower()


def tokens_of(message_ids: Sequence[str], domain: str) -> list[str]:
    """The tokens of those Message-IDs that could be ours."""
    return [token_of(one) for one in message_ids if one.strip("<>").rpartition("@")[2].lower() == domain.lower()]
