"""The definitions in the reader's language."""

from dataclasses import replace

from django.utils.translation import gettext

from mikrovirk.overview.domain.definitions import DEFINITIONS, Definition


def in_words(key: str) -> Definition:
    """The definition with name, texts and source in the language of the moment."""
    found = DEFINITIONS[key]
    return replace(
        found,
        name=gettext(found.name),
        says=gettext(found.says),
        formula=gettext(found.formula),
        source=gettext(found.source),
    )


def all_in_words() -> list[Definition]:
    return [in_words(key) for key in DEFINITIONS]
