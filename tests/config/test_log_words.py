"""The log says where something went wrong, and nothing about people."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from mikrovirk.config.commands.serve import SERVING
from mikrovirk.config.log_words import Formatter, without_people


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /s/WzEyLDNd:1tF0aZ:k3QmKbX_2h8yPq0sJf1c9A4e7vTnLw5uRz6dGmHiBoE/", "Not Found: /s/…/"),
        ("Unprocessable Entity: /r/qW3eRtY7uIoP-aSdF5gH_j/word/", "Unprocessable Entity: /r/…/word/"),
        ("Gone: /b/12-7-31-k3QmKbX_2h8y/", "Gone: /b/…/"),
        ("Not Found: /networks/moen/meetings/12/", "Not Found: /networks/moen/meetings/12/"),
        (
            "Internal Server Error: /networks/moen/members/?q=Lise+Holm",
            "Internal Server Error: /networks/moen/members/?…",
        ),
        ("message to lise.holm+net@systuen.example failed", "message to <e-mail> failed"),
        ("no answer from 192.0.2.17", "no answer from <address>"),
        ("no answer from 2001:db8:0:1::17", "no answer from <address>"),
        ("phone +45 12 34 56 78, CVR 12345678, CPR 010190-1234", "phone <number>, CVR <number>, CPR <number>"),
        ("the job home.jobs failed on 2026-11-23 at 10:15:02", "the job home.jobs failed on 2026-11-23 at 10:15:02"),
        ("message 123456 could not be written", "message 123456 could not be written"),
    ],
)
def test_a_line_without_people(said: str, written: str) -> None:
    assert without_people(said) == written


class Listening:
    """What the installation's own formatter writes of all loggers."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        handler = logging.StreamHandler(self.stream)
        handler.setFormatter(Formatter("%(levelname)s %(name)s %(message)s"))
        self.handler = handler

    def __enter__(self) -> io.StringIO:
        logging.getLogger().addHandler(self.handler)
        return self.stream

    def __exit__(self, *told: object) -> None:
        logging.getLogger().removeHandler(self.handler)


def test_an_exception_says_where_and_not_about_whom() -> None:
    with Listening() as stream:
        try:
            try:
                raise KeyError("Lise Holm")
            except KeyError as error:
                raise ValueError(
                    "Key (email)=(lise@holm.example) of Lise Holm already exists: 'Syning & mere'"
                ) from error
        except ValueError:
            logging.getLogger("mikrovirk.test").exception("it failed for %s", "lise@holm.example")
    text = stream.getvalue()
    assert [word for word in ("Lise", "Holm", "lise@", "Syning") if word in text] == []
    assert text.splitlines()[0] == "ERROR mikrovirk.test it failed for <e-mail>"
    assert "test_log_words.py" in text
    assert "builtins.KeyError: <value>\n  which led to\n" in text
    assert text.splitlines()[-1] == "builtins.ValueError: Key (email)=<value> of <name> already exists: <value>"


def test_what_another_handler_wrote_before_is_not_taken_over() -> None:
    other = logging.StreamHandler(io.StringIO())
    logger = logging.getLogger("mikrovirk.test")
    logger.addHandler(other)
    try:
        with Listening() as stream:
            try:
                raise ValueError("'Lise Holm'")
            except ValueError:
                logger.exception("failed")
    finally:
        logger.removeHandler(other)
    assert "Lise" not in stream.getvalue()


@pytest.mark.django_db
def test_a_fault_while_a_page_is_made(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: Any, **named: Any) -> HttpResponse:
        who = "Lise Holm <lise@holm.example>"
        raise RuntimeError(f"no place for {who}, telephone 12 34 56 78")

    monkeypatch.setattr("mikrovirk.home.queries.open_networks", fails)
    client.raise_request_exception = False
    with Listening() as stream:
        assert client.get("/", {"q": "Lise Holm"}).status_code == 500
        client.get("/s/WzEyLDNd:1tF0aZ:k3QmKbX_2h8yPq0sJf1c9A4e7vTnLw5uRz6dGmHiBoE/")
        client.post("/account/login/", {"email": "lise@holm.example"})
    text = stream.getvalue()
    assert "Internal Server Error: /" in text
    assert "RuntimeError: no place for <name> <<e-mail>>, telephone <number>" in text
    assert [word for word in ("Lise", "holm.example", "12 34", "k3QmKbX") if word in text] == []


def test_everything_goes_by_it() -> None:
    formatters: Any = settings.LOGGING["formatters"]
    handlers: Any = settings.LOGGING["handlers"]
    assert formatters["plain"]["()"] == "mikrovirk.config.log_words.Formatter"
    assert {handler["formatter"] for handler in handlers.values()} == {"plain"}
    assert SERVING["log_config"] is None  # the web server has none of its own
