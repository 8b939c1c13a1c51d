"""What `hosting/` hands to systemd and Docker fits the product: its commands exist, and its settings are documented."""

import re
import shlex
from pathlib import Path

import pytest

from mikrovirk.config.command import parser

ROOT = Path(__file__).parents[1]
HOSTING = ROOT / "hosting"
WHERE = "/opt/mikrovirk/.venv/bin/mikrovirk "


def commands() -> list[tuple[str, str]]:
    """Every call of the command, with the file it stands in."""
    found = []
    for file in sorted([*HOSTING.iterdir(), ROOT / "docs" / "hosting" / "one-server.md"]):
        text = file.read_text("utf-8").replace("\\\n", " ")
        found += [(file.name, each) for each in re.findall(rf"{re.escape(WHERE)}\s*([^\n]+)", text)]
        found += [(file.name, each) for each in re.findall(r"command: mikrovirk ([^\n]+)", text)]
    return found


@pytest.mark.parametrize(("file", "words"), commands())
def test_every_command_exists(file: str, words: str) -> None:
    assert parser().parse_args(shlex.split(words)).does


def test_both_processes_the_preparation_and_the_backup_are_there() -> None:
    assert {words.split()[0] for _file, words in commands()} == {
        "serve",
        "worker",
        "init",
        "backup",
        "networks",
        "check",
    }


def test_every_setting_is_documented() -> None:
    known = (ROOT / "docs" / "hosting" / "settings.md").read_text("utf-8")
    named = re.findall(r"^(?:ENV )?(MIKROVIRK_\w+)=", (HOSTING / "mikrovirk.env").read_text("utf-8"), re.MULTILINE)
    assert len(named) == 6
    assert [name for name in named if f"`{name}`" not in known] == []
