"""Spelling, missing migrations, and what must not be committed."""

import re
import sys
import tempfile

from checks.programs import BIN, ROOT, Outcome, problems_found, run, tracked

# Texts in Danish, which an English speller cannot judge.
DANISH = re.compile(
    r"^(docs/(seeds|coverage|glossary)\.md|docs/using/|docs/hosting/.*\.da\.|tests/|src/.*/(demo|example)|benchmarks/)"
)
ENGLISH_FILES = ("*.py", "*.md", "*.html", "*.txt", "*.toml", "*.yml", "*.css", "*.js", "Makefile")
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/"),
    "a package registry's address": re.compile(r"--(?:extra.)?index.url|find.links|://\S+/(?:simple|packages)/"),
}
COMPILED = re.compile(r"\.(mo|pyc|sqlite3|db)$|^data/|^\.venv/")


def spelling() -> Outcome:
    """codespell over the English files."""
    files = [name for name in tracked(*ENGLISH_FILES) if not DANISH.match(name) and "/vendor/" not in name]
    done = run(BIN / "codespell", *files)
    return Outcome(done.returncode == 0, done.stdout if done.returncode else "")


def migrations() -> Outcome:
    """`makemigrations --check`, in a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"MIKROVIRK_DATA": folder, "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings"}
        done = run(sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", environment=environment)
    return Outcome(done.returncode == 0, done.stdout if done.returncode else "")


def tracked_files() -> Outcome:
    """Look through every text file for what belongs to one machine only, and for files that are made, not written."""
    problems = [f"{name}: is made, not written" for name in tracked() if COMPILED.search(name)]
    for name in tracked():
        if name.startswith("checks/hygiene"):
            continue
        try:
            lines = (ROOT / name).read_text().splitlines()
        except UnicodeDecodeError:
            continue
        for what, pattern in FORBIDDEN.items():
            problems += [f"{name}:{number}: {what}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return problems_found(problems)
