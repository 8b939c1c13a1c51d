"""Which people and businesses come of a list's rows."""

from datetime import date

from mikrovirk.directory.domain.member_lists import Business, Contents, Membership, Person, contents_of

from .files import listed

HEADINGS = "Navn;E-mail;Firma;CVR;Postnr."


def of(*lines: str, headings: str = HEADINGS) -> Contents:
    return contents_of(listed(headings, *lines))


def names(contents: Contents) -> list[tuple[str, tuple[int, ...]]]:
    return [(found.business.name, found.rows) for found in contents.businesses]


def test_people_of_one_cvr_number_share_a_business_whatever_it_is_called() -> None:
    contents = of("Anne;a@firma.example;Café Bæk;97865833;4780", "Bo;b@firma.example;Cafe Baek ApS;DK 97 86 58 33;")
    assert names(contents) == [("Café Bæk", (2, 3))]
    assert contents.memberships == (Membership(0, 0, 2), Membership(1, 0, 3))


def test_a_number_that_fails_its_check_makes_a_business_of_its_own() -> None:
    contents = of("Anne;a@firma.example;Café Bæk;97865834;4780", "Bo;b@firma.example;Café Bæk;97865834;4780")
    assert names(contents) == [("Café Bæk", (2,)), ("Café Bæk", (3,))]


def test_the_same_row_twice_is_one_business_even_with_a_wrong_number() -> None:
    assert names(of(*["Anne;a@firma.example;Café Bæk;97865834;4780"] * 2)) == [("Café Bæk", (2, 3))]


def test_without_numbers_a_business_is_one_for_each_name_and_postcode() -> None:
    contents = of(
        "Anne;a@firma.example;Café Bæk;;4780",
        "Bo;b@firma.example;CAFÉ  BÆK;;4780",
        "Ib;i@firma.example;Café Bæk;;4760",
        "Ea;e@firma.example;;;4760",
    )
    assert names(contents) == [("Café Bæk", (2, 3)), ("Café Bæk", (4,))]
    assert contents.memberships[-1] == Membership(3, None, 5)


def test_a_row_without_a_number_joins_the_one_business_of_its_name_that_has_one() -> None:
    assert names(of("Anne;a@firma.example;Café Bæk;;4780", "Bo;b@firma.example;café bæk;97865833;4780")) == [
        ("Café Bæk", (2, 3))
    ]


def test_a_row_without_a_number_is_not_given_one_of_two() -> None:
    contents = of(
        "Anne;a@firma.example;Café Bæk;;4780",
        "Bo;b@firma.example;Café Bæk;97865833;4780",
        "Ib;i@firma.example;Café Bæk;94394023;4780",
    )
    assert [rows for _, rows in names(contents)] == [(2,), (3,), (4,)]


def test_rows_with_errors_make_nothing() -> None:
    contents = of(
        ";a@firma.example;Café Bæk;97865833;", "Bo;;Åse Foto;94394023;", "Ib;i@firma.example 010170-1122;Holm;90287079;"
    )
    assert contents == Contents((), (), ())


def test_a_person_with_two_businesses_is_one_person() -> None:
    contents = of(
        "Anne;a@firma.example;Café Bæk;97865833;",
        "Anne;a@firma.example;Bæk Foto;94394023;",
        "Anne;a@firma.example;Café Bæk;97865833;",
    )
    assert [found.rows for found in contents.people] == [(2, 3, 4)]
    assert contents.memberships == (Membership(0, 0, 2), Membership(0, 1, 3))


def test_blanks_are_filled_from_the_later_rows() -> None:
    contents = of(
        "Anne Bæk;a@firma.example;;Café Bæk;;97865833;Ny;01-05-2020;1",
        "Anne M. Bæk;A@firma.example;27526544;Cafeen;4780;97865833;Kasserer;03-02-2018;7",
        "Anne Bæk;a@firma.example;82565996;Café Bæk;4760;97865833;Ny;;1",
        headings="Navn;E-mail;Tlf;Firma;Postnr;CVR;Noter;Indmeldt;Nr",
    )
    (person,), (business,) = contents.people, contents.businesses
    assert person.person == Person("Anne Bæk", "a@firma.example", "+4527526544")
    assert (person.note, person.joined, person.other) == ("Ny\nKasserer", date(2018, 2, 3), (("Nr", "1"), ("Nr", "7")))
    assert business.business == Business("Café Bæk", "97865833", "4780")
