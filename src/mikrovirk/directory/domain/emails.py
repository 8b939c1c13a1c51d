"""E-mail addresses as people type them, and the form in which they are kept and compared."""

import re

LONGEST = 254  # RFC 5321, 4.5.3.1.3

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[^\W_](?:[^\W_]|-){0,61}[^\W_]|[^\W_]"  # letters of any language: "møn.dk" is a real kind of domain
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?:(?:{_LABEL})\.)+(?:[^\W\d_]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
_IN_BRACKETS = re.compile(r"<([^<>]*@[^<>]*)>")
_SEPARATORS = re.compile(r"[\s;,/|]+|\b(?:og|eller|and|or)\b")


def is_valid_email(address: str) -> bool:
    """Say whether the normalised `address` can be written to: one @, a dot behind it, nothing odd."""
    match = _ADDRESS.fullmatch(address)
    return match is not None and len(address) <= LONGEST and len(match["local"]) <= 64


def normalised_email(text: str) -> str | None:
    """Return the address that `text` is, in lower case and without what programs put round it; None if it is not one.

    "Jens Jensen <jens@firma.dk>", "mailto:jens@firma.dk", "jens@firma.dk;" and spaces round the @ are understood.
    """
    plain = _INVISIBLE.sub("", text).strip().lower()
    in_brackets = _IN_BRACKETS.search(plain)
    if in_brackets:
        plain = in_brackets.group(1)
    plain = re.sub(r"\s*@\s*", "@", plain.removeprefix("mailto:").split("?")[0])
    plain = plain.strip(" \t\r\n;,:.<>()[]\"'")
    return plain if is_valid_email(plain) else None


def emails_in(text: str) -> tuple[str, ...]:
    """Return every address in a cell in which people wrote several, in their order, each once."""
    whole = normalised_email(text)
    if whole:
        return (whole,)
    found = (normalised_email(piece) for piece in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(address for address in found if address))
