"""Text files: encodings, separators, line ends and quotation marks as programs write them."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.directory.domain.member_lists import read_member_list
from mikrovirk.directory.domain.member_lists.delimited import split_lines

from .files import ANNE, BO, HEADINGS, TWO, listed, only_row, told

TEXT = f"{HEADINGS}\r\n{ANNE}\r\n{BO}\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("mac_roman"), "mac_roman"),
        (TEXT.encode("cp850"), "cp850"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_the_encoding_is_found(content: bytes, encoding: str) -> None:
    read = read_member_list(content)
    assert (told(read), read.encoding) == (TWO, encoding)


def test_a_windows_letter_pasted_into_a_utf8_file_is_read() -> None:
    content = (
        f"{HEADINGS}\nAnne Bæk;anne@firma.example;27526544\nSøren Ågård;s@firma.example;\n".encode()
        + b"Bo \xc5se;bo@firma.example;82565996\n"
    )
    assert [row.person.name for row in read_member_list(content).rows] == ["Anne Bæk", "Søren Ågård", "Bo Åse"]


def test_letters_that_were_read_wrong_once_before_are_put_right() -> None:
    spoilt = TEXT.encode("utf-8").decode("cp1252")
    assert told(read_member_list(spoilt.encode("utf-8"))) == TWO


def test_letters_in_two_parts_are_joined() -> None:
    assert only_row(HEADINGS, "A\u030age Bæk;aage@firma.example;").person.name == "Åge Bæk"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_any_line_end_will_do(end: str) -> None:
    assert told(listed(HEADINGS, ANNE, BO, end=end)) == TWO


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    read = listed(*(line.replace(";", delimiter) for line in (HEADINGS, ANNE, BO)))
    assert (told(read), read.delimiter) == (TWO, delimiter)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_separators_inside_quoted_texts_do_not_count(delimiter: str) -> None:
    text = '"a;b,c\td|e;f,g\th|i"'
    read = listed(
        f"Noter;{HEADINGS}".replace(";", delimiter),
        *(f"{text}{delimiter}{line.replace(';', delimiter)}" for line in (ANNE, BO)),
    )
    assert (told(read), read.delimiter) == (TWO, delimiter)


def test_names_with_commas_do_not_make_it_a_comma_file() -> None:
    assert told(listed("Navn\tE-mail\tTelefon", "Bæk, Anne\tanne@firma.example\t27526544")) == TWO[:1]


def test_excels_own_first_line_names_the_separator_and_counts_as_a_line() -> None:
    read = listed("sep=^", HEADINGS.replace(";", "^"), ANNE.replace(";", "^"))
    assert [(row.number, row.person.name) for row in read.rows] == [(3, "Anne Bæk")]
    assert read.delimiter == "^"


def test_titles_and_blank_lines_count_in_the_row_numbers() -> None:
    read = listed("MEDLEMMER 2026;;", "", " ; ;", HEADINGS, "", ANNE, ";;", '"";"";', BO, "", "")
    assert [row.number for row in read.rows] == [6, 9]
    assert read.heading_row == 4


def test_a_cell_with_several_lines_is_one_row() -> None:
    read = listed(f"{HEADINGS};Noter", f'{ANNE};"Ringer helst\nefter kl. 16; ellers\r\nmail"', BO, end="\n")
    assert told(read) == TWO
    assert read.rows[0].note == "Ringer helst\nefter kl. 16; ellers\nmail"


def test_line_breaks_in_cells_without_marks_are_known_by_another_line_end() -> None:
    read = listed(f"{HEADINGS};Noter", f"{ANNE};Ringer helst\nefter kl. 16", BO + ";")
    assert (told(read), read.rows[0].note) == (TWO, "Ringer helst\nefter kl. 16")


def test_files_put_together_with_different_line_ends_are_cut_at_all_of_them() -> None:
    assert told(read_member_list(f"{HEADINGS}\r\n{ANNE}\n{BO}\r".encode())) == TWO


def test_the_first_cell_may_have_several_lines() -> None:
    assert told(listed(HEADINGS, '"Anne\nBæk";anne@firma.example;27526544', BO)) == TWO


def test_doubled_marks_stand_for_one() -> None:
    assert (
        only_row("Navn;E-mail;Noter", 'Anne Bæk;anne@firma.example;"Kendt fra ""Messen""; ""Åben by"""').note
        == 'Kendt fra "Messen"; "Åben by"'
    )


def test_marks_inside_a_text_are_kept() -> None:
    read = listed(
        "Firma;Navn;E-mail", 'Café "Måne";Anne Bæk;anne@firma.example', '"Café "Sol" ApS";Bo Åse;bo@firma.example'
    )
    assert [row.business.name for row in read.rows] == ['Café "Måne"', 'Café "Sol" ApS']


@pytest.mark.parametrize(
    "broken",
    [
        ['"Anne Bæk;anne@firma.example;27526544', BO],
        [ANNE, '"Bo Åse;bo@firma.example;82565996'],
        ['"Anne Bæk;anne@firma.example;27526544', '"Bo Åse";"bo@firma.example";"82565996"'],
        ['Anne Bæk;anne@firma.example;"27526544', BO],
        ['"Anne Bæk;anne@firma.example;27526544', "", '"Bo Åse;bo@firma.example;82565996'],
    ],
)
def test_an_unclosed_mark_swallows_no_rows(broken: list[str]) -> None:
    names = [name.strip('"') for _, name, *_ in told(listed(HEADINGS, *broken))]
    assert names == ["Anne Bæk", "Bo Åse"]


def test_rows_may_be_shorter_or_longer_than_the_headings() -> None:
    read = listed(
        "Navn;E-mail;Telefon;By", "Anne Bæk;anne@firma.example", "Bo Åse;bo@firma.example;82565996;Stege;ny;;2024;;;"
    )
    assert told(read) == [(2, "Anne Bæk", "anne@firma.example", ""), TWO[1]]
    assert read.rows[1].other == (("By", "Stege"), ("E", "ny"), ("G", "2024"))


def test_a_text_cut_up_by_its_own_commas_is_put_together_again() -> None:
    read = listed(
        "Navn,Firma,E-mail,Telefon,Bemærkning",
        "Bæk, Anne,Café Bæk,anne@firma.example,27526544,Ny",
        "Bo Åse,Åse, Bo og Søn,bo@firma.example,82565996,",
        "Ib Holm,Holm Foto,ib@firma.example,51976391,Ringer helst, når det er sent, men ikke søndag",
    )
    assert [(row.person.name, row.business.name, row.person.phone, row.note) for row in read.rows] == [
        ("Anne Bæk", "Café Bæk", "+4527526544", "Ny"),
        ("Bo Åse", "Åse, Bo og Søn", "+4582565996", ""),
        ("Ib Holm", "Holm Foto", "+4551976391", "Ringer helst, når det er sent, men ikke søndag"),
    ]
    assert {remark for row in read.rows for remark in row.remarks} == {"cells-shifted"}


def test_a_file_saved_in_one_column_is_cut_once_more() -> None:
    read = listed(
        '"Navn,E-mail,Telefon"', '"Anne Bæk,anne@firma.example,27526544"', '"Bo Åse,bo@firma.example,82565996"'
    )
    assert told(read) == TWO


def test_a_sheet_that_was_once_wide_is_read() -> None:
    assert told(listed(*(line + ";" * 16_000 for line in (HEADINGS, ANNE, BO)))) == TWO


def test_a_list_of_addresses_and_nothing_else_says_what_is_missing() -> None:
    read = listed("E-mail", "anne@firma.example")
    assert read.problem is not None
    assert read.problem.code == "no-name-column"


@given(
    st.lists(
        st.lists(
            st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n\x00"), max_size=8),
            min_size=1,
            max_size=4,
        ),
        max_size=5,
    )
)
def test_what_is_properly_quoted_comes_back(rows: list[list[str]]) -> None:
    text = "".join(";".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    expected = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    assert [(line.number, line.cells) for line in split_lines(text, ";")] == expected
