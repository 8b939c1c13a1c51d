"""Why a mail that came in is where it is, in words."""

import pytest
from django.utils import translation

from mikrovirk.mailing import reason_words
from mikrovirk.mailing.domain.incoming import reasons

CODES = [value for name, value in vars(reasons).items() if name.isupper()]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words_in_every_language(code: str) -> None:
    told = set()
    for language in ("da", "en"):
        with translation.override(language):
            told.add(reason_words.in_words(code))
    assert len(told - {code}) == 2


def test_what_is_no_code_is_somebodys_own_words() -> None:
    assert reason_words.in_words("552 5.2.2 Mailbox full") == "552 5.2.2 Mailbox full"
