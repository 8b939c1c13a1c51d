from datetime import UTC, datetime
from pathlib import Path

import pytest

from mikrovirk.register.domain.industries import DIVISIONS
from mikrovirk.register.domain.layout import DB07, DB25, NACE2
from mikrovirk.register.queries.industries import title, titles_of
from mikrovirk.register.services.industries import Codes, WrongList, import_industries

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "installation"


def listed(folder: Path, *, divisions: str = DB25, heading: str = "KODE;NIVEAU;TITEL", encoding: str = "utf-8") -> Path:
    rows = [f"{code};2;Afdeling {code}" for code in DIVISIONS[divisions]]
    file = folder / "list.csv"
    lines = [heading, "F;1;Bygge og anlæg", *rows, "43.32;4;Tømrer- og snedkerarbejde", "43.32.00;5;Tømrerarbejde"]
    file.write_text("\n".join(lines) + "\n", encoding)
    return file


def test_a_code_has_its_own_title_or_that_of_what_it_is_part_of(tmp_path: Path) -> None:
    assert title(DB25, "433200") == "Bygge- og anlægsvirksomhed, som kræver specialisering"
    assert import_industries(listed(tmp_path), at=NOW) == Codes(DB25, 90, ())
    assert [title(DB25, code) for code in ("F", "433200", "433210", "439100", "999999")] == [
        "Bygge og anlæg",
        "Tømrerarbejde",
        "Tømrer- og snedkerarbejde",
        "Afdeling 43",
        "Afdeling 99",
    ]
    assert title(DB07, "433200", "en") == "Specialised construction activities"


def test_a_list_of_an_older_program_with_english_titles(tmp_path: Path) -> None:
    file = listed(tmp_path, heading="kode;title;titel", encoding="cp1252")
    import_industries(file, at=NOW)
    assert titles_of(DB25)["F"] == ("Bygge og anlæg", "1")


@pytest.mark.parametrize(
    ("text", "scheme", "code"),
    [
        ("", DB25, "no_columns"),
        ("a;b\n1;2\n", DB25, "no_columns"),
        ("kode;titel\n01;Landbrug\n", DB25, "too_short"),
        ("kode;titel\n" + "".join(f"{n:02};x\n" for n in range(100)), NACE2, "other_scheme"),
        (
            "kode;titel\n" + "".join(f"{n:04};x\n" for n in range(0, 10000, 40) if 40 <= n // 100 <= 48),
            DB25,
            "too_short",
        ),
        (
            "kode;titel\n" + "".join(f"{n:03};x\n" for n in range(1, 1000) if n // 10 in (4, 34, 40, 44, 48, 54)),
            DB25,
            "other_scheme",
        ),
    ],
)
def test_something_else_is_refused_and_nothing_changes(tmp_path: Path, text: str, scheme: str, code: str) -> None:
    file = tmp_path / "other.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(WrongList) as raised:
        import_industries(file, scheme=scheme, at=NOW)
    assert (str(raised.value), titles_of(DB25)) == (code, {})


def test_the_official_list_of_2007_is_read(shared_data: Path) -> None:
    found = import_industries(shared_data / "codes" / "db07.csv", scheme=DB07, at=NOW)
    assert (found.count, found.strange) == (1740, ())
    assert title(DB07, "433200") == "Tømrer- og bygningssnedkervirksomhed"
