"""The rows that could not be read come back as a file that Excel opens and that, mended, is read."""

import csv
from io import StringIO

import pytest

from mikrovirk.directory.domain.member_lists import MemberList, read_member_list, unreadable_rows_csv

from .files import listed, workbook

HEADINGS = "Nr.;Navn;E-mail;Telefon;Noter"


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def spoilt() -> MemberList:
    return listed(
        "MEDLEMMER;;;;",
        HEADINGS,
        "1;Anne Bæk;anne@firma.example;27526544;",
        '2;Bo Åse;;+45 82 56 59 96;"=HYPERLINK(""http://ond.example"";""Klik"")"',
        '3;;ib@firma.example;;"to\nlinjer; og ""mere"""',
        "4;Ea Holm;ea@firma.example;51976391;CPR 010170-1122;ekstra",
    )


def test_only_the_unreadable_rows_are_written_with_the_reason_behind_them() -> None:
    content = unreadable_rows_csv(spoilt())
    assert content.startswith(b"\xef\xbb\xbfNr.;Navn;E-mail;Telefon;Noter;;Hvorfor r")
    assert rows_of(content) == [
        [*HEADINGS.split(";"), "", "Hvorfor rækken ikke kunne læses"],
        ["2", "Bo Åse", "", "'+45 82 56 59 96", '\'=HYPERLINK("http://ond.example";"Klik")', "", "Der mangler en e-mailadresse."],
        ["3", "", "ib@firma.example", "", 'to\nlinjer; og "mere"', "", "Der mangler et navn på personen."],
        [
            "4", "Ea Holm", "ea@firma.example", "51976391", "CPR xxxxxx-xxxx", "ekstra",
            "Rækken indeholdt et CPR-nummer. Det har vi fjernet og gemmer det ikke. Slet det, der står tilbage i feltet, og importér rækken igen.",
        ],
    ]  # fmt: skip


def test_the_reasons_are_written_in_english_too() -> None:
    rows = rows_of(unreadable_rows_csv(spoilt(), "en"))
    assert [rows[0][-1], rows[1][-1]] == ["Why the row could not be read", "The e-mail address is missing."]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_mended_file_is_read(language: str) -> None:
    text = unreadable_rows_csv(spoilt(), language).decode("utf-8-sig")
    mended = text.replace("Bo Åse;;", "Bo Åse;bo@firma.example;").replace("3;;ib@", "3;Ib Holm;ib@")
    read = read_member_list(mended.encode("cp1252"))  # as Danish Excel saves it
    assert read.problem is None
    assert [(row.person.name, row.person.email, row.person.phone, row.error) for row in read.rows] == [
        ("Bo Åse", "bo@firma.example", "+4582565996", None),
        ("Ib Holm", "ib@firma.example", "", None),
        ("Ea Holm", "ea@firma.example", "+4551976391", None),
    ]
    assert [row.other for row in read.rows] == [(("Nr.", "2"),), (("Nr.", "3"),), (("Nr.", "4"), ("F", "ekstra"))]
    assert read.rows[0].note == '=HYPERLINK("http://ond.example";"Klik")'


def test_the_reason_is_not_added_twice() -> None:
    once = unreadable_rows_csv(spoilt())
    again = unreadable_rows_csv(read_member_list(once))
    assert rows_of(again) == rows_of(once)[:3]


def test_rows_of_a_workbook_come_back_with_their_dates_and_numbers() -> None:
    read = read_member_list(
        workbook({"Ark1": [["Navn", "E-mail", "Postnr.", "Firma"], ["Anne Bæk", None, 4780, "Café Bæk"]]})
    )
    assert rows_of(unreadable_rows_csv(read))[1] == [
        "Anne Bæk",
        "",
        "4780",
        "Café Bæk",
        "Der mangler en e-mailadresse.",
    ]


def test_a_list_without_unreadable_rows_gives_headings_only() -> None:
    assert rows_of(unreadable_rows_csv(listed("Navn;E-mail", "Anne;a@firma.example"))) == [
        ["Navn", "E-mail", "Hvorfor rækken ikke kunne læses"]
    ]
