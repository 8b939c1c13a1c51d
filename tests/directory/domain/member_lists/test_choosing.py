"""A list read again with the columns somebody says."""

from mikrovirk.directory.domain.member_lists import ErrorCode, read_member_list, with_columns

LIST = b"Navn;E-mail;Kode;Adgangskode;Andet\nSystuen;lise@a.example;Lise Holm;hemmelig;x\nBo;010170-1234;Per;h;y\n"


def test_columns_are_what_is_said_and_the_rest_goes_into_the_note() -> None:
    read = read_member_list(LIST)
    again = with_columns(read, {0: "business", 1: "email", 2: "name"})
    first = again.rows[0]
    assert (first.person.name, first.person.email, first.business.name) == ("Lise Holm", "lise@a.example", "Systuen")
    assert first.other == (("Andet", "x"),)
    assert [column.field for column in again.columns] == ["business", "email", "name", "not_kept", ""]
    assert (again.problem, read.rows[0].person.name) == (None, "Systuen")


def test_a_row_with_a_cpr_number_stays_out() -> None:
    assert with_columns(read_member_list(LIST), {1: "note", 2: "name"}).rows[1].error == ErrorCode.CPR


def test_without_an_address_it_is_a_problem_again() -> None:
    problem = with_columns(read_member_list(LIST), {0: "name"}).problem
    assert problem is not None
    assert problem.code == "no-email-column"
