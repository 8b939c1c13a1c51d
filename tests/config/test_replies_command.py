"""`mikrovirk replies read` from a file."""

import json
from pathlib import Path

import pytest

from mikrovirk.config.command import main

MAILS = Path(__file__).parents[1] / "data" / "mail-replies"


def test_reads_one_reply(capsys: pytest.CaptureFixture[str]) -> None:
    name = "14-other-sender.eml"
    assert main(["replies", "read", str(MAILS / name), "--asked", str(MAILS / "asked.json"), "--json"]) == 0
    expected = json.loads((MAILS / "expected.json").read_text())[name]
    got = json.loads(capsys.readouterr().out)
    assert got.pop("text").split() == expected["text"].split()
    assert got == {
        "kind": "answer",
        "token": expected["token"],
        "flags": ["other-sender"],
        "sure": True,
    }


@pytest.mark.parametrize(
    ("mail", "asked", "said"),
    [
        ("nowhere.eml", "asked.json", "nowhere.eml cannot be read"),
        ("13-gmail.eml", "nowhere.json", "nowhere.json cannot be read"),
        ("13-gmail.eml", "13-gmail.eml", "is not JSON"),
        ("13-gmail.eml", "expected.json", "must hold “inbound”, “rounds” and “tokens”"),
    ],
)
def test_says_what_is_wrong(mail: str, asked: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replies", "read", str(MAILS / mail), "--asked", str(MAILS / asked)]) == 2
    assert said in capsys.readouterr().err
