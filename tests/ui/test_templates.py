"""No inline style or script in any template, so that a strict content security policy holds; and every component is explained."""

import hashlib
import json
import re
from pathlib import Path

import mikrovirk

PACKAGE = Path(mikrovirk.__file__).parent
VENDOR = PACKAGE / "ui" / "static" / "ui" / "vendor"
# Mails must carry their style with them, as mail programs read no style sheets: base_mail.html and whatever is in a folder mails/.
MAILS = re.compile(r"/mails/|/base_mail\.html$|_mail\.html$")
INLINE = {
    "style attribute": re.compile(r"<[^>{}]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx script": re.compile(r"\shx-on[:\w-]*\s*="),
}


def pages() -> list[Path]:
    found = sorted(PACKAGE.glob("*/templates/**/*.html"))
    return [path for path in found if not MAILS.search(path.relative_to(PACKAGE).as_posix())]


def test_no_template_has_inline_style_or_script() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {what}"
        for path in pages()
        for what, pattern in INLINE.items()
        if pattern.search(re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL))
    ]
    assert found == []


def test_no_block_uses_an_address_that_another_block_has_named() -> None:
    """A name that `{% url … as name %}` gives is known in its own block only: elsewhere the link leads nowhere."""
    found = [f"{path.relative_to(PACKAGE)}: {name}" for path in pages() for name in named_elsewhere(path.read_text())]
    assert found == []


def named_elsewhere(text: str) -> list[str]:
    blocks = re.findall(r"{% block \w+ %}(.*?){% endblock %}", text, re.DOTALL)
    named = [set(re.findall(r"{% url [^%]* as (\w+) %}", block)) for block in blocks]
    used = [set(re.findall(r"(?:{{ |=)(\w+)", block)) for block in blocks]
    return sorted(name for here, mine in zip(used, named, strict=True) for name in here & set().union(*named) - mine)


def test_the_heading_of_numbers_stands_above_them() -> None:
    found = [f"{path.relative_to(PACKAGE)}: {head}" for path in pages() for head in beside_numbers(path.read_text())]
    assert found == []


def beside_numbers(text: str) -> list[str]:
    """The heads of tables, where they are written out, that stand otherwise than the cells below them."""
    tables = re.findall(r"<thead>(.*?)</thead>.*?<tbody>.*?(<tr.*?</tr>)", text, re.DOTALL)
    written_out = [(head, of_numbers(head), of_numbers(row)) for head, row in tables if "{% for" not in head]
    return [head for head, above, below in written_out if len(above) == len(below) and above != below]


def of_numbers(row: str) -> list[bool]:
    """For each cell whether a number stands in it."""
    return ['class="number' in cell for cell in re.findall(r"<t[hd]\b[^>]*>", row)]


def test_every_component_says_how_it_is_called() -> None:
    silent = [path.name for path in (PACKAGE / "ui/templates/ui").glob("*.html") if not is_explained(path)]
    assert silent == []


def is_explained(path: Path) -> bool:
    return path.name.startswith("gallery") or "{% comment %}" in path.read_text()


def test_vendored_files_are_those_we_recorded() -> None:
    recorded = {row["file"]: row["sha256"] for row in json.loads((VENDOR / "VERSIONS.json").read_text())}
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "VERSIONS.json"
    }
    assert there == recorded


def test_every_vendored_file_has_a_version_and_a_licence() -> None:
    rows = json.loads((VENDOR / "VERSIONS.json").read_text())
    assert {row["licence"] for row in rows} == {"OFL-1.1", "Apache-2.0"}
    assert all(row["version"] and row["name"] for row in rows)
