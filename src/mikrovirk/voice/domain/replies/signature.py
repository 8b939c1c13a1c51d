"""Where somebody's words end and their signature begins."""

import re
from collections.abc import Sequence

# A closing formula: alone on its line, or with the writer behind it.
FORMULA = re.compile(
    r"^(?:(?:med|de|mange|rigtig|mine|en|kærlig\w*|kaerlig\w*|venlig\w*|bedste|hjertelig\w*|varme?|søde|solrige?|glade?|god\w*)[ ,]+)*"
    r"(?:hilsen|hilsner|hils)\b"
    r"|^(?:m\.?v\.?h\.?|v\.?h\.?|k\.?h\.?|b\.?h\.?|d\.?b\.?h\.?|m\.?k\.?h\.?|a?bh)(?=$|[\s,.!:/])"
    r"|^(?:(?:with )?(?:best|kind|warm|many)(?:est)? regards|regards|best wishes|yours sincerely|sincerely|cheers|br)\b"
    r"|^(?:mit freundlichen grüßen|viele grüße|med vänlig hälsning|vänliga hälsningar|mvh|vennlig hilsen)\b",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"^\W*(?:sendt (?:fra|med|via)|sent (?:from|with|via)|skickat från|gesendet (?:von|mit)|von meinem \w+ gesendet"
    r"|hent outlook|get outlook|(?:få|download|hent) .{0,20} (?:til|for) (?:ios|android|iphone|ipad))\b.{0,80}$",
    re.IGNORECASE,
)
POSTSCRIPT = re.compile(r"^\s*(?:p\.? ?){1,2}s\.?(?=[\s:.,])", re.IGNORECASE)
NAME_WORDS = 5
FROM = {"fra", "af", "from", "og", "and", "&", "v/"}


def without_signature(lines: Sequence[str], writer: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of somebody's own, and those of the signature. `writer`: the names the writer is known by."""
    known = {word for name in writer for word in re.findall(r"\w+", name.casefold())}
    for number in range(len(lines)):
        if begins_signature(lines, number, known):
            kept, below = list(lines[:number]), list(lines[number:])
            postscript = next((n for n, text in enumerate(below) if POSTSCRIPT.match(text)), None)
            if postscript is not None:
                again, rest = without_signature(below[postscript:], writer)
                return [*kept, "", *again], below[:postscript] + rest
            return kept, below
    return list(lines), []


def begins_signature(lines: Sequence[str], number: int, known: set[str]) -> bool:
    text = lines[number].strip()
    if text in ("--", "—") and lines[number].rstrip() == text:
        return True
    if DEVICE.match(text):
        return not any(is_prose(line) for line in lines[number + 1 :])
    if is_formula(text, known):
        stands_first = not any(line.strip() for line in lines[:number])
        return not (stands_first and any(is_prose(line) for line in lines[number + 1 :]))
    return is_slash_name(text, known) and not any(line.strip() for line in lines[number + 1 :])


def is_formula(text: str, known: set[str]) -> bool:
    """Whether the line is a closing formula, alone or with the writer behind it; inside a sentence it is text."""
    found = FORMULA.match(text)
    if not found:
        return False
    rest = text[found.end() :].strip(" ,.!:;-–/")
    if not rest:
        return True
    behind = re.findall(r"[\w&/'-]+", rest)
    if len(behind) > NAME_WORDS:
        return bool(known & {word.casefold() for word in behind[:3]}) and not re.search(r"[.?!]\s", rest)
    if known & {word.casefold() for word in behind}:
        return True
    return all(word[0].isupper() or word.casefold() in FROM for word in behind) and not rest.endswith(("?", "."))


def is_slash_name(text: str, known: set[str]) -> bool:
    found = re.fullmatch(r"/\s?([\w-]+)", text)
    return bool(found and found[1].casefold() in known)


def is_prose(text: str) -> bool:
    return len(re.findall(r"\w+", text)) >= 8
