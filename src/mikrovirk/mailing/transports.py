"""Where mails leave: a mail server over one open connection, or the local mailbox where no server is set up."""

import contextlib
import smtplib
import ssl
from datetime import datetime
from typing import Protocol

from django.conf import settings

from mikrovirk.mailing.models import MailboxCopy


class Refused(Exception):
    """The server refused this mail; `about_recipient` tells whether it was the recipient's address it refused."""

    def __init__(self, code: int, words: str, *, about_recipient: bool = False) -> None:
        self.code, self.words, self.about_recipient = code, words, about_recipient
        super().__init__(f"{code} {words}")

    @property
    def for_now(self) -> bool:
        """A later try may succeed."""
        return not 500 <= self.code < 600


class Unavailable(Exception):
    """The server cannot be reached, or hung up. `in_flight`: it may have taken the mail all the same."""

    def __init__(self, words: str, *, in_flight: bool = False) -> None:
        self.in_flight = in_flight
        super().__init__(words)


class Transport(Protocol):
    def open(self) -> None: ...
    def send(self, *, sender: str, to: str, raw: bytes, at: datetime, message: int | None) -> None: ...
    def close(self) -> None: ...


def transport() -> Transport:
    """The way out of this installation."""
    return SmtpTransport(**settings.SMTP) if settings.SMTP else MailboxTransport()


class SmtpTransport:
    """One conversation with a mail server, opened when it is first needed and used for many mails."""

    def __init__(
        self,
        host: str,
        port: int,
        username: str = "",
        password: str = "",
        use_tls: bool = False,
        use_ssl: bool = False,
        timeout: float = 30,
    ) -> None:
        self.host, self.port, self.username, self.password = host, port, username, password
        self.use_tls, self.use_ssl, self.timeout = use_tls, use_ssl, timeout
        self._server: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, unless that is done; raise Unavailable."""
        if self._server is not None:
            return
        try:
            self._server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable(in_words(error)) from error

    def _connect(self) -> smtplib.SMTP:
        if self.use_ssl:
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.use_tls:
                server.starttls(context=ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
            if self.username:
                server.login(self.username, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def send(self, *, sender: str, to: str, raw: bytes, at: datetime, message: int | None) -> None:
        """Hand over one mail; raise Refused or Unavailable."""
        self.open()
        server = self._server
        assert server is not None
        in_flight = False
        try:
            code, words = server.mail(sender)
            self._expect(code, words, about_recipient=False)
            code, words = server.rcpt(to)
            self._expect(code, words, about_recipient=True)
            in_flight = True
            code, words = server.data(raw)
            self._expect(code, words, about_recipient=False)
        except smtplib.SMTPDataError as error:  # the server would not even begin to read
            self._expect(error.smtp_code, error.smtp_error, about_recipient=False)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unavailable(in_words(error), in_flight=in_flight) from error

    def _expect(self, code: int, words: bytes | str, *, about_recipient: bool) -> None:
        """Raise what an answer other than yes means, and make ready for the next mail."""
        if code in {250, 251}:
            return
        spoken = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        spoken = " ".join(spoken.split())
        if code == 421:
            self.close()
            raise Unavailable(f"421 {spoken}")
        if self._server is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._server.rset()
        raise Refused(code, spoken, about_recipient=about_recipient)

    def close(self) -> None:
        """Say goodbye; never raises."""
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


class MailboxTransport:
    """Keeps what would have left for the mailbox page."""

    def open(self) -> None:
        pass

    def send(self, *, sender: str, to: str, raw: bytes, at: datetime, message: int | None) -> None:
        subject = subject_of(raw)[:300]
        words = {"to": to, "subject": subject, "raw": raw, "at": at}
        if message is None:
            MailboxCopy.objects.create(**words)
        else:
            MailboxCopy.objects.get_or_create(message_id=message, defaults=words)

    def close(self) -> None:
        pass


def subject_of(raw: bytes) -> str:
    from email import message_from_bytes, policy

    return str(message_from_bytes(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", policy=policy.default)["subject"] or "")


def in_words(error: Exception) -> str:
    """What went wrong, as the server or the system says it."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    return str(error) or type(error).__name__
