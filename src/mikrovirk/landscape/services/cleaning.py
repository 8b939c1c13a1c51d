"""What stood in somebody else's calendar, as plain text that can stand on our pages: no markup, no tricks, not too long."""

import html
import re
import unicodedata

import nh3

from mikrovirk.landscape.domain.addresses import NotAllowed, target_of

LINE_ENDS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>", re.IGNORECASE)
MARKUP = re.compile(r"<[a-z!/?]|&[a-z#]", re.IGNORECASE)
POSTCODE_AND_TOWN = re.compile(
    r"\b(?:DK-?)?(\d{4})\s+([A-ZÆØÅ][A-Za-zÆØÅæøåéü.\- ]{1,40}?)(?=\s*(?:,|;|\n|$|Danmark|Denmark|DK\b))"
)
WEB_PORTS = frozenset(range(1, 65536))


def plain(text: str, most: int) -> str:
    """Plain text of at most `most` characters; its lines are kept."""
    if MARKUP.search(text):
        text = html.unescape(nh3.clean(LINE_ENDS.sub("\n", text), tags=set()))
    lines = [" ".join(visible(line).split()) for line in text.splitlines()]
    kept = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return kept if len(kept) <= most else f"{kept[: most - 1].rstrip()}…"


def one_line(text: str, most: int) -> str:
    return plain(" ".join(text.split()), most)


def visible(text: str) -> str:
    """Without characters that are not seen but change what is: controls, changes of direction, no-width ones."""
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def web_address(text: str, most: int = 500) -> str:
    """An address one may put a link on; "" for every other."""
    try:
        found = target_of(text, ports=WEB_PORTS).url if text.lower().startswith(("http://", "https://")) else ""
    except NotAllowed:
        return ""
    return found if len(found) <= most else ""


def town_in(place: str) -> str:
    """The town of "Storegade 10, 4780 Stege"; "" where none is named."""
    found = POSTCODE_AND_TOWN.search(place)
    return found[2].strip() if found else ""
