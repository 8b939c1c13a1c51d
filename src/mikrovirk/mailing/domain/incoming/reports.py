"""Reports that a mail could not be delivered (RFC 3464), and servers' own words where they keep to no standard."""

import re
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import EmailMessage, Message

from mikrovirk.mailing.domain import replies
from mikrovirk.mailing.domain.incoming import bodies

CODE = re.compile(r"\b([45]\d\d)\b")
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
TO = re.compile(r"^To:.*?([\w.+-]+@[\w.-]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one mail of ours."""

    action: str  # failed, delayed, delivered, relayed, expanded
    is_dead: bool  # the address does not exist
    words: str  # the server's, on one line
    recipient: str = ""  # the address that refused, in lower case
    original_to: str = ""  # the address we had written to
    message_id: str = ""  # of the mail of ours that came back

    @property
    def is_final(self) -> bool:
        return self.action == "failed"


def report_in(mail: EmailMessage) -> Report:
    """Read the report; where its server kept to no standard, the words of the mail are all there is."""
    headers = returned_headers(mail)
    fields = delivery_fields(mail)
    message_id, to = MESSAGE_ID.search(headers), TO.search(headers)
    status, said = fields.get("status", ""), fields.get("diagnostic-code", "")
    said = one_line(said.partition(";")[2] or said)
    words = said if STATUS.search(said) or not status else f"{status} {said}".strip()
    if not fields:
        words = refusal_in("\n".join(line.text for line in bodies.lines_of(mail)))
    return Report(
        action=fields.get("action", "failed").lower().partition(" ")[0],
        is_dead=replies.is_dead_address(code_of(words), words),
        words=words[:300],
        recipient=address_in(fields.get("original-recipient") or fields.get("final-recipient", "")),
        original_to=to[1].lower() if to else "",
        message_id=message_id[1] if message_id else "",
    )


def delivery_fields(mail: EmailMessage) -> dict[str, str]:
    """The fields about the (first) recipient, by name in lower case."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            found = [block for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []
            if not found and isinstance(blocks, str):  # sent in an encoding that the standard does not allow
                text = bodies.decoded(part)
                found = [message_from_string(piece, policy=policy.compat32) for piece in re.split(r"\n\s*\n", text)]
            for block in found:
                if block.get("Action") or block.get("Final-Recipient"):
                    return {name.lower(): one_line(str(value)) for name, value in block.items()}
    return {}


def returned_headers(mail: EmailMessage) -> str:
    """The headers of our mail as the server gave them back, in whatever form; else the whole text of the report."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return "\n".join(f"{name}: {value}" for name, value in inner[0].items())
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            return bodies.decoded(part)
    return "\n".join(line.raw.lstrip() for line in bodies.lines_of(mail))


def refusal_in(text: str) -> str:
    """The line in which a server says why, in a report without fields."""
    lines = [one_line(line) for line in text.split("\n")]
    return next((line for line in lines if STATUS.search(line) or CODE.search(line)), next(filter(None, lines), ""))


def code_of(words: str) -> int:
    """The refusal as a number of three figures; 550 or 450 where only its newer form (5.1.1) stands there."""
    if found := CODE.search(words):
        return int(found[1])
    found = STATUS.search(words)
    return {"5": 550, "4": 450}.get(found[1][0], 0) if found else 0


def address_in(field: str) -> str:
    """The address of "rfc822; niels@firma.example"."""
    return (field.partition(";")[2] or field).strip().strip("<>").lower()


def one_line(text: str) -> str:
    return " ".join(text.split())
