"""How a request is answered by a web server's process.

Our views are plain functions, so a request is answered by one thread from a pool, from its first middleware to its last.
Django's own handler goes to a new thread and back for every middleware, and to a new database connection with each: that
costs more than most of our pages.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.db import close_old_connections
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

THREADS = 10  # in each process; they take turns on one core, so more would only wait
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class Handler(ASGIHandler):
    """Answers each HTTP request in one thread."""

    def __init__(self) -> None:
        super().__init__()
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"only HTTP is served here, not {scope['type']}")
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        response = await self.in_thread(self.respond, scope, body)
        if response.streaming and response.is_async:
            await self.stream_until_gone(response, receive, send)
        elif response.streaming:
            await self.stream(response, send)
        else:
            await self.send_response(response, send)

    async def in_thread(self, does: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, does, *arguments)

    def respond(self, scope: dict[str, Any], body: IO[bytes]) -> Any:
        """The response; closed already (and with it what the request held open) unless its content is still to be read."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=self.__class__, scope=scope)
        request, refused = self.create_request(scope, body)
        response: Any = refused if request is None else self.get_response(request)
        response._handler_class = self.__class__  # what request_finished names as its sender
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        body.close()
        if not response.streaming:
            response.close()
        elif response.is_async:
            close_old_connections()  # a line that is kept open must not keep this thread's database connection
        return response

    async def stream(self, response: HttpResponseBase, send: Send) -> None:
        """Send a file piece by piece, read in the threads; none of it is gathered in memory."""
        try:
            response.streaming_content = self.pieces(iter(response))  # type: ignore[attr-defined]
            await self.send_response(response, send)
        finally:
            await self.in_thread(response.close)

    async def stream_until_gone(self, response: HttpResponseBase, receive: Receive, send: Send) -> None:
        """Send what comes, for as long as somebody reads it: a line that is kept open for live updates."""
        sending = asyncio.ensure_future(self.send_response(response, send))
        leaving = asyncio.ensure_future(self.gone(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            await self.in_thread(response.close)

    async def gone(self, receive: Receive) -> None:
        """Wait until the reader has gone."""
        while (await receive())["type"] != "http.disconnect":
            pass

    async def pieces(self, content: Iterator[bytes]) -> AsyncIterator[bytes]:
        while (piece := await self.in_thread(next, content, None)) is not None:
            yield piece
