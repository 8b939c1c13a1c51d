"""`mikrovirk accessibility`: the statement, and what it lacks."""

from argparse import Namespace

import pytest

from mikrovirk.config.commands.accessibility import accessibility


@pytest.mark.django_db
def test_it_says_what_is_still_to_be_said() -> None:
    status, told = accessibility(Namespace(language="da"))
    assert status == 1
    assert told["lacks"][0] == "Sig, hvem der står bag siden."
    assert [gap["why"] for gap in told["gaps"]] == ["Følger ikke kravene"] * 2
