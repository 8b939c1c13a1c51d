"""Every kind of mail of every app: its example fills all its placeholders, in Danish and in English."""

import re

import pytest
from django.utils import translation

from mikrovirk.mailing import kinds
from mikrovirk.mailing.domain import text
from mikrovirk.mailing.kinds import MailKind

ALL = [kind for kind in kinds.all_kinds() if not kind.key.startswith("test.")]


def test_two_kinds_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two mail kinds"):
        kinds.register(MailKind(key=ALL[0].key, label="", subject="", body="", because=""))


def test_a_kind_whose_app_is_gone_has_a_name_and_no_text() -> None:
    assert (kinds.find("gone.kind").label, kinds.find("gone.kind").body) == ("gone.kind", "")


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_example_fills_the_whole_text(kind: MailKind, language: str) -> None:
    with translation.override(language):
        subject, body, fold = str(kind.subject), str(kind.body), str(kind.fold)
        assert str(kind.label)
        assert str(kind.because)
    assert text.placeholders(subject, body, fold) - set(kind.example) - text.READER == set()
    values = {"first_name": "Åse", "name": "Åse Bæk", "email": "aase@firma.example"} | dict(kind.example)
    mail = text.compile_body(body).fill(values)
    assert re.findall(r"[{}]|\]\(", mail.text + text.fill_line(subject, values)) == []
    assert mail.html.count(text.BUTTON_STYLE) <= 1
    assert len(text.fill_line(subject, values)) <= 90, "a phone shows only the beginning of a subject"


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_the_danish_text_names_the_same_things_as_the_english(kind: MailKind) -> None:
    texts = {}
    for language in ("da", "en"):
        with translation.override(language):
            texts[language] = (text.placeholders(str(kind.subject)), text.placeholders(str(kind.body)))
    assert texts["da"] == texts["en"]
