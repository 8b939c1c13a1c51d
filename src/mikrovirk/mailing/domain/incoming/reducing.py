"""What is kept of a mail: its headers and words, CPR numbers masked; files only by name."""

import email
import email.header
import email.policy
import hashlib
from email.generator import BytesGenerator
from email.message import Message
from email.utils import collapse_rfc2231_value
from io import BytesIO

from mikrovirk.common.cpr import holds_cpr, masked
from mikrovirk.mailing.domain.incoming.columns import one_line

CALENDARS = ("text/calendar", "application/ics")
LONGEST_UNREAD = 100_000  # bytes kept of a mail that cannot be taken apart
TEXTS = ("text/plain", "text/html")


def digest_of(raw: bytes) -> str:
    """The same for the same mail, whichever way and however often it came: headers that servers add do not count."""
    head, _gap, content = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    mail = email.message_from_bytes(head + b"\n\n", policy=email.policy.compat32)
    told = "\n".join(str(mail.get(name, "")).strip() for name in ("Message-ID", "From", "Date", "Subject"))
    return hashlib.sha256(told.encode("utf-8", "replace") + b"\n" + content.rstrip()).hexdigest()


def reduced(raw: bytes) -> tuple[bytes, bool, list[str]]:
    """The mail as it is kept, whether a CPR number was masked, and the names of the files that came along."""
    try:
        return taken_apart(raw)
    except Exception:  # what the standard library cannot take apart or write again is kept as it stands
        text = raw[:LONGEST_UNREAD].decode("ascii", "surrogateescape")
        return masked(text).encode("ascii", "surrogateescape"), holds_cpr(text), []


def taken_apart(raw: bytes) -> tuple[bytes, bool, list[str]]:
    mail = email.message_from_bytes(raw, policy=email.policy.compat32)
    had_cpr, names = False, []
    is_changed = False
    for part in mail.walk():
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        if is_file(part):
            if is_attached(part):
                names.append(name_of(part))
            empty(part)
            is_changed = True
        elif mask_words(part):
            had_cpr = is_changed = True
    had_cpr = mask_headers(mail) or had_cpr
    if not (is_changed or had_cpr):
        return raw, False, names
    return as_bytes(mail), had_cpr, names


def is_file(part: Message) -> bool:
    """Whether a part is something else than words or an answer from a calendar."""
    if part.get_content_type() in CALENDARS:
        return False
    return part.get_content_type() not in TEXTS or part.get_content_disposition() == "attachment"


def is_attached(part: Message) -> bool:
    """Whether a person attached it; a picture that stands in the signature does not count, nor a server's report."""
    if part.get_content_type() in ("message/delivery-status", "text/rfc822-headers"):
        return False
    return part.get_content_disposition() == "attachment" or (bool(part.get_filename()) and not part.get("Content-ID"))


def name_of(part: Message) -> str:
    """The name of the file; its type where it has none."""
    try:
        name = collapse_rfc2231_value(part.get_filename() or "")
        name = str(email.header.make_header(email.header.decode_header(name)))
    except (LookupError, UnicodeError, ValueError):
        name = ""
    return one_line(masked(name), 120) or part.get_content_type()


def empty(part: Message) -> None:
    """Take the content away; what remains says what was there."""
    if part.get_content_type() == "message/rfc822":
        part.set_type("application/octet-stream")
    del part["Content-Transfer-Encoding"]
    part.set_payload("")


def mask_words(part: Message) -> bool:
    """Mask CPR numbers in a text; whether there was one."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return False
    text, charset = decoded(content, part.get_content_charset() or "utf-8")
    if not holds_cpr(text):
        return False
    del part["Content-Transfer-Encoding"]
    part.set_payload(masked(text).encode(charset, "replace").decode("ascii", "surrogateescape"))
    part["Content-Transfer-Encoding"] = "8bit"
    return True


def decoded(content: bytes, charset: str) -> tuple[str, str]:
    """The text, and the charset in which it can be written again byte for byte."""
    for name in (charset, "utf-8"):
        try:
            return content.decode(name), name
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1"), "latin-1"


def mask_headers(mail: Message) -> bool:
    """The same in the subject."""
    subject = str(mail.get("Subject", ""))
    try:
        words = str(email.header.make_header(email.header.decode_header(subject)))
    except (LookupError, UnicodeError, ValueError):
        words = subject
    if not holds_cpr(words):
        return False
    mail.replace_header("Subject", email.header.Header(masked(words), "utf-8").encode())
    return True


def as_bytes(mail: Message) -> bytes:
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, maxheaderlen=0, policy=email.policy.compat32).flatten(mail)
    return written.getvalue()
