"""Headings in any order, case and spelling, and what is decided from the cells below them."""

import pytest

from mikrovirk.directory.domain.member_lists import MemberList
from mikrovirk.directory.domain.member_lists.columns import column_letter

from .files import listed, only_row, told


def fields(read: MemberList) -> dict[str, str]:
    return {column.heading: column.field for column in read.columns}


def field_of(heading: str, value: str = "x") -> str:
    """Return what a column is taken for beside a name and an address."""
    read = listed(f"Kontaktperson;E-mail;{heading}", f"Anne Bæk;anne@firma.example;{value}")
    return read.columns[2].field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Firma", "business"),
        ("VIRKSOMHED", "business"),
        ("Virksomhedsnavn", "business"),
        ("virksomhedens navn:", "business"),
        ("Virksomhd", "business"),
        ("Hvad hedder din virksomhed?", "business"),
        ("Company", "business"),
        ("Organization 1 - Name", "business"),
        ("Hvad laver du?", "industry"),
        ("Branche", "industry"),
        ("Bemærkning", "note"),
        ("BEMAERKNINGER", "note"),
        ("Andet vi skal vide", "note"),
        ("Adresse", "address"),
        ("Vejnavn", "address"),
        ("Business Street", "address"),
        ("Hjemmeside", "website"),
        ("www", "website"),
        ("Tilbyder", "offers"),
        ("Jeg kan bidrage med", "offers"),
        ("Søger", "seeks"),
        ("Soger", "seeks"),
        ("Hvad søger du i netværket?", "seeks"),
        ("Stilling", "job_title"),
        ("Job Title", "job_title"),
        ("Titel", "job_title"),
        ("By", "town"),
        ("Postdistrikt", "town"),
        ("City", "town"),
        ("Indmeldt", "joined"),
        ("Medlem siden", "joined"),
        ("Om virksomheden", "about"),
        ("Medlemsnr.", ""),
        ("Tidsstempel", ""),
        ("Kontingent betalt", ""),
        ("Antal ansatte", ""),
        ("Virksomhedsform", ""),
        ("Fødselsdag", "not_kept"),
        ("Adgangskode", "not_kept"),
        ("MemberCode", "not_kept"),
        ("Udmeldt", "left"),
        ("EnrollmentDate", "joined"),
        ("Business Fax", ""),
        ("Business Country/Region", ""),
        ("Må vi vise dig på hjemmesiden?", ""),
    ],
)
def test_a_heading_is_known_in_its_spellings(heading: str, field: str) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("heading", "value", "field"),
    [
        ("CVR-nr.", "97865833", "cvr"),
        ("CVR nummer", "97865833", "cvr"),
        ("cvr", "97865833", "cvr"),
        ("Virksomhedens CVR-nummer (8 cifre)", "97865833", "cvr"),
        ("SE-nr", "97865833", "cvr"),
        ("Tlf.", "27526544", "phone"),
        ("TELEFONNUMMER", "27526544", "phone"),
        ("Dit mobilnummer", "27526544", "mobile"),
        ("Mobile Phone", "27526544", "mobile"),
        ("Hvad er dit telefonnummer?", "27526544", "phone"),
        ("Postnr.", "4760", "postcode"),
        ("Post nr.", "4760", "postcode"),
        ("Postnummer", "4760 Vordingborg", "postcode"),
        ("Postnr./by", "4760 Vordingborg", "postcode"),
        ("Business Postal Code", "4760", "postcode"),
        ("P.nr.", "4760", "postcode"),
        ("P-nr.", "1012345678", "p_number"),
    ],
)
def test_a_heading_over_numbers_is_known_in_its_spellings(heading: str, value: str, field: str) -> None:
    assert field_of(heading, value) == field


@pytest.mark.parametrize(
    "heading",
    ["E-mail", "Mail", "MAILADRESSE", "Din mailadresse", "e-mail adresse *", "E-post", "Email Address", "Kontaktens mail", "Mail\nadr.", "@",
     "E-mail (f.eks. navn@firma.dk)", "Hvilken e-mail kan vi skrive til?", "Vi skriver til"],
)  # fmt: skip
def test_the_column_of_addresses_is_known_by_its_heading_or_by_what_is_in_it(heading: str) -> None:
    read = listed(f'Navn;"{heading}";Telefon;Firma', "Anne Bæk;anne@firma.example;27526544;Café Bæk")
    assert (told(read)[0][1:], read.columns[1].field) == (("Anne Bæk", "anne@firma.example", "+4527526544"), "email")


def test_the_headings_may_come_in_any_order() -> None:
    row = only_row(
        "By;Mobil;E-MAIL;Efternavn;Noter;Firma;Fornavn", "Stege;27526544;anne@firma.example;Bæk;Ny;Café Bæk;Anne"
    )
    assert (row.person.name, row.person.email, row.business.name, row.business.town) == (
        "Anne Bæk",
        "anne@firma.example",
        "Café Bæk",
        "Stege",
    )


@pytest.mark.parametrize(
    ("headings", "cells", "person", "business"),
    [
        ("Navn;E-mail;Firma", "Anne Bæk;a@firma.example;Café Bæk", "Anne Bæk", "Café Bæk"),
        ("Navn;Kontaktperson;E-mail", "Café Bæk;Anne Bæk;a@firma.example", "Anne Bæk", "Café Bæk"),
        ("Navn;Fornavn;Efternavn;E-mail", "Café Bæk;Anne;Bæk;a@firma.example", "Anne Bæk", "Café Bæk"),
        ("Name;Given Name;Family Name;E-mail", "Anne Bæk;Anne;Bæk;a@firma.example", "Anne Bæk", ""),
        (
            "Name;First Name;Last Name;Company;E-mail",
            "Anne Bæk;Anne;Bæk;Café Bæk;a@firma.example",
            "Anne Bæk",
            "Café Bæk",
        ),
        ("Name;First Name;Last Name;Company;E-mail", "Anne Bæk;;;Café Bæk;a@firma.example", "Anne Bæk", "Café Bæk"),
        ("Navn;E-mail;Tlf.", "Anne Bæk;a@firma.example;27526544", "Anne Bæk", ""),
        ("Fornavn;Mellemnavn;Efternavn;E-mail", "Anne;Marie;Bæk;a@firma.example", "Anne Marie Bæk", ""),
        ("Efternavn, fornavn;E-mail", '"Bæk, Anne";a@firma.example', "Anne Bæk", ""),
        ("Medlem;E-mail;Virksomhed", "Anne Bæk;a@firma.example;Café Bæk", "Anne Bæk", "Café Bæk"),
    ],
)
def test_it_is_told_whose_name_a_name_is(headings: str, cells: str, person: str, business: str) -> None:
    row = only_row(headings, cells)
    assert (row.person.name, row.business.name) == (person, business)


def test_two_equal_headings_are_told_apart_by_the_group_above_them() -> None:
    row = only_row(
        "Virksomhed;;;Kontakt;;",
        "Navn;CVR;By;Navn;E-mail;Mobil",
        "Café Bæk;97865833;Stege;Anne Bæk;a@firma.example;27526544",
    )
    assert (row.person.name, row.business.name, row.business.cvr) == ("Anne Bæk", "Café Bæk", "97865833")


def test_title_is_a_job_unless_the_job_stands_elsewhere() -> None:
    assert only_row("Title;Name;E-mail", "Ejer;Anne Bæk;a@firma.example").person.job_title == "Ejer"
    row = only_row("Title;Name;Job Title;E-mail", "Fru;Anne Bæk;Ejer;a@firma.example")
    assert (row.person.job_title, row.other) == ("Ejer", (("Title", "Fru"),))


def test_titles_above_the_headings_are_not_taken_for_them() -> None:
    read = listed(
        "Medlemsliste for netværket – navn, firma, e-mail og telefon;;;",
        "Spørgsmål til listen: kontor@firma.example;;;",
        "Udskrevet;12-09-2026;;",
        ";;;",
        "Navn;Firma;E-mail;Telefon",
        "Anne Bæk;Café Bæk;anne@firma.example;27526544",
    )
    assert (read.heading_row, [row.number for row in read.rows]) == (5, [6])


def test_headings_of_mail_programs_are_understood_and_the_rest_is_kept() -> None:
    read = listed(
        "First Name,Last Name,Company,Department,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Business Phone,Mobile Phone,Web Page",
        "Anne,Bæk,Café Bæk,Salg,anne@firma.example,SMTP,Anne Bæk (anne@firma.example),anne@privat.example,27526544,51976391,www.firma.example",
    )
    (row,) = read.rows
    assert (row.person.email, row.person.phone, row.business.website) == (
        "anne@firma.example",
        "+4551976391",
        "https://www.firma.example",
    )
    assert row.other == (
        ("Department", "Salg"),
        ("E-mail Type", "SMTP"),
        ("E-mail Display Name", "Anne Bæk (anne@firma.example)"),
        ("E-mail 2 Address", "anne@privat.example"),
        ("Business Phone", "27526544"),
    )


def test_what_was_understood_is_told() -> None:
    read = listed("Nr;Navn;E-mail", "1;Anne Bæk;a@firma.example")
    assert fields(read) == {"Nr": "", "Navn": "name", "E-mail": "email"}
    assert [column.heading for column in read.ignored_columns] == ["Nr"]
    assert [column.field for column in read.understood_columns] == ["name", "email"]


def test_columns_without_a_heading_are_called_by_their_letters() -> None:
    assert [column_letter(position) for position in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
    assert only_row("Navn;E-mail;;", "Anne Bæk;a@firma.example;Bestyrelse;2024").other == (
        ("C", "Bestyrelse"),
        ("D", "2024"),
    )
