"""Reading one reply from its first byte to what the person said."""

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

from mikrovirk.common.cpr import holds_cpr
from mikrovirk.mailing.domain.incoming import bodies, headers
from mikrovirk.voice.domain.replies import envelope, quoted
from mikrovirk.voice.domain.replies.asked import Asked
from mikrovirk.voice.domain.replies.quoted import Mark
from mikrovirk.voice.domain.replies.signature import without_signature


class Kind(StrEnum):
    """What came."""

    ANSWER = "answer"
    EMPTY = "empty"  # a person sent the quoted mail or a signature and nothing else
    AUTO_REPLY = "auto-reply"
    BOUNCE = "bounce"
    UNKNOWN = "unknown"  # a person wrote, but nothing tells which mail it answers


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it was understood. `sure` is False where more may have been kept than the person wrote."""

    kind: Kind
    text: str = ""
    token: str | None = None
    flags: tuple[str, ...] = ()  # attachment, cpr, other-sender
    sure: bool = True


def read(raw: bytes, asked: Asked) -> Reply:
    """Read a mail as the server handed it over. Never raises on what is in it: what cannot be read is kept as text."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    person = envelope.person_asked(mail, asked)
    token = person.token if person else None
    if headers.is_bounce(mail):
        return Reply(Kind.BOUNCE, token=token)
    if headers.is_by_machine(mail):
        return Reply(Kind.AUTO_REPLY, token=token)
    sent = asked.rounds.get(person.round) if person else None
    lines = bodies.lines_of(mail)
    facts = quoted.facts_about(sent, person, asked)
    found = quoted.marked(lines, sent.text_to(person) if sent and person else "", facts)
    writer = [headers.name_of(mail), person.name if person else ""]
    text, sure = words_of_their_own(found, writer, mail)
    flags = []
    if bodies.has_attachment(mail):
        flags.append("attachment")
    if holds_cpr(text):
        flags.append("cpr")
    if person and person.email and headers.address_of(mail) != person.email.lower():
        flags.append("other-sender")
    kind = Kind.UNKNOWN if person is None else Kind.ANSWER if text else Kind.EMPTY
    return Reply(kind, text, token, tuple(flags), sure)


def words_of_their_own(found: quoted.Marked, writer: Sequence[str], mail: EmailMessage) -> tuple[str, bool]:
    """What the person wrote, in order, and whether that is sure."""
    pieces: list[str] = []
    unseen = Mark.UNSEEN in found.marks and not any(line.depth for line in found.lines)
    sure = Mark.DOUBTFUL not in found.marks and not unseen
    chunks = own_chunks(found)
    for number, chunk in enumerate(chunks):
        is_last, is_first = number == len(chunks) - 1, number == 0
        lines = without_list_footer(chunk, mail) if is_last else chunk
        if is_first or is_last:
            lines, signature = without_signature(lines, writer)
            sure = sure and not any(may_be_said(line) for line in signature)
        piece = trimmed(lines)
        if piece:
            pieces.append(piece)
    return "\n\n".join(pieces), sure


def may_be_said(line: str) -> bool:
    """Whether a line of a signature sounds like somebody who goes on talking."""
    return len(line.split()) >= 5 and bool(re.search(r"\bjeg\b|\?\s*$", line, re.IGNORECASE))


def own_chunks(found: quoted.Marked) -> list[list[str]]:
    """What is not quoted, cut where something quoted stands between."""
    chunks: list[list[str]] = [[]]
    for line, mark in zip(found.lines, found.marks, strict=True):
        if mark in (Mark.OWN, Mark.DOUBTFUL):
            chunks[-1].append(line.raw if line.depth else line.text)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if any(line.strip() for line in chunk)]


def without_list_footer(lines: Sequence[str], mail: EmailMessage) -> list[str]:
    """Without what a mailing list put below: a last passage that names the list as the headers do (RFC 2369, 2919)."""
    told_of_list = " ".join(headers.value(mail, n) for n in ("List-Id", "List-Post", "List-Unsubscribe", "List-Help"))
    names = {name.strip("<>").removeprefix("mailto:") for name in re.findall(r"[\w.+@:/-]{6,}", told_of_list)}
    names |= {name.partition("://")[2] for name in names}
    told = [n for n, line in enumerate(lines) if any(name and name in line for name in names)]
    if not told_of_list or not told:
        return list(lines)
    top = told[0]
    while top > 0 and lines[top - 1].strip():
        top -= 1
    return list(lines[:top]) if not any(line.strip() for line in lines[told[-1] + 4 :]) else list(lines)


def trimmed(lines: Sequence[str]) -> str:
    """Without blank lines at the ends, and no more than one in a row."""
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text).strip()
