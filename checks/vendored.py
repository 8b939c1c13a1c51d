"""Vendored front-end files: each is named in VERSIONS.json with version, licence and SHA-256, and is unchanged."""

import hashlib
import json
from pathlib import Path

from checks.programs import ROOT

LISTING = "VERSIONS.json"
FOLDERS = (ROOT / "src/mikrovirk/ui/static/ui/vendor", ROOT / "tests/vendor")


def problems() -> list[str]:
    return [problem for folder in FOLDERS if folder.is_dir() for problem in problems_in(folder)]


def problems_in(folder: Path) -> list[str]:
    """What differs between the files of `folder` and its VERSIONS.json."""
    listing = folder / LISTING
    if not listing.exists():
        return [f"{folder.name}/{LISTING} is missing"]
    recorded = {row["file"]: row["sha256"] for row in json.loads(listing.read_text())}
    present = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file() and path != listing}
    found = [f"{name}: not in {LISTING}" for name in sorted(present.keys() - recorded.keys())]
    found += [f"{name}: in {LISTING}, but not there" for name in sorted(recorded.keys() - present.keys())]
    for name in sorted(recorded.keys() & present.keys()):
        if hashlib.sha256(present[name].read_bytes()).hexdigest() != recorded[name]:
            found.append(f"{name}: differs from what {LISTING} records")
    return found
