"""Fetches a page or a feed from an address that somebody typed, so that it can do no harm.

Only http and https; the name is looked up once, every address it stands for is checked, and the connection goes to the checked
address itself. A redirect is a new address and is checked anew. Time counts for the whole, octets before and after unpacking.
"""

import http.client
import io
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import urljoin

from django.conf import settings

from mikrovirk.landscape.domain.addresses import PORTS, Address, NotAllowed, Target, is_public, target_of

ACCEPT = "text/calendar, text/html;q=0.9, application/xhtml+xml;q=0.9, application/ld+json;q=0.8, */*;q=0.1"
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
PIECE = 65_536  # octets read at a time


class CannotFetch(Exception):
    """Nothing was fetched; `reason` is a code of `fetch_words`. `retry_after`: seconds the server asked us to wait."""

    def __init__(self, reason: str, detail: str = "", *, retry_after: int = 0) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.retry_after = reason, detail, retry_after


class Refused(CannotFetch):
    """The address is none that is asked: nothing was sent to it."""


def look_up(host: str, port: int) -> list[str]:
    """Every address the name stands for."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Rules:
    """How much is taken from one address, and which addresses are asked."""

    seconds: float = 20.0  # for everything: looking up, connecting, redirects, the whole body
    octets: int = 5 * 1024 * 1024  # of the body, unpacked
    redirects: int = 5
    ports: frozenset[int] = PORTS
    is_public: Callable[[Address], bool] = is_public
    look_up: Callable[[str, int], Sequence[str]] = look_up


@dataclass(frozen=True)
class Known:
    """What we have already, so that the server may say that nothing is new."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Fetched:
    """What came. `body` is None where nothing is new; `moved_to` is the new address where it moved for good."""

    url: str
    body: bytes | None
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    addresses: tuple[str, ...] = field(default=())  # those that were connected to


NOTHING_KNOWN = Known()
USUAL = Rules()


class Stream(Protocol):
    """What a connection of either kind can do."""

    def settimeout(self, seconds: float | None) -> None: ...
    def recv_into(self, buffer: Any) -> int: ...
    def sendall(self, octets: bytes) -> None: ...
    def close(self) -> None: ...


def fetch(url: str, *, known: Known = NOTHING_KNOWN, rules: Rules = USUAL) -> Fetched:
    """What stands at `url`; raise Refused for an address that is not asked, and CannotFetch for every other trouble."""
    ends_at = time.monotonic() + rules.seconds
    asked: list[str] = []
    for_good = True
    moved_to = ""
    for _redirect in range(rules.redirects + 1):
        target = allowed(url, rules)
        answer = Answer(target, asked_of(target, rules, ends_at, asked), known, rules, ends_at)
        try:
            onward = answer.onward()
            if onward is None:
                return answer.taken(moved_to, tuple(asked))
        finally:
            answer.close()
        for_good = for_good and answer.status in FOR_GOOD
        url = onward
        moved_to = url if for_good else moved_to
    raise CannotFetch("redirects")


def allowed(url: str, rules: Rules) -> Target:
    try:
        return target_of(url, ports=rules.ports)
    except NotAllowed as error:
        raise Refused(error.reason, error.detail) from error


def asked_of(target: Target, rules: Rules, ends_at: float, asked: list[str]) -> Stream:
    """A connection to an address of the target that was checked just before; TLS says the name, not the address."""
    trouble = CannotFetch("no_answer", target.host)
    for text in addresses_of(target, rules, ends_at):
        try:
            plain = socket.create_connection((text, target.port), timeout=left(ends_at))
        except OSError as error:
            trouble = CannotFetch("slow" if isinstance(error, TimeoutError) else "no_answer", target.host)
            continue
        asked.append(text)
        if target.scheme == "http":
            return plain
        try:
            return tls().wrap_socket(plain, server_hostname=target.host)
        except (ssl.SSLError, OSError, ValueError) as error:
            plain.close()
            raise CannotFetch("tls", target.host) from error
    raise trouble


@cache
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def addresses_of(target: Target, rules: Rules, ends_at: float) -> list[str]:
    """The target's addresses, each of them public; one that is not is enough to ask none of them."""
    texts = [str(target.address)] if target.address else looked_up(target, rules, ends_at)
    if not texts:
        raise CannotFetch("no_such_name", target.host)
    for text in texts:
        address = ip_address(text.partition("%")[0])
        if "%" in text or not rules.is_public(address):
            raise Refused("not_public", target.host)
    return texts


def looked_up(target: Target, rules: Rules, ends_at: float) -> list[str]:
    """Look the name up once, no longer than there is time."""
    found: list[str] = []

    def ask() -> None:
        try:
            found.extend(rules.look_up(target.host, target.port))
        except (OSError, UnicodeError):
            return

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(left(ends_at))
    if asking.is_alive():
        raise CannotFetch("slow", target.host)
    return list(found)


def left(ends_at: float) -> float:
    """The seconds that are left; raise CannotFetch when there are none."""
    seconds = ends_at - time.monotonic()
    if seconds <= 0:
        raise CannotFetch("slow")
    return seconds


class Deadlined(io.RawIOBase):
    """Reads from a connection so that all reads together end in time, however slowly the octets drip."""

    def __init__(self, stream: Stream, ends_at: float) -> None:
        super().__init__()
        self.stream, self.ends_at = stream, ends_at

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.stream.settimeout(left(self.ends_at))
        return self.stream.recv_into(buffer)


class Reading:
    """The little of a socket that http.client needs to read an answer."""

    def __init__(self, stream: Stream, ends_at: float) -> None:
        self.stream, self.ends_at = stream, ends_at

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(Deadlined(self.stream, self.ends_at), PIECE)


class Answer:
    """One request and what came back."""

    def __init__(self, target: Target, stream: Stream, known: Known, rules: Rules, ends_at: float) -> None:
        self.target, self.stream, self.rules = target, stream, rules
        self.http = http.client.HTTPResponse(Reading(stream, ends_at), method="GET")  # type: ignore[arg-type]
        try:
            stream.settimeout(left(ends_at))
            stream.sendall(request_of(target, known))
            self.http.begin()
        except BaseException as error:
            self.close()
            raise trouble_of(error) from error
        self.status = self.http.status

    def close(self) -> None:
        self.http.close()
        self.stream.close()

    def onward(self) -> str | None:
        """Where a redirect leads; None where this is the answer itself."""
        if self.status not in REDIRECTS:
            return None
        place = self.http.getheader("Location") or ""
        if not place:
            raise CannotFetch("redirects")
        try:
            return urljoin(self.target.url, place)
        except ValueError:
            raise Refused("not_an_address") from None

    def taken(self, moved_to: str, asked: tuple[str, ...]) -> Fetched:
        """The answer with its body; raise CannotFetch for one that says no."""
        if self.status == http.client.NOT_MODIFIED:
            return Fetched(self.target.url, None, moved_to=moved_to, addresses=asked)
        if self.status != http.client.OK:
            wait = self.http.getheader("Retry-After") or ""
            seconds = int(wait) if wait.isdecimal() and len(wait) < 8 else 0
            raise CannotFetch(reason_of(self.status), str(self.status), retry_after=seconds)
        return Fetched(
            self.target.url,
            self.body(),
            content_type=(self.http.getheader("Content-Type") or "")[:200],
            etag=(self.http.getheader("ETag") or "")[:300],
            last_modified=(self.http.getheader("Last-Modified") or "")[:100],
            moved_to=moved_to,
            addresses=asked,
        )

    def body(self) -> bytes:
        said = self.http.getheader("Content-Length") or ""
        if said.isdecimal() and int(said) > self.rules.octets:
            raise CannotFetch("too_large")
        unpacker = Unpacker(self.http.getheader("Content-Encoding") or "", self.rules.octets)
        pieces: list[bytes] = []
        packed = size = 0
        try:
            while piece := self.http.read1(PIECE):
                packed += len(piece)
                unpacked = unpacker.unpacked(piece)
                size += len(unpacked)
                if max(packed, size) > self.rules.octets:
                    raise CannotFetch("too_large")
                pieces.append(unpacked)
        except BaseException as error:
            raise trouble_of(error) from error
        if self.http.length or not unpacker.is_whole:
            raise CannotFetch("garbled")
        return b"".join(pieces)


def request_of(target: Target, known: Known) -> bytes:
    """The request: no cookies, no credentials, nothing about us but a name."""
    lines = [
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.host_header}",
        f"User-Agent: MikroVirk-Calendar/1.0 (+{settings.SITE_URL})",
        f"Accept: {ACCEPT}",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    lines += [f"If-None-Match: {known.etag}"] if is_plain(known.etag) else []
    lines += [f"If-Modified-Since: {known.last_modified}"] if is_plain(known.last_modified) else []
    return "\r\n".join((*lines, "", "")).encode("latin-1", errors="replace")


def is_plain(value: str) -> bool:
    """Whether it is there and can stand in a header."""
    return bool(value) and value.isascii() and value.isprintable()


class Unpacker:
    """Unpacks the body piece by piece; of each piece no more than one octet beyond what is allowed at all."""

    def __init__(self, encoding: str, most: int) -> None:
        encoding = encoding.strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise CannotFetch("encoding", encoding[:40])
        self.most = most
        self.gzip = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.endswith("gzip") else None

    def unpacked(self, piece: bytes) -> bytes:
        return piece if self.gzip is None else self.gzip.decompress(piece, self.most + 1)

    @property
    def is_whole(self) -> bool:
        return self.gzip is None or self.gzip.eof


def reason_of(status: int) -> str:
    """The reason for a status that is not 200."""
    if status in (404, 410):
        return "gone"
    if status in (401, 402, 403, 407, 451):
        return "closed"
    return "busy" if status in (429, 503) else "status"


def trouble_of(error: BaseException) -> BaseException:
    """What went wrong while talking to the server, as CannotFetch."""
    if isinstance(error, TimeoutError):
        return CannotFetch("slow")
    if isinstance(error, (OSError, http.client.HTTPException, zlib.error, ValueError)):
        return CannotFetch("garbled")
    return error
