"""The application as a web server calls it: static files, what a web server in front asks, and our pages."""

import os
import time
from typing import Any

import django
from servestatic.asgi import ServeStaticASGI

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
django.setup(set_prefix=False)

from mikrovirk.config import alive  # noqa: E402  it has models
from mikrovirk.config.handler import Handler, Receive, Send  # noqa: E402
from mikrovirk.config.static_files import with_static_files  # noqa: E402

TELL_EVERY = 60.0  # seconds between two words to the other machines


class Site(Handler):
    """Our pages, and whether this process can answer with them."""

    def __init__(self) -> None:
        super().__init__()
        self.tell_from = 0.0  # by the monotonic clock: not before

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope.get("path") == alive.PATH:
            await self.say_alive(send)
            return
        await super().__call__(scope, receive, send)
        if time.monotonic() >= self.tell_from:
            self.tell_from = time.monotonic() + TELL_EVERY
            self.threads.submit(alive.tell_others)

    async def say_alive(self, send: Send) -> None:
        """200, or 503 while the database does not answer."""
        answers = await self.in_thread(alive.database_answers)
        headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200 if answers else 503, "headers": headers})
        await send({"type": "http.response.body", "body": b"yes\n" if answers else b"no database\n"})


application = with_static_files(ServeStaticASGI, Site())
