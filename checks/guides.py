"""Writes docs/guides/ from the words and pictures of the help pages, so that they can be read beside the code.

python -m checks.guides      what `make guides` does last
"""

from collections.abc import Iterator
from pathlib import Path

from mikrovirk.home.guides.contents import GUIDES
from mikrovirk.home.guides.reading import LANGUAGES, Told, Written, read

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "guides"
PICTURES = "../../src/mikrovirk/home/static/"
SHOWN = {"da": "Siden, som den ser ud i eksempelområdet", "en": "The page as it looks in the example region"}
ABOUT = (
    "What to do on which page, with pictures. In the product they stand under *Help* (`/help/`), in the reader's language. "
    "These files and the pictures are made by `make guides`; the words lie in `src/mikrovirk/home/guides/`."
)
OTHER = {"da": ("en", "In English"), "en": ("da", "På dansk")}


def name_of(slug: str, language: str) -> str:
    """The file of a guide: English as the other docs, Danish beside it."""
    return f"{slug}.md" if language == "en" else f"{slug}.{language}.md"


def documents() -> dict[str, str]:
    """Every file of docs/guides/ with what stands in it."""
    written = [read(guide, language) for guide in GUIDES for language in LANGUAGES]
    found = {name_of(each.guide.slug, each.language): "\n".join(lines(each)) for each in written}
    return {"README.md": overview(), **found}


def lines(written: Written) -> Iterator[str]:
    other, label = OTHER[written.language]
    yield f"# {written.title}\n"
    yield f"[{label}]({name_of(written.guide.slug, other)})\n"
    yield f"{written.lead}\n"
    for number, told in enumerate(written.steps, 1):
        yield f"## {number}. {told.title}\n"
        yield f"{told.markdown}\n"
        if told.picture:
            yield f"{picture_of(told, written.language)}\n"


def picture_of(told: Told, language: str) -> str:
    return f"![{SHOWN[language]}: {told.title}]({PICTURES}{told.picture})"


def overview() -> str:
    rows = [
        "# Guides",
        "",
        ABOUT,
        "",
        "| in English | på dansk |",
        "|---|---|",
    ]
    for guide in GUIDES:
        cells = [f"[{read(guide, each).title}]({name_of(guide.slug, each)})" for each in ("en", "da")]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    for name, text in documents().items():
        (TARGET / name).write_text(text)
    print(f"{len(documents())} files in docs/guides/")
