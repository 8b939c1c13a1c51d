"""Files of which nothing can be imported say so, with what to do; no bytes at all make reading fail."""

import json
import zipfile
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mikrovirk.directory.domain.cpr import holds_cpr
from mikrovirk.directory.domain.member_lists import (
    MAX_BYTES,
    ErrorCode,
    MemberList,
    ProblemCode,
    RemarkCode,
    WarningCode,
    from_json,
    problem_text,
    read_member_list,
    reason_text,
    remark_text,
    summary,
    to_json,
    unreadable_rows_csv,
    warning_text,
)

from .files import HEADINGS, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**files: bytes) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name.replace("__", "/"), text)
    return content.getvalue()


def encrypted(content: bytes) -> bytes:
    """Return a zip file that says of its first member that it is encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01\x00" + content[at + 2 :]


def with_sheet(rows: str) -> bytes:
    """Return a workbook whose only sheet has these rows, as no spreadsheet program would write them."""
    book = workbook({"Ark1": [["Navn"]]})
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as package, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as spiteful:
        for name in package.namelist():
            text = package.read(name)
            if name.endswith("sheet1.xml"):
                text = text[: text.index(b"<sheetData>")] + f"<sheetData>{rows}</sheetData></worksheet>".encode()
            spiteful.writestr(name, text)
    return content.getvalue()


def many_rows() -> bytes:
    return (HEADINGS + "\n" + "Anne Bæk;a@firma.example;\n" * 20_001).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\t\r\n", "empty"),
        (b"\xff\xfe\r\x00\n\x00", "empty"),
        (workbook({"Ark1": []}), "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        (OLE + b"\x00" * 600 + b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "old-excel"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (encrypted(zipped(xl__workbook=b"x")), "password"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<a/>"}),
            "other-office",
        ),
        (zipped(word__document=b"<a/>"), "other-office"),
        (zipped(foto=b"x"), "not-a-spreadsheet"),
        (b"PK\x03\x04 cut short", "damaged"),
        (workbook({"Ark1": [["Navn", "E-mail"], ["Anne", "a@firma.example"]]})[:-400], "damaged"),
        (zipped(**{"xl/workbook.xml": b"<workbook"}), "damaged"),
        (zipped(**{"xl/workbook.xml": b"0" * 60_000_000}), "too-large"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
        (("Navn;E-mail" + ";X" * 600).encode(), "too-large"),
        (workbook({"Ark1": [["Navn", "E-mail", *["X"] * 600]]}), "too-large"),
        (many_rows(), "too-many-rows"),
        (b"Navn;E-mail\n" * 2 + b"\r" * 400_000, "too-many-rows"),
        (b"Navn;E-mail\n" + b"x" * 200_000, "too-large"),
        (b'"Navn";"E-mail"' + b';"x"' * 30_000, "too-large"),
        (with_sheet('<row r="99999999999"><c r="A1"><v>1</v></c></row>'), "too-large"),
        (with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "too-large"),
        (with_sheet("".join(f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(1, 500))), "too-large"),
        (with_sheet(("<row>" + "<c/>" * 16_000 + "</row>") * 200), "too-large"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not-a-spreadsheet"),
        (bytes(range(256)) * 20, "not-a-spreadsheet"),
        (b"{\\rtf1 Navn;E-mail}", "not-a-spreadsheet"),
        (b"BEGIN:VCARD\r\nFN:Anne", "not-a-spreadsheet"),
        (b"<!DOCTYPE html><table><tr><td>Navn</td></tr></table>", "web-page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web-page"),
        ("Kære alle\n\nHermed indkaldes til møde; vi ses.\n".encode(), "no-headings"),
        (b"Anne Holm;anne@firma.example;27526544\nBo Holm;bo@firma.example;82565996\n", "no-headings"),
        ("Navn;Firma;Telefon\nAnne Bæk;Café Bæk;27526544\n".encode(), "no-email-column"),
        ("Firma;E-mail;Telefon\nCafé Bæk;a@firma.example;27526544\n".encode(), "no-name-column"),
        (b"Navn;E-mail;Telefon\n;;\n", "no-rows"),
        (workbook({"Ark1": [["Navn", "E-mail"]]}), "no-rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_the_problem_is_named(content: bytes, code: str) -> None:
    problem = read_member_list(content).problem
    assert problem is not None
    assert problem.code == code


def test_headings_that_do_not_help_are_shown() -> None:
    problem = read_member_list("Navn;Firma;Telefon\nAnne;Café;27526544\n".encode()).problem
    assert problem is not None
    assert problem.detail == "Navn, Firma, Telefon"


def test_a_cpr_number_in_the_first_line_is_not_shown() -> None:
    assert "010170" not in repr(read_member_list(b"Anne Holm 010170-1122;anne@firma.example\n"))
    assert "010170" not in repr(read_member_list(b"Navn;E-mail;010170-1122\nAnne;a@firma.example;\n"))


def test_a_workbook_full_of_empty_cells_is_read_in_seconds() -> None:
    read = read_member_list(workbook({"Ark1": [["Navn", "E-mail"], *[[None]] * 30_000, ["Anne", "a@firma.example"]]}))
    assert [row.number for row in read.rows] == [30_002]


def test_a_file_of_quotation_marks_is_read_in_seconds() -> None:
    for spiteful in (b'"a;', b'"\n', b';"x\n', b'"";"\n', b'"a"b;'):
        assert read_member_list(b"Navn;E-mail\n" + spiteful * 200_000) is not None


def test_every_code_has_a_danish_and_an_english_text() -> None:
    for codes, text in (
        (ErrorCode, reason_text),
        (WarningCode, warning_text),
        (RemarkCode, remark_text),
        (ProblemCode, problem_text),
    ):
        for code in codes:
            danish, english = text(code, "da"), text(code, "en")
            assert danish.endswith(".")
            assert english.endswith(".")
            assert danish != english


def texts_in(read: MemberList) -> list[str]:
    found: list[str] = []
    json.loads(
        to_json(read),
        object_hook=lambda told: found.extend(flat for value in told.values() for flat in flattened(value)),
    )
    return found


def flattened(value: object) -> list[str]:
    return (
        [text for each in value for text in flattened(each)]
        if isinstance(value, list)
        else [value]
        if isinstance(value, str)
        else []
    )


PIECES = st.sampled_from(
    ["Navn", "E-mail", "CVR", "Postnr.", "Telefon", "Indmeldt", ";", ",", "\t", "\n", "\r\n", '"', '""', "a@b.dk", "010170-1122", "27526544", "97865833",
     "4760", "I alt", "'", "=", "Ã¸", "æ", "\x00", "-", "2018", "sep=;", "\ufeff", "Bæk, Anne"]
)  # fmt: skip


@given(st.binary(max_size=300) | st.builds(lambda pieces, encoding: "".join(pieces).encode(encoding, "replace"),
       st.lists(PIECES, max_size=40), st.sampled_from(["utf-8", "cp1252", "utf-16", "utf-16-be"])))  # fmt: skip
@example(b'"')
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(b"sep=")
def test_no_bytes_make_reading_fail(content: bytes) -> None:
    read = read_member_list(content)
    assert not [text for text in texts_in(read) if holds_cpr(text)]
    assert from_json(to_json(read)) == read
    assert set(summary(read)) == {"data_rows", "people", "businesses", "errors", "warnings", "duplicates"}
    again = read_member_list(unreadable_rows_csv(read))
    if read.problem is None:
        assert [row.error for row in again.rows if row.error != "cpr"] == [
            row.error for row in read.unreadable_rows if row.error != "cpr"
        ]


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=4))
def test_no_damage_to_a_workbook_makes_reading_fail(at: int, damage: bytes) -> None:
    content = workbook({"Ark1": [["Navn", "E-mail"], ["Anne", "a@firma.example"]]})
    at %= len(content)
    read_member_list(content[:at] + damage + content[at + len(damage) :])
