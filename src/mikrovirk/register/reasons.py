"""Why documents, files or whole imports were left out, in words. The readers speak in these codes."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

REASONS = {
    # a whole file
    "empty": gettext_noop("the file is empty"),
    "wrong_mapping": gettext_noop("the mapping cannot be used"),
    "no_file": gettext_noop("the file is not there or cannot be opened"),
    "wrong_source": gettext_noop("the file is of another source than the one chosen"),
    "not_csv": gettext_noop("the file is no table of text (CSV)"),
    "not_parquet": gettext_noop("the file is no Parquet file, or is cut short"),
    "utf16": gettext_noop("the file is written in UTF-16; save it as UTF-8"),
    "zip": gettext_noop("the zip archive holds more than one file; unpack it first"),
    "zip_broken": gettext_noop("the zip archive is broken; what could be read of it was"),
    "gzip_cut_short": gettext_noop("the packed file (gzip) ends in the middle; what came before was read"),
    "gzip_broken": gettext_noop("the packed file (gzip) is broken from here on; what came before was read"),
    "nothing_kept": gettext_noop("nothing in the files could be read"),
    "not_needed": gettext_noop("no figure needs this file; it was passed over"),
    # one document or row
    "not_json": gettext_noop("this is not JSON"),
    "not_utf8": gettext_noop("the characters are not UTF-8"),
    "too_long": gettext_noop("the document is longer than 16 MB"),
    "wrong_shape": gettext_noop("a value is of another type than it should be"),
    "wrong_columns": gettext_noop("the row has more or fewer columns than the heading"),
    "open_quote": gettext_noop("a quotation mark is opened and never closed"),
    "unknown_document": gettext_noop("this is no document of this register"),
    "bad_number": gettext_noop("the unit’s number is not one"),
    "bad_date": gettext_noop("a date is not one"),
    "bad_count": gettext_noop("a number of employed is not one"),
    "no_unit": gettext_noop("the row belongs to a unit that is not in the files"),
    "twice": gettext_noop("the unit occurs twice; the one that was changed last counts"),
    "superseded": gettext_noop("rows that newer ones have taken the place of; they were passed over"),
    "reversed": gettext_noop("a period ends before it begins"),
    # what is told of while the document is kept
    "person": gettext_noop("participants are not read; no figure needs them"),
    "unknown_municipality": gettext_noop("nobody knows this municipality"),
    "unknown_form": gettext_noop("nobody knows this legal form"),
    "unknown_industry": gettext_noop("this is no industry code"),
    "unknown_size": gettext_noop("nobody knows this interval of employed; the number counts as unknown"),
    # the import itself
    "disk_full": gettext_noop(
        "the disk is full. The figures are of the earlier copy as before. What is read so far is kept: make room and start "
        "the import again with the same files"
    ),
    "at_work": gettext_noop("these files are being read already"),
    "stopped": gettext_noop("the import was stopped; started again with the same files it goes on"),
    "failed": gettext_noop("the import failed; the log of the worker says why"),
}


def say(reason: str, translate: Callable[[str], str] = _) -> str:
    """The reason in words; the code itself where a reader has a new one."""
    return translate(REASONS.get(reason, reason))


def say_whole(reason: str, detail: str) -> str:
    """The reason with what stands there."""
    return f"{say(reason)}: {detail}" if detail else say(reason)
