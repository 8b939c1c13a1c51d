"""Tokens from the command line."""

import json
from typing import Any

import pytest

from mikrovirk.api.domain.keys import digest_of
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token
from mikrovirk.config.command import main
from mikrovirk.config.command_api import SCOPES
from tests import factories

pytestmark = pytest.mark.django_db
CREATE = ["create", "mona@moen.example", "--name", "Regneark", "--scope", "meetings:read", "--scope", "members:read"]


@pytest.fixture(autouse=True)
def mona() -> None:
    factories.coordinator(factories.network(), email="mona@moen.example")


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["api", "token", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_made_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, *CREATE, "--days", "30")
    assert (made["scopes"], made["standing"]) == (["meetings:read", "members:read"], "working")
    assert Token.objects.get().digest == digest_of(made["key"])
    (listed,) = asked(capsys, "list", "--owner", "mona@moen.example")
    assert listed == {name: value for name, value in made.items() if name != "key"}
    assert asked(capsys, "revoke", str(made["id"]))["standing"] == "revoked"
    assert [each["standing"] for each in asked(capsys, "list")] == ["revoked"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*CREATE, "--days", "0"], "from 1 to 366 days"),
        (["create", "ukendt@moen.example", "--name", "x", "--scope", "meetings:read"], "nobody here"),
        (["list", "--owner", "ukendt@moen.example"], "nobody here"),
        (["revoke", "12"], "no token 12"),
    ],
)
def test_what_cannot_be_done_is_said(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["api", "token", *words]) == 2
    assert said in capsys.readouterr().err


def test_not_twice_by_the_same_name(capsys: pytest.CaptureFixture[str]) -> None:
    asked(capsys, *CREATE)
    assert main(["api", "token", *CREATE]) == 2
    assert "already" in capsys.readouterr().err


def test_the_command_knows_every_scope() -> None:
    assert [str(scope) for scope in Scope] == list(SCOPES)
