"""Makes a calendar text out to one recipient.

The text holds a line ``ATTENDEE;…;CN={attendee_name}:mailto:{attendee}`` and one ``ORGANIZER;…:mailto:{organizer}``, the
address that answers go to; after the names are put in, every line is
folded anew to at most 75 bytes (RFC 5545 § 3.1).
"""

from functools import lru_cache

LINE_BYTES = 75


def for_attendee(calendar: str, *, name: str, address: str, organizer: str = "") -> str:
    """The calendar with name and address of the one it is sent to, in lines that end with CRLF."""
    quoted = '"' + " ".join(name.replace('"', "'").split()) + '"'
    lines = []
    for line in unfolded(calendar):
        if "{attendee" in line:
            line = line.replace('"{attendee_name}"', quoted).replace("{attendee_name}", quoted)
            line = line.replace("{attendee}", address)
        elif line.startswith("ORGANIZER"):
            line = line.replace("{organizer}", organizer)
        lines.append(folded(line))
    return "".join(f"{line}\r\n" for line in lines)


@lru_cache(maxsize=32)
def uid_in(calendar: str) -> str:
    """The identity of its first event."""
    return next((line[4:] for line in unfolded(calendar) if line.startswith("UID:")), "")


def unfolded(calendar: str) -> list[str]:
    """The lines as they were meant."""
    plain = calendar.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    return [line for line in plain.split("\n") if line]


def folded(line: str) -> str:
    """One line, cut between characters where it is longer than 75 bytes."""
    if len(line.encode()) <= LINE_BYTES:
        return line
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE_BYTES:
            pieces.append(piece)
            piece, size = "", 1  # the blank that begins a continued line counts
        piece += character
        size += width
    pieces.append(piece)
    return "\r\n ".join(pieces)
