"""Mail that comes in, from the command line: handed over by a mail server, received by ourselves, or looked at by the host."""

import ssl
import sys
from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.mailing.domain.incoming import LARGEST

# What a mail server understands (sysexits.h): taken; the mail is wrong, send it back; keep it and try again.
TAKEN, WRONG, LATER = 0, 65, 75


def receive(options: Namespace) -> int:
    """Take in the one mail on standard input. Whatever is wrong on our side, the mail server keeps the mail."""
    raw = sys.stdin.buffer.read(LARGEST + 1)
    if not raw.strip():
        print("mikrovirk: there was no mail on standard input", file=sys.stderr)
        return WRONG
    if len(raw) > LARGEST:
        print(f"mikrovirk: the mail is larger than {LARGEST} bytes", file=sys.stderr)
        return WRONG
    try:
        take_in(raw, recipient=options.to)
    except Exception as error:
        print(f"mikrovirk: the mail could not be stored: {type(error).__name__}: {error}", file=sys.stderr)
        return LATER
    return TAKEN


def take_in(raw: bytes, *, recipient: str) -> None:
    """Load what is needed and store the mail."""
    from mikrovirk.config.commands import installation

    installation.start()
    from django.utils import timezone

    from mikrovirk.mailing.models import IncomingMail
    from mikrovirk.mailing.services import incoming

    incoming.take_in(raw, via=IncomingMail.Via.PIPE, at=timezone.now(), recipient=recipient)


def listen(options: Namespace) -> int:
    """Receive mails until told to stop."""
    from mikrovirk.config.commands import installation

    installation.start()
    from mikrovirk.mailing import inbound, receiving

    if not inbound.is_on():
        raise CannotDo("set MIKROVIRK_INBOUND_ADDRESS first: nobody can be written to without an address")
    how = receiving.Listening(options.host, options.port, options.lmtp, tls_context(options.certificate, options.key))
    try:
        receiving.run(how, ready=lambda port: print(f"Receiving mail on {options.host}:{port}", flush=True))
    except OSError as error:
        raise CannotDo(f"{options.host}:{options.port} cannot be listened on: {error.strerror}") from error
    return 0


def tls_context(certificate: str, key: str) -> ssl.SSLContext | None:
    """For STARTTLS; None where no certificate is named."""
    if not certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key or None)
    except OSError as error:  # an SSLError is one
        raise CannotDo(f"the certificate {certificate} cannot be used: {error}") from error
    return context


def waiting(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """What came in and waits for a person; those that belong to no network are seen here only."""
    from mikrovirk.config.commands import installation

    installation.start()
    from mikrovirk.mailing.queries import incoming

    return 0, [
        {
            "mail": mail.pk,
            "network": mail.network.slug if mail.network else "–",
            "at": mail.received_at.isoformat(timespec="minutes"),
            "from": mail.sender,
            "subject": mail.subject,
            "state": mail.state,
        }
        for mail in incoming.waiting_for_people()
    ]


def assign(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Give a mail that belongs to no network to one."""
    from mikrovirk.config.commands.networks import network_of
    from mikrovirk.mailing.models import IncomingMail
    from mikrovirk.mailing.services import looking

    network = network_of(options.network)
    mail = IncomingMail.objects.filter(pk=options.mail).first()
    if mail is None:
        raise CannotDo(f"there is no mail {options.mail}")
    looking.give_to(mail, network)
    return 0, {"mail": mail.pk, "network": network.slug}
