"""Bytes of a text file → text, whichever program wrote them."""

import codecs
import re
import unicodedata

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16 LE, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # Windows, old Mac, DOS; on a tie the first
_DANISH = frozenset("æøåÆØÅé")
_HARMLESS = frozenset("ÉèöäüÖÄÜóáíúñçß–—‘’“”„…•€£§°´·«»½¼ \u00a0")
_READ_TWICE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 200_000  # bytes that are enough to tell encodings from each other


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding; never fails, as a last resort some letters are wrong."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _tidied(content[len(mark) :].decode(encoding.removesuffix("-sig"), errors="replace")), encoding
    encoding = _encoding_without_mark(content)
    errors = "cp1252-for-bad-bytes" if encoding == "utf-8" else "replace"
    return _tidied(content.decode(encoding, errors=errors)), encoding


def _encoding_without_mark(content: bytes) -> str:
    sample = content[:_SAMPLE]
    evens, odds = sample[::2].count(0), sample[1::2].count(0)
    if max(evens, odds) * 4 > len(sample) // 2 and min(evens, odds) * 4 < max(evens, odds):
        return "utf-16-le" if odds > evens else "utf-16-be"
    if _is_mostly_utf8(content):
        return "utf-8"
    return max(_ONE_BYTE_ENCODINGS, key=lambda encoding: _looks_danish(sample.decode(encoding, errors="replace")))


def _is_mostly_utf8(content: bytes) -> bool:
    """Say whether the content is UTF-8, a few letters pasted in from elsewhere apart."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
        wrong = text.count("\ufffd")
        right = len(_BEYOND_ASCII.findall(text)) - wrong
        return right > 2 * wrong
    return True


def _looks_danish(text: str) -> int:
    letters = _BEYOND_ASCII.findall(text)
    danish = sum(letter in _DANISH for letter in letters)
    return danish - 3 * sum(letter not in _DANISH and letter not in _HARMLESS for letter in letters)


def _tidied(text: str) -> str:
    """Mend UTF-8 that was once taken for Windows-1252 ("JÃ¸rgen"), join letters with their marks, drop NULs."""
    if "Ã" in text:
        text = _READ_TWICE.sub(_read_once, text)
    return unicodedata.normalize("NFC", text.replace("\x00", ""))


def _read_once(match: re.Match[str]) -> str:
    for wrong_encoding in ("cp1252", "latin-1"):
        try:
            return match.group().encode(wrong_encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match.group()


def _bad_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("cp1252-for-bad-bytes", _bad_byte)
