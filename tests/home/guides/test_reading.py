"""Guides are whole in both languages, speak our words, and have their pictures and pages."""

import re

import polib
import pytest
from django.contrib.staticfiles import finders
from django.urls import NoReverseMatch, reverse

from checks import guides as documents
from mikrovirk.home.guides import reading
from mikrovirk.home.guides.contents import GUIDES, Guide, Step
from mikrovirk.home.guides.reading import LANGUAGES, blocks, read
from tests.glossary import forbidden_in

BOTH = [(guide, language) for guide in GUIDES for language in LANGUAGES]
named = pytest.mark.parametrize(("guide", "language"), BOTH, ids=[f"{guide.slug}-{each}" for guide, each in BOTH])
MOST_BYTES = 3_000_000  # all pictures together
ARGUMENTS = ([], ["x"], [1], ["x", 1])


@named
def test_a_guide_says_everything_in_our_words(guide: Guide, language: str) -> None:
    written = read(guide, language)
    texts = [written.title, written.lead, *(text for told in written.steps for text in (told.title, told.markdown))]
    assert "" not in texts
    assert [word for text in texts for word in forbidden_in(re.sub("`.+?`", "", text), language)] == []


@named
def test_what_is_to_be_pressed_stands_so_on_a_page(guide: Guide, language: str) -> None:
    """What a guide has in bold is a text of the pages, or the beginning of one that goes on with a number."""
    shown = "\n".join(text for entry in catalogue() for text in texts_of(entry, language))
    bold = re.findall(r"\*\*(.+?)\*\*", " ".join(told.markdown for told in read(guide, language).steps))
    assert [label for label in bold if not re.search(rf"^{re.escape(re.sub(r'[0-9]+', '', label))}", shown, re.M)] == []


def catalogue() -> list[polib.POEntry]:
    return [entry for path in PACKAGE.glob("*/locale/da/LC_MESSAGES/django.po") for entry in polib.pofile(path)]


PACKAGE = reading.FOLDER.parents[1]


def texts_of(entry: polib.POEntry, language: str) -> list[str]:
    if language == "en":
        return [entry.msgid, entry.msgid_plural]
    return [entry.msgstr, *entry.msgstr_plural.values()]


def test_every_step_has_its_picture_and_its_page() -> None:
    told = [each for guide, language in BOTH for each in read(guide, language).steps if each.step.page]
    assert [each.picture for each in told if not finders.find(each.picture)] == []
    assert {each.step.page for each in told if not is_there(each.step)} == set()


def is_there(step: Step) -> bool:
    for arguments in ARGUMENTS:
        try:
            return bool(reverse(step.page, args=arguments))
        except NoReverseMatch:
            continue
    return False


def test_pictures_are_small_and_none_is_left_over() -> None:
    folder = reading.FOLDER.parent / "static/home/guides"
    files = {str(path.relative_to(folder.parents[1])): path.stat().st_size for path in folder.rglob("*.webp")}
    shown = {each.picture for guide, language in BOTH for each in read(guide, language).steps if each.picture}
    assert set(files) == shown
    assert sum(files.values()) < MOST_BYTES


def test_the_documents_are_up_to_date() -> None:
    assert {path.name: path.read_text() for path in documents.TARGET.glob("*.md")} == documents.documents(), (
        "run: python -m checks.guides"
    )


def test_a_guide_with_other_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="has not the steps"):
        read(Guide("host", (Step("server"),)), "da")


def test_what_markdown_becomes() -> None:
    text = "Tryk **Gem** & vent\npå `mikrovirk check`.\n\n- Én\n- To\n  linjer <b>"
    assert list(blocks(text)) == [
        "<p>Tryk <strong>Gem</strong> &amp; vent på <code>mikrovirk check</code>.</p>",
        "<ul><li>Én</li><li>To linjer &lt;b&gt;</li></ul>",
    ]
