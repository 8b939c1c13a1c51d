"""`mikrovirk register outlines` and `industries`: what they say, and how they end."""

import json
from pathlib import Path

import pytest

from mikrovirk.config.command import main
from mikrovirk.register.domain.industries import DIVISIONS
from mikrovirk.register.domain.layout import DB25
from mikrovirk.register.queries.industries import title
from mikrovirk.register.queries.outlines import rings_of

SQUARE = [[11.5, 55.0], [12.0, 55.0], [12.0, 55.2], [11.5, 55.0]]
AREA = {"type": "Feature", "properties": {"kode": "0390"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "installation"


def test_outlines_are_there_from_now_on_and_missing_ones_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "areas.json"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [AREA]}), "utf-8")
    assert main(["register", "outlines", str(file), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["outlines"], len(answer["missing"])) == ("municipalities", 1, 97)
    assert set(rings_of() or {}) == {"0390"}


def test_what_is_no_file_of_outlines_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "areas.json"
    file.write_text("[]", "utf-8")
    assert main(["register", "outlines", str(file)]) == 2
    assert "neither GeoJSON nor TopoJSON" in capsys.readouterr().err
    assert main(["register", "outlines", str(tmp_path / "nowhere.json")]) == 2


def test_a_list_of_codes_gives_titles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "db25.csv"
    file.write_text("KODE;TITEL\n" + "".join(f"{code};Afdeling {code}\n" for code in DIVISIONS[DB25]), "utf-8")
    assert main(["register", "industries", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"scheme": "DB25", "codes": 87, "strange": []}
    assert title(DB25, "433200") == "Afdeling 43"
    file.write_text("a;b\n", "utf-8")
    assert main(["register", "industries", str(file)]) == 2
    assert "no columns for code and title" in capsys.readouterr().err
