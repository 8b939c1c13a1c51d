"""Phones without a browser: they come in, send, and follow the evening over plain HTTP."""

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from mikrovirk.accounts.models import User
from tests.live.site import Server, Site

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Visitor:
    """Somebody with cookies."""

    def __init__(self, server: Server, code: str) -> None:
        self.server, self.code = server, code
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Status and body; the cookies that come with it are kept."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            line.request(method, path, None if body is None else body.encode(), {**self.headers(), **(headers or {})})
            answer = line.getresponse()
            text = answer.read().decode()
            for value in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        finally:
            line.close()
        if found := TOKEN.search(text):
            self.token = found[1]
        return answer.status, text

    def headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": f"localhost:{self.server.port}", "Accept-Language": "da", "Cookie": cookies}

    def post(self, path: str, **fields: Any) -> tuple[int, str]:
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        return self.ask("POST", path, urlencode(fields), form)

    def send(self, *things: dict[str, Any]) -> dict[str, Any]:
        """Send things as the page does; the server's answer."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token}
        status, text = self.ask("POST", f"/l/{self.code}/say/", json.dumps(list(things)), headers)
        assert status == 200, f"{status}: {text[:200]}"
        found: dict[str, Any] = json.loads(text)
        return found

    def say(self, what: str, **detail: Any) -> str:
        """Say one thing that must be stored; its id."""
        number = str(uuid4())
        answer = self.send({"id": number, "what": what, **detail})
        assert answer == {"stored": [number], "refused": []}
        return number

    def mine(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("GET", f"/l/{self.code}/mine/")[1])
        return found


class PlainPhone(Visitor):
    """A phone in the room."""

    @classmethod
    def joined(cls, server: Server, code: str, *, name: str = "", sign_up: int | None = None) -> "PlainPhone":
        phone = cls(server, code)
        assert phone.ask("GET", f"/l/{code}/")[0] == 200
        fields = {"sign_up": sign_up} if sign_up else {"name": name or "Mie Krogh"}
        assert phone.post(f"/l/{code}/join/", **fields)[0] == 302
        assert phone.ask("GET", f"/l/{code}/")[0] == 200
        return phone


class PlainHost(Visitor):
    """Somebody who runs the evening."""

    @classmethod
    def signed_in(cls, site: Site, code: str, user: User) -> "PlainHost":
        host = cls(site, code)
        host.cookies["sessionid"] = site.cookie(user)["value"]
        status, text = host.ask("GET", f"/l/{code}/host/")
        assert status == 200, f"{status}: {site.log.read_text()[-2000:] or text[:500]}"
        return host

    def press(self, kind: str, turn: str = "", **detail: Any) -> str:
        return self.say("press", kind=kind, turn=turn, at=round(time.time() * 1000), **detail)


class Line(threading.Thread):
    """An open line: the events in the order they came, each (name, id, payload, seconds since 1970)."""

    def __init__(
        self, who: Visitor, *, audience: str = "phone", since: int = 0, last_event_id: int | None = None
    ) -> None:
        super().__init__(daemon=True)
        self.who, self.audience = who, audience
        self.events: list[tuple[str, int, dict[str, Any], float]] = []
        self.newest = since
        self.headers = {} if last_event_id is None else {"Last-Event-ID": str(last_event_id)}
        self.is_open = threading.Event()
        self.came = threading.Condition()
        self.line = http.client.HTTPConnection("127.0.0.1", who.server.port, timeout=60)
        self.path = f"/l/{who.code}/events/?as={audience}&since={since}"
        self.start()
        assert self.is_open.wait(20), "the line did not open"

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError, AttributeError, http.client.HTTPException):
            self.line.connect()
            self.socket = self.line.sock
            self.line.request("GET", self.path, headers={**self.who.headers(), **self.headers})
            with contextlib.closing(self.line.getresponse()) as answer:  # until the line is lost, or closed by the test
                self.read(answer)
        self.line.close()
        with self.came:
            self.came.notify_all()

    def read(self, answer: http.client.HTTPResponse) -> None:
        assert answer.status == 200, answer.status
        name = number = ""
        for raw in answer:
            self.is_open.set()
            word, _colon, rest = raw.decode().rstrip("\n").partition(": ")
            if word == "event":
                name = rest
            elif word == "id":
                number = rest
            elif word == "data" and name != "alive":
                self.take(name, int(number), json.loads(rest))

    def take(self, name: str, number: int, payload: dict[str, Any]) -> None:
        with self.came:
            self.events.append((name, number, payload, time.time()))
            self.newest = number
            self.came.notify_all()

    def wait_for(
        self, name: str, holds: Callable[[dict[str, Any]], Any] = lambda payload: True, *, within: float = 5.0
    ) -> tuple[dict[str, Any], float]:
        """The first event of that name that holds this, and when it came; fail after so many seconds."""
        deadline = time.monotonic() + within
        with self.came:
            while True:
                for each, _number, payload, at in self.events:
                    if each == name and holds(payload):
                        return payload, at
                left = deadline - time.monotonic()
                assert left > 0, f"no such {name} came; there were {[event[:2] for event in self.events]}"
                self.came.wait(left)

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.join(10)
