import os
from pathlib import Path

import polib

from mikrovirk.config.translations import compile_changed

SOURCE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Meeting"\nmsgstr "Møde"\n'


def write(package: Path, app: str) -> Path:
    source = package / app / "locale/da/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    return source


def test_compiles_each_app_once_and_again_when_a_text_was_edited(tmp_path: Path) -> None:
    first, second = write(tmp_path, "home"), write(tmp_path, "mailing")
    assert compile_changed(tmp_path) == [first, second]
    assert polib.mofile(str(first.with_suffix(".mo"))).find("Meeting").msgstr == "Møde"
    assert compile_changed(tmp_path) == []

    later = first.with_suffix(".mo").stat().st_mtime + 5
    os.utime(first, (later, later))
    assert compile_changed(tmp_path) == [first]
