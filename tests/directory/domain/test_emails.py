"""Addresses are tidied or refused."""

import pytest

from mikrovirk.directory.domain.emails import emails_in, is_valid_email, normalised_email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("  jens@firma.example ", "jens@firma.example"),
        ("JENS@FIRMA.EXAMPLE", "jens@firma.example"),
        ("Jens Jensen <jens@firma.example>", "jens@firma.example"),
        ("mailto:jens@firma.example?subject=Hej", "jens@firma.example"),
        ("jens@firma.example;", "jens@firma.example"),
        ("jens @ firma.example", "jens@firma.example"),
        ("\ufeffjens@firma.example\u200b", "jens@firma.example"),
        ("jens+net@sub.firma.example", "jens+net@sub.firma.example"),
        ("info@møn.example", "info@møn.example"),
        ("o'neil@firma.example", "o'neil@firma.example"),
        ("jens@firma", None),  # no dot behind the @
        ("jens@@firma.example", None),
        ("jens at firma.example", None),
        ("jens@firma..example", None),
        ("jens@firma,example", None),
        ("jens@-firma.example", None),
        ("je..ns@firma.example", None),
        ("jens@firma.e", None),
        ("@firma.example", None),
        ("ukendt", None),
        ("", None),
        ("jens@firma.example jensen", None),
        ("a" * 65 + "@firma.example", None),
        ("jens@" + "a.b" * 90 + ".example", None),
    ],
)
def test_an_address_is_tidied_or_refused(text: str, address: str | None) -> None:
    assert normalised_email(text) == address
    assert is_valid_email(address or text) is (address is not None)


def test_several_addresses_in_a_cell_are_told_apart() -> None:
    assert emails_in("a@firma.example; B@firma.example / a@firma.example") == ("a@firma.example", "b@firma.example")
    assert emails_in("a@firma.example og b@firma") == ("a@firma.example",)
    assert emails_in("Jens <a@firma.example>") == ("a@firma.example",)
    assert emails_in("ukendt") == ()
