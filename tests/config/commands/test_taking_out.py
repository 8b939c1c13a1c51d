"""`mikrovirk export`: everything in open formats, read back before it counts."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main
from tests.factories import member, network

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    status = main(["export", *words, "--json"])
    out = capsys.readouterr().out
    return status, json.loads(out) if out else None


def test_a_network_in_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    member(network("moen"), "Lise Holm")
    status, answer = printed(capsys, "network", "moen", str(tmp_path / "moen.zip"), "--language", "en")
    assert (status, answer["tables"]["directory.Membership"]) == (0, 1)
    with zipfile.ZipFile(tmp_path / "moen.zip") as archive:
        assert archive.read("README.md").decode().startswith("# Moen\n\nWritten ")
        assert {"manifest.json", "columns.csv", "csv/directory.Person.csv"} <= set(archive.namelist())
    assert printed(capsys, "network", "moen", str(tmp_path / "ingen" / "moen.zip")) == (2, None)


def test_the_whole_installation_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network("moen")
    network("falster")
    status, answer = printed(capsys, "all", str(tmp_path / "ud"))
    assert (status, [Path(each["file"]).name for each in answer["files"]]) == (
        0,
        ["falster.zip", "moen.zip", "installation.zip"],
    )
    assert printed(capsys, "all", str(tmp_path / "ud")) == (2, None)
