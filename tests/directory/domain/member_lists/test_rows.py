"""What one row says: each cell as people fill it in, and what makes a row unreadable."""

from datetime import date

import pytest

from mikrovirk.directory.domain.member_lists import Business, Person, RemarkCode

from .files import HEADINGS, listed, only_row, told

ALL = "Fornavn;Efternavn;E-mail;Mobil;Stilling;Firma;CVR;Adresse;Postnr.;By;Branche;Hjemmeside;Om virksomheden;Tilbyder;Søger;Indmeldt;Noter;Nr."
FULL = (
    "Anne;Bæk;ANNE@firma.example;27 52 65 44;Ejer;Café Bæk;97 86 58 33;Algade 1;4780;Stege;Café;firma.example;Kaffe og ro;Lokaler;En bager;"
    "03-02-2018;Ny;17"
)


def test_every_column_comes_to_its_place() -> None:
    row = only_row(ALL, FULL)
    assert row.person == Person("Anne Bæk", "anne@firma.example", "+4527526544", "Ejer")
    assert row.business == Business(
        name="Café Bæk", cvr="97865833", postcode="4780", town="Stege", address="Algade 1", industry="Café",
        website="https://firma.example", about="Kaffe og ro", offers="Lokaler", seeks="En bager",
    )  # fmt: skip
    assert (row.joined, row.note, row.other) == (date(2018, 2, 3), "Ny", (("Nr.", "17"),))
    assert (row.number, row.error, row.warnings, row.remarks, row.duplicate_of) == (2, None, (), (), None)
    assert row.cells == tuple(FULL.split(";"))


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ("Anne Bæk;;27526544", "email-missing"),
        ("Anne Bæk;-;27526544", "email-missing"),
        ("Anne Bæk;#N/A;27526544", "email-missing"),
        ("Anne Bæk;ukendt;27526544", "email-invalid"),
        ("Anne Bæk;anne@@firma.example;27526544", "email-invalid"),
        ("Anne Bæk;anne at firma.example;27526544", "email-invalid"),
        ("Anne Bæk;anne@firma;27526544", "email-invalid"),
        (";anne@firma.example;27526544", "name-missing"),
        ("?;anne@firma.example;27526544", "name-missing"),
        ("12;anne@firma.example;27526544", "name-missing"),
        (";;27526544", "email-missing"),
        ("Anne Bæk 010170-1122;anne@firma.example;", "cpr"),
        ("Anne Bæk;010170-1122@firma.example;", "cpr"),
        ("Anne Bæk;;0101701122", "cpr"),
    ],
)
def test_a_row_that_cannot_be_imported_says_why(cells: str, error: str) -> None:
    assert only_row(HEADINGS, cells).error == error


def test_a_cpr_number_is_refused_in_any_column_and_comes_out_of_none() -> None:
    for at in range(len(FULL.split(";"))):
        cells = FULL.split(";")
        cells[at] = "født 010170-1122"
        row = only_row(ALL, ";".join(cells))
        assert row.error == "cpr"
        assert "010170" not in repr(row)
        assert row.cells[at] == "født xxxxxx-xxxx"


def test_a_cpr_number_beyond_the_last_heading_is_refused() -> None:
    assert only_row(HEADINGS, "Anne Bæk;anne@firma.example;27526544;;;010170-1122").error == "cpr"


@pytest.mark.parametrize(
    "cells",
    ['"1122 Bæk, Anne 010170";a@firma.example;', '="0101701122";a@firma.example;', "0101\x0170-1122;a@firma.example;"],
)
def test_a_cpr_number_that_only_comes_about_in_reading_is_refused(cells: str) -> None:
    row = only_row(HEADINGS, cells)
    assert row.error == "cpr"
    assert "0101" not in repr(row)


def test_a_cpr_column_is_refused_even_without_the_zero_in_front() -> None:
    row = only_row("Navn;E-mail;CPR-nr.", "Anne Bæk;anne@firma.example;101701122")
    assert (row.error, row.other) == ("cpr", ())
    assert "10170" not in repr(row)


def test_a_production_units_number_is_no_cpr_number() -> None:
    row = only_row("Navn;E-mail;P-nr.", "Anne Bæk;anne@firma.example;1003388394")
    assert (row.error, row.other) == (None, (("P-nr.", "1003388394"),))


def test_a_cvr_number_that_fails_its_check_is_left_out_and_told() -> None:
    row = only_row("Navn;E-mail;Firma;CVR", "Anne Bæk;anne@firma.example;Café Bæk;97865834")
    assert (row.warnings, row.business.cvr, row.other) == (("cvr-invalid",), "", (("CVR", "97865834"),))


def test_words_in_place_of_a_cvr_number_are_kept_and_remarked_on() -> None:
    row = only_row("Navn;E-mail;Firma;CVR", "Anne Bæk;anne@firma.example;Café Bæk;under oprettelse")
    assert (row.warnings, row.remarks, row.other) == ((), ("cvr-unclear",), (("CVR", "under oprettelse"),))


def test_a_row_with_an_error_has_no_warning_besides() -> None:
    assert only_row("Navn;E-mail;Firma;CVR", "Anne Bæk;;Café Bæk;97865834").warnings == ()


@pytest.mark.parametrize(
    ("cell", "phone", "other"),
    [
        ("27526544", "+4527526544", ()),
        ("27526544 / 82565996", "+4527526544", (("Telefon", "27526544 / 82565996"),)),
        ("27526544 (Bo hjemme)", "+4527526544", (("Telefon", "27526544 (Bo hjemme)"),)),
        ("ring til Bo", "", (("Telefon", "ring til Bo"),)),
        ("2752654", "", (("Telefon", "2752654"),)),
        ('="004527526544"', "+4527526544", ()),
        ("'+4527526544", "+4527526544", ()),
        ("0", "", (("Telefon", "0"),)),
        ("-", "", ()),
    ],
)
def test_a_phone_number_is_read_and_what_cannot_be_is_kept(
    cell: str, phone: str, other: tuple[tuple[str, str], ...]
) -> None:
    row = only_row(HEADINGS, f"Anne Bæk;anne@firma.example;{cell}")
    assert (row.person.phone, row.other) == (phone, other)
    assert row.remarks == (() if phone or not other else (RemarkCode.PHONE_UNCLEAR,))


def test_of_several_numbers_the_mobile_is_taken_and_the_others_are_kept() -> None:
    row = only_row("Navn;E-mail;Telefon;Mobil", "Anne Bæk;a@firma.example;82565996;27526544")
    assert (row.person.phone, row.other) == ("+4527526544", (("Telefon", "82565996"),))
    assert only_row("Navn;E-mail;Telefon;Mobil", "Anne Bæk;a@firma.example;82565996;").person.phone == "+4582565996"


def test_of_several_addresses_the_first_is_taken_and_the_others_are_kept() -> None:
    row = only_row("Navn;E-mail", 'Anne Bæk;"a@firma.example; b@firma.example"')
    assert (row.person.email, row.remarks) == ("a@firma.example", ("several-addresses",))
    assert row.other == (("E-mail", "a@firma.example; b@firma.example"),)
    row = only_row("Navn;E-mail;E-mail 2", "Anne Bæk;;b@firma.example")
    assert (row.person.email, row.error) == ("b@firma.example", None)


def test_a_second_person_in_the_row_is_remarked_on_and_kept() -> None:
    headings = "Kontaktperson 1;E-mail 1;Kontaktperson 2;E-mail 2"
    row = only_row(headings, "Anne Bæk;a@firma.example;Bo Åse;b@firma.example")
    assert (row.person.name, row.person.email, row.remarks) == ("Anne Bæk", "a@firma.example", ("second-person",))
    assert row.other == (("Kontaktperson 2", "Bo Åse"), ("E-mail 2", "b@firma.example"))
    assert only_row(headings, "Anne Bæk;a@firma.example;;").remarks == ()


@pytest.mark.parametrize(
    ("headings", "cells", "place"),
    [
        ("Postnr.;By", "4760;Vordingborg", ("", "4760", "Vordingborg")),
        ("Postnr.;By", "4760 Vordingborg;", ("", "4760", "Vordingborg")),
        ("Postnr.;By", ";4760 Vordingborg", ("", "4760", "Vordingborg")),
        ("Postnr.;By", "4760.0;Vordingborg", ("", "4760", "Vordingborg")),
        ("Postnr.;By", "800;Høje Taastrup", ("", "0800", "Høje Taastrup")),
        ("Postnr./by", "DK-4760 Vordingborg", ("", "4760", "Vordingborg")),
        ("Postnr./by", "Vordingborg 4760", ("", "4760", "Vordingborg")),
        ("Postnr./by", "4800, Nykøbing F", ("", "4800", "Nykøbing F")),
        ("Postnr./by", "D-24937 Flensburg", ("", "D-24937", "Flensburg")),
        ("Postnr./by", "211 20 Malmö", ("", "211 20", "Malmö")),
        ("Adresse", '"Algade 1, 2. th., 4760 Vordingborg"', ("Algade 1, 2. th.", "4760", "Vordingborg")),
        ("Adresse", '"Algade 1\n4760 Vordingborg"', ("Algade 1", "4760", "Vordingborg")),
        ("Adresse", "Algade 1234", ("Algade 1234", "", "")),
        ("Adresse;Postnr.", "Algade 1;4760 Vordingborg", ("Algade 1", "4760", "Vordingborg")),
        ("Vejnavn;Husnr.;Postnr.;By", "Algade;1 B;4760;Vordingborg", ("Algade 1 B", "4760", "Vordingborg")),
    ],
)
def test_a_place_is_read_from_whichever_cells_it_stands_in(
    headings: str, cells: str, place: tuple[str, str, str]
) -> None:
    business = only_row(f"Navn;E-mail;Firma;{headings}", f"Anne Bæk;a@firma.example;Café Bæk;{cells}").business
    assert (business.address, business.postcode, business.town) == place


def test_a_postcode_that_is_none_is_kept() -> None:
    row = only_row("Navn;E-mail;Firma;Postnr.", "Anne Bæk;a@firma.example;Café Bæk;Sydhavnen")
    assert (row.business.postcode, row.remarks, row.other) == ("", ("postcode-unclear",), (("Postnr.", "Sydhavnen"),))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03-02-2018", date(2018, 2, 3)),
        ("3.2.2018", date(2018, 2, 3)),
        ("3/2 2018", date(2018, 2, 3)),
        ("03/02/18", date(2018, 2, 3)),
        ("2018-02-03", date(2018, 2, 3)),
        ("2018-02-03 13:00:01", date(2018, 2, 3)),
        ("3. februar 2018", date(2018, 2, 3)),
        ("Den 3. feb. 2018", date(2018, 2, 3)),
        ("februar 2018", date(2018, 2, 1)),
        ("02/23/2018", date(2018, 2, 23)),
        ("2018", date(2018, 1, 1)),
        ("43134", date(2018, 2, 3)),
        ("31-02-2018", None),
        ("fra starten", None),
        ("0", None),
    ],
)
def test_the_day_of_joining_is_read_the_danish_way(cell: str, day: date | None) -> None:
    row = only_row("Navn;E-mail;Indmeldt", f"Anne Bæk;a@firma.example;{cell}")
    assert row.joined == day
    assert (row.remarks, row.other) == (((), ()) if day else (("date-unclear",), (("Indmeldt", cell),)))


@pytest.mark.parametrize(
    ("cell", "website"),
    [
        ("www.firma.example", "https://www.firma.example"),
        ("HTTP://firma.example/om?a=1", "HTTP://firma.example/om?a=1"),
        ("møn.example", "https://møn.example"),
        ("Facebook: Café Bæk", ""),
        ("anne@firma.example", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
        ("ingen", ""),
    ],
)
def test_a_web_address_is_completed_and_what_is_none_is_kept(cell: str, website: str) -> None:
    row = only_row("Navn;E-mail;Firma;Hjemmeside", f"Anne Bæk;a@firma.example;Café Bæk;{cell}")
    assert (row.business.website, row.other) == (website, () if website else (("Hjemmeside", cell),))


def test_what_programs_put_into_cells_is_taken_out() -> None:
    row = only_row(
        "Navn;E-mail;Firma;Noter", '\u00a0Anne\u00a0Bæk\u200b;\ufeffa@firma.example;"B&amp;B S&oslash;";#REFERENCE!'
    )
    assert (row.person.name, row.person.email, row.business.name, row.note) == (
        "Anne Bæk",
        "a@firma.example",
        "B&B Sø",
        "",
    )


def test_names_in_capitals_are_lowered_business_names_are_not() -> None:
    row = only_row("Navn;E-mail;Firma", '"BÆK, ANNE";A@FIRMA.EXAMPLE;IBM')
    assert (row.person.name, row.business.name) == ("Anne Bæk", "IBM")


def test_a_business_without_a_name_is_called_by_its_owners() -> None:
    assert only_row("Navn;E-mail;Firma;CVR", "Anne Bæk;a@firma.example;;97865833").business == Business(
        "Anne Bæk", "97865833"
    )
    assert only_row("Navn;E-mail;Branche", "Anne Bæk;a@firma.example;Tolk").business == Business(
        "Anne Bæk", industry="Tolk"
    )


def test_a_person_without_a_business_keeps_what_stands_in_its_columns() -> None:
    row = only_row("Navn;E-mail;Firma;Postnr.;By", "Anne Bæk;a@firma.example;;4780;Stege")
    assert (bool(row.business), row.other) == (False, (("Postnr.", "4780"), ("By", "Stege")))


def test_what_is_too_long_is_cut_and_kept_whole_besides() -> None:
    long = "Café " * 60
    row = only_row("Navn;E-mail;Firma", f"Anne Bæk;a@firma.example;{long}")
    assert (len(row.business.name), row.remarks, row.other) == (199, ("shortened",), (("Firma", long.strip()),))


# --- lines that are no data -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        ";I alt;98", "I alt;;", "I ALT: 98 medlemmer;;", "Total;98;", "Medlemmer i alt;;98", "Antal;2;", "Sum;2;2", "Subtotal: 2;;", "I alt;2;stk",
        ";;98", "1096;;", HEADINGS, HEADINGS.upper(), "Name;E-mail Address;Phone", "-;-;-", "\u00a0; ;",
    ],
)  # fmt: skip
def test_sums_repeated_headings_and_numbered_blanks_are_no_data(line: str) -> None:
    read = listed(HEADINGS, "Anne Bæk;anne@firma.example;27526544", line, "Bo Åse;bo@firma.example;82565996")
    assert [row.number for row in read.rows] == [2, 4]


@pytest.mark.parametrize(
    "line",
    [
        "Total Service;;27526544",
        "Total Service ApS;;",
        "Ib Sum;sum@firma.example;",
        "Antal Holm;;",
        ";;27526544",
        "Bestyrelsen;;",
        "Sum;;27526544",
    ],
)
def test_a_row_that_only_looks_like_a_sum_is_not_lost(line: str) -> None:
    assert [row.number for row in listed(HEADINGS, line).rows] == [2]


# --- the same person twice --------------------------------------------------------------------------------------------


def test_the_same_person_twice_is_merged_whatever_the_case_and_spaces() -> None:
    read = listed(
        HEADINGS, "Anne Bæk;anne@firma.example;", "Bo Åse;bo@firma.example;", "Anne Bæk; ANNE@FIRMA.EXAMPLE ;27526544"
    )
    assert [row.duplicate_of for row in read.rows] == [None, None, 2]
    assert [row.remarks for row in read.rows] == [(), (), ()]


def test_a_row_that_repeats_an_unreadable_one_is_the_first() -> None:
    read = listed(HEADINGS, ";anne@firma.example;", "Anne Bæk;anne@firma.example;", "Anne Bæk;anne@firma.example;")
    assert [(row.error, row.duplicate_of) for row in read.rows] == [("name-missing", None), (None, None), (None, 3)]


def test_two_names_at_one_address_are_remarked_on() -> None:
    read = listed(
        HEADINGS, "Anne Bæk;anne@firma.example;", "Anne Marie Bæk;anne@firma.example;", "Bo Åse;anne@firma.example;"
    )
    assert [row.remarks for row in read.rows] == [(), (), ("name-differs",)]
    assert told(read)[2][1] == "Bo Åse"
