"""The words of early warnings on pages are those of the commands, in both languages."""

import pytest
from django.utils import translation

from mikrovirk.health.domain.warning_words import DANISH, ENGLISH, words
from mikrovirk.health.domain.warnings import Kind, warn
from mikrovirk.health.warning_texts import TEXTS, words_in


@pytest.mark.parametrize("kind", Kind)
def test_pages_and_commands_say_the_same(kind: Kind) -> None:
    for language, told in (("da", DANISH), ("en", ENGLISH)):
        with translation.override(language):
            one = told[kind]
            assert tuple(map(str, TEXTS[kind])) == (one.title, one.evidence, one.helps)


def test_with_its_numbers() -> None:
    warning = warn(Kind.REGULARS, away=8, regulars=10)
    assert words_in(warning) == words(warning, "da")
