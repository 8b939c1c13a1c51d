"""Every code a reader uses has words."""

import re
from pathlib import Path

from mikrovirk.register import services
from mikrovirk.register.domain.layout import BY_NAME
from mikrovirk.register.reasons import REASONS, say, say_whole


def test_the_words_of_a_reason() -> None:
    assert say("empty") == "filen er tom"
    assert say_whole("reversed", "10000001: unit_life") == "en periode slutter, før den begynder: 10000001: unit_life"
    assert say("never heard of") == "never heard of"


def test_every_code_of_the_readers_has_words() -> None:
    folder = Path(services.__file__).parent
    calls = re.compile(r"(?:set_aside|warn|Unreadable|Damaged|CannotImport|leave_out_wrong)\(\s*([^)]*)")
    used = {
        word
        for file in folder.rglob("*.py")
        for call in calls.findall(file.read_text())
        for word in re.findall(r'"([a-z]+_[a-z_]+|empty|twice|reversed|person|stopped|superseded)"', call)
    }
    assert len(used) > 15
    assert used - set(REASONS) - set(BY_NAME) == set()
