"""The file read back: its tables must be equal to one another and to what they were written from."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from mikrovirk.home.open_formats.tables import cell


def records_in(archive: zipfile.ZipFile, label: str) -> list[dict[str, Any]]:
    """The rows of a table, from its JSON."""
    found: list[dict[str, Any]] = json.loads(archive.read(f"json/{label}.json"))
    return found


def cells_in(archive: zipfile.ZipFile, label: str) -> list[dict[str, str]]:
    """The rows of a table, from its CSV."""
    text = archive.read(f"csv/{label}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def differences(source: Path) -> list[str]:
    """What is not the same twice; empty where the file is whole.

    Each CSV is compared with its JSON cell by cell, each column with its description; in a whole network's file each JSON also
    with the table that moves house.
    """
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        labels = [name[5:-5] for name in names if name.startswith("json/")]
        said = described_in(archive)
        found = []
        for label in labels:
            records = records_in(archive, label)
            if [{name: cell(value) for name, value in each.items()} for each in records] != cells_in(archive, label):
                found.append(f"csv/{label}.csv")
            if records and [name for table, name in said if table == label] != list(records[0]):
                found.append(f"columns.csv: {label}")
            if f"tables/{label}.ndjson" in names and [each["id"] for each in records] != keys_in(archive, label):
                found.append(f"tables/{label}.ndjson")
        return found


def described_in(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    text = archive.read("columns.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    return [(row[0], row[1]) for row in rows]


def keys_in(archive: zipfile.ZipFile, label: str) -> list[int]:
    lines = archive.read(f"tables/{label}.ndjson").splitlines()[1:]
    return [json.loads(line)[0] for line in lines]
