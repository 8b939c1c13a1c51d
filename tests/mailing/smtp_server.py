"""A real SMTP server in a process of its own, for tests and benchmarks.

`python -m tests.mailing.smtp_server FOLDER` listens on a free port of 127.0.0.1, writes it to FOLDER/port, and for every
mail it took one line to FOLDER/taken: Message-ID, tab, recipient, tab, envelope sender. With `--keep` each mail is stored as FOLDER/N.eml too.
Addresses whose name begins with "unknown" are refused as no such mailbox, "busy" for now, "closed" by hanging up.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class Taking:
    """Writes down what was taken before the answer is given, as a mail server does."""

    def __init__(self, folder: Path, *, keep: bool) -> None:
        self.folder, self.keep = folder, keep
        self.taken = (folder / "taken").open("a", buffering=1)
        self.count = 0

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("unknown"):
            return "550 5.1.1 No such mailbox here"
        if address.startswith("closed"):
            assert server.transport
            server.transport.abort()
            return "421 Going away"
        if address.startswith("busy"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        assert isinstance(content, bytes)
        start = content.index(b"Message-ID: ") + 12
        message_id = content[start : content.index(b"\r\n", start)].decode()
        if self.keep:
            (self.folder / f"{self.count}.eml").write_bytes(content)
        self.taken.write(f"{message_id}\t{envelope.rcpt_tos[0]}\t{envelope.mail_from}\n")
        self.count += 1
        return "250 2.0.0 Taken"


async def serve(folder: Path, *, keep: bool) -> None:
    taking = Taking(folder, keep=keep)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(taking, hostname="sink.example", loop=loop), "127.0.0.1", 0)
    (folder / "port.new").write_text(str(server.sockets[0].getsockname()[1]))
    (folder / "port.new").rename(folder / "port")
    await server.serve_forever()


@dataclass
class Running:
    """The server as the test sees it."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def taken(self) -> list[tuple[str, str]]:
        """(Message-ID, recipient) of what was taken, in order."""
        written = (self.folder / "taken").read_text()
        lines = written[: written.rfind("\n") + 1].splitlines()  # a line that is just being written comes next time
        return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]

    def senders(self) -> list[str]:
        """The envelope senders of what was taken, in order."""
        return [line.split("\t")[2] for line in (self.folder / "taken").read_text().splitlines()]

    def mails(self) -> list[bytes]:
        """The whole mails, where the server keeps them."""
        return [path.read_bytes() for path in sorted(self.folder.glob("*.eml"), key=lambda path: int(path.stem))]

    def forget(self) -> None:
        """Begin anew."""
        os.truncate(self.folder / "taken", 0)
        for path in self.folder.glob("*.eml"):
            path.unlink()


@contextmanager
def running(folder: Path, *, keep: bool = False) -> Generator[Running, None, None]:
    """Start the server and stop it at the end."""
    words = [sys.executable, "-W", "ignore", "-m", "tests.mailing.smtp_server", str(folder)]
    process = subprocess.Popen([*words, "--keep"] if keep else words, cwd=Path(__file__).parents[2])
    try:
        deadline = time.monotonic() + 30
        while not (folder / "port").exists():
            assert process.poll() is None, "the SMTP server did not start"
            assert time.monotonic() < deadline, "the SMTP server did not start in time"
            time.sleep(0.02)
        yield Running(folder, int((folder / "port").read_text()))
    finally:
        process.terminate()
        process.wait(timeout=10)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), keep="--keep" in sys.argv))
