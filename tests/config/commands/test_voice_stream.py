"""The stream and suggested themes from the command line."""

import json
from pathlib import Path

import pytest

from mikrovirk.config.command import main
from mikrovirk.voice.models import Outcome
from tests import factories
from tests.voice import stream_rows as rows
from tests.voice.domain import sayings


@pytest.mark.django_db
def test_the_stream_as_a_list_without_names(capsys: pytest.CaptureFixture[str]) -> None:
    moen = factories.network("moen")
    asked = rows.round_of(moen)
    lise = factories.member(moen, "Lise Holm")
    rows.said(moen, "Mere\nkaffe", person=lise, round=asked, theme=rows.theme(moen, "Mad"), outcome=Outcome.NOTED)
    rows.said(moen, "Parkering")
    assert main(["voice", "inputs", "moen", "--json"]) == 0
    said = capsys.readouterr().out
    found = json.loads(said)
    assert "Lise" not in said
    assert [(row["source"], row["round"], row["theme"], row["outcome"], row["told"], row["text"]) for row in found] == [
        ("round_page", asked.pk, "Mad", "noted", False, "Mere kaffe"),
        ("round_page", None, "", "", False, "Parkering"),
    ]
    main(["voice", "inputs", "moen", "--waiting", "--json"])
    assert [row["text"] for row in json.loads(capsys.readouterr().out)] == ["Parkering"]
    assert main(["voice", "inputs", "findes-ikke"]) == 2


def test_themes_from_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "inputs.json"
    texts = [line for theme in ("parking", "food") for line in sayings.of({theme: sayings.FIRST[theme]})[0]]
    file.write_text(json.dumps([*texts[:6], *({"id": 100 + i, "text": text} for i, text in enumerate(texts[6:]))]))
    assert main(["voice", "themes", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {theme["name"]: theme["inputs"] for theme in found} == {
        "Parkering": [1, 2, 3, 4, 5, 6],
        "Kaffe, mad": [100, 101, 102, 103, 104, 105],
    }


@pytest.mark.parametrize("content", ["[1]", "{}", "vrøvl", '[{"id": "x", "text": "y"}]'])
def test_what_is_no_list_of_inputs_is_refused(content: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "inputs.json"
    file.write_text(content)
    assert main(["voice", "themes", str(file)]) == 2
    assert main(["voice", "themes", str(tmp_path / "missing.json")]) == 2
    assert "mikrovirk:" in capsys.readouterr().err
