"""TXT records, from a name server of our own on this machine."""

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from mikrovirk.home.checkup.names import NoAnswer, texts_of

RECORDS = {"moen.dk.": '"v=spf1 include:mail.moen.dk " "-all"'}  # in two pieces, as long ones are


@contextmanager
def name_server() -> Generator[int, None, None]:
    """Answers what stands in RECORDS, and that there is no other name; gives its port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.1)
        stopping = threading.Event()

        def answer() -> None:
            while not stopping.is_set():
                try:
                    asked, whom = server.recvfrom(2000)
                except TimeoutError:
                    continue
                question = dns.message.from_wire(asked)
                reply = dns.message.make_response(question)
                name = question.question[0].name.to_text()
                if name in RECORDS:
                    reply.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", RECORDS[name]))
                else:
                    reply.set_rcode(dns.rcode.NXDOMAIN)
                server.sendto(reply.to_wire(), whom)

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        stopping.set()
        thread.join()


def ask_at(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], port
    monkeypatch.setattr(dns.resolver, "default_resolver", resolver)


def test_the_texts_of_a_name_and_of_one_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with name_server() as port:
        ask_at(monkeypatch, port)
        assert texts_of("moen.dk") == ["v=spf1 include:mail.moen.dk -all"]
        assert texts_of("ingenting.moen.dk") == []


def test_a_name_server_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mikrovirk.home.checkup.names.SECONDS", 0.2)
    ask_at(monkeypatch, 1)
    with pytest.raises(NoAnswer):
        texts_of("moen.dk")
