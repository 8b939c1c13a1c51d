"""An import as a whole: what damaged files end with, going on after an interruption, the same files a second time."""

import errno
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from mikrovirk.register.queries import copies
from mikrovirk.register.services import importing, swapping
from mikrovirk.register.services.importing import import_files
from mikrovirk.register.services.outcome import CannotImport, Outcome, Progress
from mikrovirk.register.services.readers import Interrupted, SetAside, cvr
from mikrovirk.register.services.readers import documents as readers_documents
from tests.register.documents import address, company, line, period, place, write_lines


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.DATA = tmp_path / "data"


@pytest.fixture
def whole(tmp_path) -> copies.Copy:
    """A copy that counts before anything goes wrong."""
    return import_files([write_lines(tmp_path / "before.ndjson", [company(20000001)])], "cvr").copy


def units(copy: copies.Copy) -> list[str]:
    with copies.connect(copy) as connection:
        return [unit for (unit,) in connection.execute("SELECT unit_id FROM unit ORDER BY 1").fetchall()]


def reasons(outcome: Outcome) -> list[tuple[str, int, str]]:
    return [(each.file, each.position, each.reason) for each in outcome.set_aside]


def snapshot() -> dict[str, bytes]:
    """Every file of the register there is, but for what an import that failed keeps to go on with."""
    home = copies.home()
    files = [path for path in home.rglob("*") if path.is_file() and "importing" not in path.parts]
    return {str(path.relative_to(home)): path.read_bytes() for path in files}


def test_a_dated_copy_is_swapped_in(tmp_path) -> None:
    told: list[Progress] = []
    file = write_lines(tmp_path / "cvr.ndjson", [company(), place()])
    outcome = import_files([file], "cvr", progress=told.append)
    assert (outcome.read, outcome.kept, outcome.set_aside, outcome.is_new) == (2, 2, [], True)
    assert outcome.copy == copies.current() == copies.copies()[0]
    assert (outcome.copy.as_of, outcome.copy.country, outcome.copy.source) == (date(2025, 2, 1), "DK", "cvr")
    assert outcome.copy.name.startswith("DK-cvr-2025-02-01-")
    assert outcome.copy.counts == {
        **dict.fromkeys(("unit", "unit_life", "unit_name", "unit_address", "unit_protection"), 2),
        **dict.fromkeys(("unit_form", "unit_parent", "unit_size"), 1),
        **dict.fromkeys(("unit_status", "unit_change"), 0),
        "unit_industry": 3,
    }
    assert (told[-1].percent, told[-1].documents, told[-1].total) == (100, 2, file.stat().st_size)
    assert sorted(path.name for path in outcome.copy.folder.iterdir()) == sorted(
        [*outcome.copy.counts, "manifest.json"]
    )
    assert list((copies.home() / "importing").iterdir()) == []


def test_the_same_files_change_nothing(tmp_path) -> None:
    file = write_lines(tmp_path / "cvr.ndjson", [company(), b"{"])
    first, before = import_files([file], "cvr"), snapshot()
    moved = file.rename(tmp_path / "other-name.ndjson")
    again = import_files([moved], "cvr")
    assert (again.is_new, again.copy, again.read, again.kept, again.set_aside) == (
        False,
        first.copy,
        first.read,
        first.kept,
        first.set_aside,
    )
    assert snapshot() == before
    assert import_files([write_lines(file, [company(), b"["])], "cvr").is_new


def test_the_day_is_as_said_or_that_of_the_files(tmp_path) -> None:
    file = write_lines(tmp_path / "cvr.ndjson", [company()])
    assert import_files([file], "cvr", as_of=date(2024, 12, 31)).copy.as_of == date(2024, 12, 31)
    file = write_lines(tmp_path / "no-dates.ndjson", [company(sidstOpdateret=None, sidstIndlaest=None)])
    import os

    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert import_files([file], "cvr").copy.as_of == date(2023, 11, 14)


# --- ten kinds of damage ----------------------------------------------------------------------------------------------


def test_a_packed_file_that_is_cut_short(tmp_path) -> None:
    packed = b"".join(gzip.compress(line(company(10000000 + n)) + b"\n") for n in range(1, 4))
    (tmp_path / "cvr.gz").write_bytes(packed[:-30])
    outcome = import_files([tmp_path / "cvr.gz"], "cvr")
    assert units(outcome.copy)[:2] == ["10000001", "10000002"]
    assert reasons(outcome)[-1][2] == "gzip_cut_short"
    assert reasons(outcome)[-1][:2] == ("cvr.gz", 4)  # the half document before it is set aside by itself
    assert reasons(outcome)[:-1] == [("cvr.gz", 3, "not_json")]


@pytest.mark.parametrize("shape", ["lines", "array"])
def test_invalid_json_in_the_middle(tmp_path, shape: str) -> None:
    broken = line(company(10000002)).replace(b'"cvrNummer"', b'"cvrNummer')
    lines = [line(company(10000001)), broken, line(company(10000003))]
    content = b"\n".join(lines) if shape == "lines" else b"[" + b",".join(lines) + b"]"
    (tmp_path / "cvr.json").write_bytes(content)
    outcome = import_files([tmp_path / "cvr.json"], "cvr")
    assert (units(outcome.copy), reasons(outcome)) == (["10000001", "10000003"], [("cvr.json", 2, "not_json")])
    assert (outcome.read, outcome.kept) == (3, 2)


def test_the_wrong_encoding(tmp_path) -> None:
    (tmp_path / "cvr.json").write_bytes(
        b"\n".join(
            [line(company(10000001)), line(company(10000002)).decode().encode("latin-1"), line(company(10000003))]
        )
    )
    outcome = import_files([tmp_path / "cvr.json"], "cvr")
    assert (units(outcome.copy), reasons(outcome)) == (["10000001", "10000003"], [("cvr.json", 2, "not_utf8")])


def test_a_whole_file_in_another_encoding(tmp_path, whole) -> None:
    (tmp_path / "cvr.json").write_bytes(line(company(10000001)).decode().encode("utf-16"))
    with pytest.raises(CannotImport) as caught:
        import_files([tmp_path / "cvr.json"], "cvr")
    assert (caught.value.reason, copies.current()) == ("utf16", whole)


def test_unknown_codes_are_told_of_and_the_document_is_kept(tmp_path) -> None:
    strange = company(
        10000002,
        beliggenhedsadresse=[address(888)],
        virksomhedsform=[{"virksomhedsformkode": 777, "kortBeskrivelse": "???", **period("2015-03-01")}],
        hovedbranche=[{"branchekode": "ABC", "branchetekst": "", **period("2015-03-01")}],
        erstMaanedsbeskaeftigelse=[{"aar": 2024, "maaned": 12, "intervalKodeAntalAnsatte": "ANTAL_MANGE"}],
    )
    outcome = import_files([write_lines(tmp_path / "cvr.ndjson", [company(), strange])], "cvr")
    assert (units(outcome.copy), outcome.set_aside) == (["10000001", "10000002"], [])
    assert sorted(outcome.warnings, key=lambda each: each.reason) == [
        SetAside("cvr.ndjson", 2, "unknown_form", "777 × 1"),
        SetAside("cvr.ndjson", 2, "unknown_industry", "000ABC × 1"),
        SetAside("cvr.ndjson", 2, "unknown_municipality", "0888 × 1"),
        SetAside("cvr.ndjson", 2, "unknown_size", "ANTAL_MANGE × 1"),
    ]
    assert outcome.copy.counts["unit_size"] == 1  # the number is not known, so there is no row


def test_a_period_that_ends_before_it_begins(tmp_path) -> None:
    reversed_ = company(10000002, livsforloeb=[period("2015-03-01", "2014-01-31")])
    file = write_lines(tmp_path / "cvr.ndjson", [company(10000001), reversed_, company(10000003)])
    outcome = import_files([file], "cvr")
    assert units(outcome.copy) == ["10000001", "10000003"]
    assert outcome.set_aside == [SetAside("cvr.ndjson", 2, "reversed", "10000002: unit_life 2015-03-01 – 2014-01-31")]
    assert {table: count for table, count in outcome.copy.counts.items() if count not in (0, 2)} == {"unit_industry": 4}


def test_a_duplicated_unit(tmp_path, monkeypatch) -> None:
    """In one piece and in two files: the one that was changed last counts, wherever it stands."""
    new = company(
        10000001, sidstOpdateret="2025-06-01T10:00:00.000+02:00", navne=[{"navn": "Ny", **period("2015-03-01")}]
    )
    old = company(10000001, penheder=[{"pNummer": 1000000009, **period("2001-01-01")}])
    one = write_lines(tmp_path / "one.ndjson", [company(10000002), old, old])
    two = write_lines(tmp_path / "two.ndjson", [new, company(10000003)])
    outcome = import_files([one, two], "cvr")
    assert reasons(outcome) == [("one.ndjson", 2, "twice"), ("one.ndjson", 3, "twice")]
    assert (outcome.read, outcome.kept, units(outcome.copy)) == (5, 3, ["10000001", "10000002", "10000003"])
    with copies.connect(outcome.copy) as connection:
        names = connection.execute("SELECT name FROM unit_name WHERE unit_id = '10000001'").fetchall()
        parents = connection.execute("FROM unit_parent").fetchall()
    assert (names, parents, outcome.copy.counts["unit_life"]) == ([("Ny",)], [], 3)


def test_a_document_of_five_megabytes(tmp_path) -> None:
    names = [{"navn": f"Navn {n} " + "x" * 1000, **period("2015-03-01", "2015-03-02")} for n in range(5000)]
    file = write_lines(tmp_path / "cvr.ndjson", [company(10000001), company(10000002, navne=names), company(10000003)])
    assert file.stat().st_size > 5_000_000
    outcome = import_files([file], "cvr")
    assert (outcome.kept, outcome.set_aside, outcome.copy.counts["unit_name"]) == (3, [], 5002)


def test_an_empty_file_among_others_and_alone(tmp_path, whole) -> None:
    empty, good = tmp_path / "empty.json", write_lines(tmp_path / "cvr.ndjson", [company()])
    empty.touch()
    with pytest.raises(CannotImport) as caught:
        import_files([empty], "cvr")
    assert (caught.value.reason, copies.current()) == ("empty", whole)
    outcome = import_files([empty, good], "cvr")
    assert (units(outcome.copy), reasons(outcome)) == (["10000001"], [("empty.json", 0, "empty")])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (json.dumps([{"organisasjonsnummer": "923609016", "navn": "EQUINOR ASA"}]), "wrong_source"),
        ("CVRNummer,status\n10000001,aktiv\n", "not_json"),
        ('{"Noget": {"andet": 1}}\n', "wrong_source"),
    ],
)
def test_the_wrong_source_was_chosen(tmp_path, whole, content: str, reason: str) -> None:
    before = snapshot()
    (tmp_path / "file").write_text(content)
    with pytest.raises(CannotImport) as caught:
        import_files([tmp_path / "file"], "cvr")
    assert (caught.value.reason, caught.value.set_aside) == (reason, [SetAside("file", 0, reason)])
    assert (snapshot(), copies.current()) == (before, whole)


def test_the_disk_is_full(tmp_path, whole, monkeypatch) -> None:
    """What was finished is kept, the earlier copy counts; with room again it goes on."""
    before = snapshot()
    one, two = (write_lines(tmp_path / f"{n}.ndjson", [company(10000000 + n)]) for n in (1, 2))
    write, written = cvr.write_tables, []

    def full(work) -> None:
        written.append(work.part)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(work)

    monkeypatch.setattr(cvr, "write_tables", full)
    with pytest.raises(CannotImport) as caught:
        import_files([one, two], "cvr")
    assert (caught.value.reason, snapshot(), copies.current()) == ("disk_full", before, whole)
    outcome = import_files([one, two], "cvr")
    assert (units(outcome.copy), written) == (["10000001", "10000002"], ["0000-00000", "0001-00000", "0001-00000"])


def test_the_disk_is_full_when_all_is_read(tmp_path, whole) -> None:
    """The copy is whole and does not count before it is prepared; the second try prepares it and reads nothing again."""
    file, prepared = write_lines(tmp_path / "cvr.ndjson", [company()]), []

    def full(copy: copies.Copy) -> None:
        prepared.append(copy.name)
        if len(prepared) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(CannotImport, match="disk_full"):
        import_files([file], "cvr", prepare=full)
    assert copies.current() == whole
    outcome = import_files([file], "cvr", prepare=full)
    assert (outcome.copy, outcome.is_new, outcome.read, len(prepared)) == (copies.current(), True, 1, 2)
    assert not import_files([file], "cvr", prepare=full).is_new
    assert len(prepared) == 2


def test_the_engines_own_words_for_a_full_disk() -> None:
    import duckdb

    assert importing.is_disk_full(duckdb.IOException('Could not write file "x": No space left on device'))
    assert not importing.is_disk_full(duckdb.IOException("No such file"))


# --- going on -----------------------------------------------------------------------------------------------------------


def test_an_import_that_was_stopped_goes_on_where_it_was(tmp_path, monkeypatch, whole) -> None:
    monkeypatch.setattr(readers_documents, "WHOLE", 0)
    monkeypatch.setattr(cvr, "pieces", lambda *given, **more: readers_documents.pieces(*given, **more, size=1000))
    file = write_lines(tmp_path / "cvr.ndjson", [company(10000000 + n) if n != 4 else b"{" for n in range(1, 9)])
    before, importing_ = snapshot(), copies.home() / "importing"

    def stopping() -> bool:
        journals = list(importing_.glob("*/parts.jsonl"))
        return bool(journals) and len(journals[0].read_text().splitlines()) == 3

    with pytest.raises(Interrupted):
        import_files([file], "cvr", stopping=stopping)
    assert (snapshot(), copies.current()) == (before, whole)
    (left,) = (path for path in importing_.iterdir() if path.is_dir())
    finished = (left / "parts.jsonl").read_text().splitlines()
    (left / "parts.jsonl").write_text("\n".join(finished) + '\n{"part": "0000-0000')  # killed while it was writing

    read, again = cvr.read_piece, []
    monkeypatch.setattr(cvr, "read_piece", lambda *given: (again.append(given[2].first), read(*given)))
    outcome = import_files([file], "cvr")
    assert (len(finished), again) == (3, [4, 6, 7, 8])  # the fourth line is too short for a piece of its own
    assert (outcome.read, outcome.kept, reasons(outcome)) == (8, 7, [("cvr.ndjson", 4, "not_json")])
    assert units(outcome.copy) == [str(10000000 + n) for n in range(1, 9) if n != 4]


def test_two_imports_of_the_same_files_at_once(tmp_path) -> None:
    file = write_lines(tmp_path / "cvr.ndjson", [company()])
    refused = []

    def once_more(progress: Progress) -> None:
        if not refused:
            with pytest.raises(CannotImport) as caught:
                import_files([file], "cvr")
            refused.append(caught.value.reason)

    import_files([file], "cvr", progress=once_more)
    assert refused == ["at_work"]


def test_a_file_that_is_not_there(tmp_path) -> None:
    with pytest.raises(CannotImport, match="no_file"):
        import_files([tmp_path / "nowhere"], "cvr")


def test_what_nobody_took_up_again_is_thrown_away(tmp_path) -> None:
    import os

    old = copies.home() / "importing" / "DK-cvr-old"
    old.mkdir(parents=True)
    os.utime(old, (0, 0))
    import_files([write_lines(tmp_path / "cvr.ndjson", [company()])], "cvr")
    assert not old.exists()


# --- copies ---------------------------------------------------------------------------------------------------------------


def test_another_copy_can_count_and_the_one_that_counts_cannot_be_thrown_away(tmp_path, whole) -> None:
    new = import_files([write_lines(tmp_path / "cvr.ndjson", [company()])], "cvr").copy
    with pytest.raises(swapping.CopyInUse):
        swapping.throw_away(new)
    swapping.let_count(whole)
    swapping.throw_away(new)
    assert (copies.current(), copies.copies(), new.folder.exists()) == (whole, [whole], False)


def test_every_saved_file_of_the_register_is_read(shared_data: Path) -> None:
    folder = shared_data / "register" / "cvr"
    outcome = import_files([folder / "magenta_company_in.json", folder / "magenta_unit.json"], "cvr")
    assert (outcome.read, outcome.kept, outcome.set_aside, outcome.warnings) == (11, 11, [], [])
    assert outcome.copy.as_of == date(2017, 6, 10)
