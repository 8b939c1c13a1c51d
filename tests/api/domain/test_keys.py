"""What is stored of a key, and what stays readable."""

from mikrovirk.api.domain.keys import beginning_of, digest_of


def test_a_key_is_known_again_by_its_beginning_and_found_by_its_digest() -> None:
    assert beginning_of("mv_abcdefghij") == "mv_abcde"
    assert digest_of("mv_a") == "58904cec449502be6caa5b72697e25de86eacb9c5f92a0b480fbe2b54ec258a8"
    assert digest_of("mv_a") != digest_of("mv_b")


def test_letters_no_key_has_do_no_harm() -> None:
    assert len(digest_of("mv_\udcff")) == 64
