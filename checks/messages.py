"""Texts to translate: collects them into each app's Danish .po file, or says which have no Danish text yet.

python -m checks.messages [APP]      what `make messages` does; without APP every app
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).parent.parent / "src" / "mikrovirk"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
CATALOGUE = Path("locale/da/LC_MESSAGES/django.po")
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "da",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def apps() -> list[Path]:
    return sorted(folder.parent for folder in PACKAGE.glob("*/__init__.py"))


def collect(app: Path) -> polib.POFile:
    """What `app`'s catalogue must hold: every text in its code and templates, with the Danish there is already.

    Works on a copy, so that nothing else in the app's folder is touched.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "vendor", "migrations"))
        (copy / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
        words = ["makemessages", "-l", "da", "--no-location", "--no-obsolete", "--no-wrap", "-v", "0"]
        plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run([sys.executable, "-m", "django", *words], cwd=copy, env=plain, check=True)
        if not (copy / CATALOGUE).exists():
            return polib.POFile()
        catalogue = polib.pofile(str(copy / CATALOGUE))
    for entry in catalogue:
        if entry.fuzzy:  # a guess from a similar text: better none
            forget(entry)
    return catalogue


def forget(entry: polib.POEntry) -> None:
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    entry.msgstr = ""
    entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")


def write(app: Path) -> None:
    """Bring `app`'s catalogue up to date: sorted, without places, dates and guesses."""
    fresh = collect(app)
    target = app / CATALOGUE
    if not len(fresh) and not target.exists():
        return
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = HEADER
    catalogue.extend(sorted(fresh, key=lambda entry: (entry.msgid, entry.msgctxt or "")))
    target.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(target))


def problems() -> list[str]:
    """Every text without a Danish text, fuzzy or with other placeholders, and every text with two Danish ones.

    Django puts the apps' catalogues together: a text that two apps share needs its Danish once.
    """
    danish: dict[tuple[str, str], dict[str, str]] = {}
    found = []
    for app in apps():
        if not (app / CATALOGUE).exists():
            continue
        for entry in polib.pofile(str(app / CATALOGUE)):
            if entry.fuzzy:
                found.append(f"{app.name}: fuzzy: {entry.msgid!r}")
            elif entry.translated():
                text = entry.msgstr or " | ".join(entry.msgstr_plural.values())
                danish.setdefault(key(entry), {})[text] = app.name
    found += [f"two Danish texts for {words[1]!r}: {texts}" for words, texts in danish.items() if len(texts) > 1]
    for app in apps():
        entries = collect(app)
        found += [f"{app.name}: no Danish text for {entry.msgid!r}" for entry in entries if key(entry) not in danish]
        wrong = [entry for entry in entries if placeholders_differ(entry)]
        found += [f"{app.name}: other placeholders in the Danish of {entry.msgid!r}" for entry in wrong]
    return found


def key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def placeholders_differ(entry: polib.POEntry) -> bool:
    """True if a Danish text names a placeholder that its English has not, or the other way round.

    The singular of a plural pair may leave the number out ("one place left").
    """
    if not entry.msgid_plural:
        return bool(entry.msgstr) and placeholders(entry.msgid) != placeholders(entry.msgstr)
    allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    return any(not placeholders(text) <= allowed for text in entry.msgstr_plural.values())


def placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text)}


def main(arguments: list[str]) -> int:
    """Refresh the named apps' catalogues, or all; say how many texts still wait for Danish."""
    chosen = [PACKAGE / name for name in arguments] or apps()
    for app in chosen:
        write(app)
        if (app / CATALOGUE).exists():
            waiting = len(polib.pofile(str(app / CATALOGUE)).untranslated_entries())
            print(f"{app.name}: {waiting} texts wait for their Danish" if waiting else f"{app.name}: complete")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
