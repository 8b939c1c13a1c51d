"""What `hosting/` hands to systemd and Docker fits the product: its commands exist, and its settings are documented."""

import re
import shlex
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from mikrovirk.config import alive, environment
from mikrovirk.config.command import parser

ROOT = Path(__file__).parents[1]
HOSTING = ROOT / "hosting"
WHERE = "/opt/mikrovirk/.venv/bin/mikrovirk "
HANDED_ON = f'{WHERE}"$@"'  # by the command for whoever looks after the machine
PAGES = ("one-server.md", "backup.md", "check-up.md", "moving-house.md")


def commands() -> list[tuple[str, str]]:
    """Every call of the command, with the file it stands in."""
    found = []
    for file in sorted(HOSTING.iterdir()):
        text = file.read_text("utf-8").replace(HANDED_ON, "")
        found += [(file.name, each) for each in re.findall(rf"{re.escape(WHERE)}([^\n]+)", text)]
        found += [(file.name, each) for each in re.findall(r"command: mikrovirk ([^\n]+)", text)]
    for name in PAGES:
        text = (ROOT / "docs" / "hosting" / name).read_text("utf-8")
        for block in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += [(name, each) for each in re.findall(r"(?:^|&& )mikrovirk ([^\n&]+)", block, re.MULTILINE)]
    return found


@pytest.mark.parametrize(("file", "words"), commands())
def test_every_command_exists(file: str, words: str) -> None:
    assert parser().parse_args(shlex.split(words, comments=True)).does


def test_both_processes_the_preparation_and_the_backup_are_there() -> None:
    assert {words.split()[0] for _file, words in commands()} == {
        "serve",
        "worker",
        "init",
        "backup",
        "restore",
        "networks",
        "network",
        "check",
    }


def test_the_command_of_the_server_runs_with_the_user_and_settings_of_the_units() -> None:
    command, unit = (HOSTING / "mikrovirk").read_text("utf-8"), (HOSTING / "mikrovirk-web.service").read_text("utf-8")
    assert HANDED_ON in command
    for name in ("User", "EnvironmentFile"):
        said = re.findall(rf"^{name}=(.+)$", unit, re.MULTILINE)
        assert re.findall(rf"--property={name}=(\S+)", command) == said


def test_each_web_server_in_front_limits_and_waits() -> None:
    """Each refuses what is too large, and lets visitors wait where a web process begins anew."""
    for name in ("Caddyfile", "compose.yaml", "several-machines.compose.yaml"):
        said = (HOSTING / name).read_text("utf-8")
        assert "max_size 30MB" in said, name
        assert "lb_try_duration" in said, name


def test_every_setting_is_documented() -> None:
    known = (ROOT / "docs" / "hosting" / "settings.md").read_text("utf-8")
    named = re.findall(r"^(?:ENV )?(MIKROVIRK_\w+)=", (HOSTING / "mikrovirk.env").read_text("utf-8"), re.MULTILINE)
    assert len(named) == 6
    assert [name for name in named if f"`{name}`" not in known] == []


def test_several_machines_have_what_the_page_says_and_are_told_of_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    composed = yaml.safe_load((HOSTING / "several-machines.compose.yaml").read_text("utf-8"))
    services = composed["services"]
    programs = Counter(each["command"].split()[1] for each in services.values() if each["image"] == "mikrovirk")
    assert programs == {"init": 1, "serve": 2, "worker": 2}
    known = (ROOT / "docs" / "hosting" / "settings.md").read_text("utf-8")
    for name, service in services.items():
        own = {word: value for word, value in service.get("environment", {}).items() if word.startswith("MIKROVIRK_")}
        assert [word for word in own if f"`{word}`" not in known] == []
        for word, value in own.items():
            monkeypatch.setenv(word, value)
            host = urlsplit(value).hostname
            assert word == "MIKROVIRK_LIVE_SOURCE" or host in services, (name, word)
    assert environment.database()["HOST"] == "postgresql"
    assert environment.files()["OPTIONS"]["secret_key"] == "CHANGE-ME"
    assert environment.caches()["default"]["LOCATION"] == "redis://redis/1"
    balanced = composed["configs"]["caddy"]["content"]
    assert "web-1:8000 web-2:8000" in balanced
    assert f"health_uri {alive.PATH}" in balanced
