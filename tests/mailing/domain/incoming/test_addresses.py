"""Addresses with a token."""

import pytest

from mikrovirk.mailing.domain.incoming import addresses

PATTERN = "svar+TOKEN@mikrovirk.example"


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("svar@mikrovirk.example", PATTERN),
        ("svar-TOKEN@mikrovirk.example", "svar-TOKEN@mikrovirk.example"),
        ("TOKEN@svar.mikrovirk.example", "TOKEN@svar.mikrovirk.example"),
        ("", ""),
    ],
)
def test_the_pattern_of_an_address(written: str, pattern: str) -> None:
    assert addresses.pattern_of(written) == pattern


@pytest.mark.parametrize(
    ("pattern", "to", "token"),
    [
        (PATTERN, ["svar+3fa9@mikrovirk.example"], "3fa9"),
        (PATTERN, ["SVAR+3FA9@MikroVirk.example"], "3fa9"),
        (PATTERN, ["sanne@kontor.example", "<svar+3fa9@mikrovirk.example>"], "3fa9"),
        (PATTERN, ["svar+3fa9@mikrovirk.example.evil.example"], ""),
        (PATTERN, ["svar@mikrovirk.example"], ""),
        ("TOKEN@svar.example", ["3fa9@svar.example"], "3fa9"),
        ("", ["svar+3fa9@mikrovirk.example"], ""),
    ],
)
def test_the_token_of_the_first_address_that_has_one(pattern: str, to: list[str], token: str) -> None:
    assert addresses.token_in(pattern, to) == token


@pytest.mark.parametrize(
    ("pattern", "address", "ours"),
    [
        (PATTERN, "svar+3fa9@mikrovirk.example", True),
        (PATTERN, "Svar@mikrovirk.example", True),
        (PATTERN, "anden@mikrovirk.example", False),
        (PATTERN, "svar+3fa9@gmail.example", False),
        ("TOKEN@svar.example", "svar@svar.example", True),
        ("TOKEN@svar.example", "@svar.example", False),
        ("", "svar@mikrovirk.example", False),
    ],
)
def test_only_own_addresses_are_ours(pattern: str, address: str, ours: bool) -> None:
    assert addresses.is_ours(pattern, address) is ours


def test_message_ids_of_other_domains_have_no_token() -> None:
    identifiers = ["<AB12@mikrovirk.example>", "<x@gmail.example>"]
    assert addresses.tokens_of(identifiers, "mikrovirk.example") == ["ab12"]
