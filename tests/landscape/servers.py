"""Small real web servers on loopback, for fetching: 127.0.0.2 stands for the open internet, 127.0.0.1 for the house's inside."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from mikrovirk.landscape.domain.addresses import Address, is_public
from mikrovirk.landscape.services.fetching import Rules

BOMB = gzip.compress(b"0" * 3_000_000, 9)
OUTSIDE, INSIDE = "127.0.0.2", "127.0.0.1"
Answering = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.asked.append(self)
        answer = self.server.pages.get(self.path.partition("?")[0])
        with suppress(ConnectionError, TimeoutError):
            answer(self) if answer else self.say(404, b"")

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: str, pages: dict[str, Answering], port: int = 0) -> None:
        self.pages, self.asked = pages, list[Handler]()
        super().__init__((address, port), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        return


@contextmanager
def serving(address: str, pages: dict[str, Answering], port: int = 0) -> Iterator[Server]:
    server = Server(address, pages, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class World:
    """A server that everybody may ask, one that nobody may, both on one port; and what names stand for."""

    outside: Server
    inside: Server
    names: dict[str, list[list[str]]] = field(default_factory=dict)  # answers in turn; the last one stays
    looked_up: list[str] = field(default_factory=list)

    def fresh(self) -> "World":
        """As if nobody had asked anything yet."""
        self.outside.pages.clear()
        self.outside.asked.clear()
        self.inside.asked.clear()
        self.looked_up.clear()
        self.names = {"public.example": [[OUTSIDE]]}
        return self

    @property
    def port(self) -> int:
        return int(self.outside.server_address[1])

    def url(self, path: str = "/", host: str = "public.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def rules(self, **changed: object) -> Rules:
        usual = {
            "seconds": 1.0,
            "octets": 100_000,
            "ports": frozenset({self.port}),
            "is_public": open_to_us,
            "look_up": self.look_up,
        }
        return Rules(**(usual | changed))  # type: ignore[arg-type]

    def look_up(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        answers = self.names.get(host)
        if not answers:
            raise socket.gaierror("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


def open_to_us(address: Address) -> bool:
    return address == ip_address(OUTSIDE) or is_public(address)


@contextmanager
def world() -> Iterator[World]:
    with ExitStack() as stack:
        outside = stack.enter_context(serving(OUTSIDE, {}))
        inside = stack.enter_context(beside(outside))
        yield World(outside, inside)


@contextmanager
def beside(outside: Server) -> Iterator[Server]:
    """The server of the inside, on the other's port."""
    pages: dict[str, Answering] = {"/": lambda handler: handler.say(200, b"secret")}
    with serving(INSIDE, pages, int(outside.server_address[1])) as inside:
        yield inside


# --- what a hostile server does --------------------------------------------------------------------------------------


def redirect(place: str, status: int = 302) -> Answering:
    return lambda handler: handler.say(status, b"", Location=place)


def endless(handler: Handler) -> None:
    """A body that never ends, in pieces."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    piece = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
    while True:
        handler.wfile.write(piece)


def bomb(handler: Handler) -> None:
    """Three megabytes that weigh three kilobytes."""
    handler.say(200, BOMB, Content_Encoding="gzip")


def slow_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _octet in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.2)


def slow_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(f"X-{number}: 1\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.2)


def silent(handler: Handler) -> None:
    time.sleep(3)


def raw(octets: bytes) -> Answering:
    def answer(handler: Handler) -> None:
        handler.wfile.write(octets)
        handler.close_connection = True

    return answer
