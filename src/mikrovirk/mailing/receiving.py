"""Receives mails from other mail servers (SMTP) or from one's own (LMTP). Only for our own addresses: nothing is passed on.

A mail is answered with "taken" after it was stored, never before; where it cannot be stored just now, the other server
keeps it and tries again.
"""

import asyncio
import logging
import signal
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections, connections
from django.utils import timezone

from mikrovirk.mailing import inbound
from mikrovirk.mailing.domain.incoming import LARGEST, addresses
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.services import incoming

logger = logging.getLogger(__name__)
RECIPIENTS_AT_MOST = 20
PATIENCE = 120  # seconds without a word, then the line is closed
NOT_OURS = "550 5.1.1 No such address here"
ONE_BY_ONE = "452 4.5.3 One recipient at a time"
TOO_MANY = "452 4.5.3 Too many recipients"
LATER = "451 4.3.0 Try again later"
TAKEN = "250 2.0.0 Taken"


@dataclass(frozen=True)
class Listening:
    """How to listen. `port` 0 is any free one; `tls` makes STARTTLS possible."""

    host: str = "127.0.0.1"
    port: int = 8025
    is_lmtp: bool = False
    tls: ssl.SSLContext | None = None


class Receiver:
    """What is asked of us during a conversation."""

    def __init__(self, *, is_lmtp: bool) -> None:
        self.is_lmtp = is_lmtp
        # One thread, one database connection: mails come one by one.
        self.thread = ThreadPoolExecutor(max_workers=1)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if not addresses.is_ours(inbound.pattern(), address):
            return NOT_OURS
        if envelope.rcpt_tos and self.is_lmtp:  # each would need an answer of its own
            return ONE_BY_ONE
        if len(envelope.rcpt_tos) >= RECIPIENTS_AT_MOST:
            return TOO_MANY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self.thread, store, content, envelope.rcpt_tos[0])
        except Exception:
            logger.exception("a mail could not be stored")
            return LATER
        return TAKEN

    def close(self) -> None:
        self.thread.submit(connections.close_all)
        self.thread.shutdown()


def store(content: bytes, recipient: str) -> None:
    close_old_connections()
    incoming.take_in(content, via=IncomingMail.Via.SMTP, at=timezone.now(), recipient=recipient)


async def serve(how: Listening, *, ready: Callable[[int], None], stopping: asyncio.Event) -> None:
    """Receive until `stopping` is set; `ready` is called with the port once mails can come."""
    loop = asyncio.get_running_loop()
    receiver = Receiver(is_lmtp=how.is_lmtp)
    make = LMTP if how.is_lmtp else SMTP

    def conversation() -> SMTP:
        return make(
            receiver,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=addresses.plain_address(inbound.pattern()).rpartition("@")[2] or "localhost",
            ident="MikroVirk",
            tls_context=how.tls,
            timeout=PATIENCE,
            loop=loop,
        )

    server = await loop.create_server(conversation, how.host, how.port)
    try:
        ready(server.sockets[0].getsockname()[1])
        await stopping.wait()
    finally:
        server.close()
        await server.wait_closed()
        receiver.close()


def run(how: Listening, *, ready: Callable[[int], None]) -> None:
    """Receive until SIGTERM or SIGINT."""

    async def until_told() -> None:
        stopping = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        await serve(how, ready=ready, stopping=stopping)

    asyncio.run(until_told())
