"""What `make test` and `make check` promise: nothing is skipped silently, what is missing is named, a planted fault is found."""

import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import redis

from checks import messages, system_packages, vendored
from checks.system_packages import Need
from checks.with_redis import temporary_redis

ROOT = Path(__file__).parent.parent


# --- nothing is skipped silently -------------------------------------------------------------------------------------


def run_pytest(folder: Path, source: str, options: str = "", **environment: str) -> tuple[int, str, dict[str, int]]:
    """Run pytest with our conftest over one planted file; its status, what it said, and the counts it wrote."""
    (folder / "test_planted.py").write_text(source)
    summary = folder / "summary.json"
    words = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(ROOT),
        "-c",
        "pyproject.toml",
    ]
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in {"CI", "MIKROVIRK_TEST_DATA"} and "PYTEST" not in name
    }
    done = subprocess.run(
        [sys.executable, *words, *options.split(), "--summary", str(summary), str(folder / "test_planted.py")],
        cwd=ROOT,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, json.loads(summary.read_text())


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    status, said, counts = run_pytest(
        tmp_path, "import pytest\n\n@pytest.mark.skip(reason='later')\ndef test_x(): ...\n\ndef test_y(): ..."
    )
    assert status == 1
    assert "Skipped, which counts as failed: later" in said
    assert counts == {"passed": 1, "failed": 1, "not_run": 0}


def test_missing_test_data_is_said_and_counted(tmp_path: Path) -> None:
    source = "def test_x(shared_data): ...\n\ndef test_y(shared_data): ...\n\ndef test_z(): ..."
    status, said, counts = run_pytest(tmp_path, source, MIKROVIRK_TEST_DATA=str(tmp_path / "nowhere"))
    assert status == 0
    assert "NOT RUN: no test data at nowhere/ (set MIKROVIRK_TEST_DATA) (2 tests)" in said
    assert counts == {"passed": 1, "failed": 0, "not_run": 2}


def test_missing_test_data_fails_in_ci(tmp_path: Path) -> None:
    status, _, counts = run_pytest(
        tmp_path, "def test_x(shared_data): ...", MIKROVIRK_TEST_DATA=str(tmp_path / "nowhere"), CI="true"
    )
    assert status == 1
    assert counts["failed"] == 1


def test_data_that_is_there_is_handed_over(tmp_path: Path) -> None:
    source = "import os\nfrom pathlib import Path\n\ndef test_x(shared_data): assert shared_data == Path(os.environ['MIKROVIRK_TEST_DATA'])"
    status, _, counts = run_pytest(tmp_path, source, MIKROVIRK_TEST_DATA=str(tmp_path.resolve()), CI="true")
    assert (status, counts) == (0, {"passed": 1, "failed": 0, "not_run": 0})


def test_the_second_pass_takes_only_what_uses_the_database_without_a_browser(tmp_path: Path) -> None:
    source = (
        "import pytest\n\ndef test_plain(): ...\n\ndef test_rows(db): ...\n\n@pytest.mark.django_db\ndef test_marked(): ...\n\n"
        "def test_browser(live_server, page): ..."
    )
    status, said, counts = run_pytest(tmp_path, source, options="--database-only --collect-only")
    assert status == 0
    assert [line.partition("::")[2] for line in said.splitlines() if "::" in line] == ["test_rows", "test_marked"]
    assert counts["failed"] == 0


# --- what the system lacks is named ----------------------------------------------------------------------------------


def test_what_is_missing_is_named_with_its_purpose_and_one_line_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = (
        Need("postgresql", "the second database the tests are run on", lambda: None),
        Need("gettext", "collects the texts to translate", lambda: "there"),
        Need("libpango-1.0-0", "lays out the PDFs", lambda: None),
    )
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as left:
        system_packages.ensure(needs)
    assert left.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "Some tests cannot run on this system yet. Missing:",
        "  postgresql: the second database the tests are run on",
        "  libpango-1.0-0: lays out the PDFs",
        "Install with: sudo apt-get install postgresql libpango-1.0-0",
    ]


def make(*words: str, **environment: str) -> str:
    done = subprocess.run(["make", *words], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode != 0
    return done.stdout


def test_make_says_what_to_install_where_python_is_missing_or_cannot_make_environments(tmp_path: Path) -> None:
    assert "sudo apt-get install python3 python3-venv" in make("install", "PY=", f"VENV={tmp_path / 'none'}")
    (broken := tmp_path / "python-without-venv").write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    said = make("install", f"PY={broken}", f"VENV={tmp_path / 'venv'}")
    assert "cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" in said


@pytest.mark.parametrize(
    ("word", "does"),
    [
        ("install", "mikrovirk.config.translations"),
        ("run", "mikrovirk demo"),
        ("test", "checks.run_tests"),
        ("check", "python -m checks"),
        ("fix", "ruff format"),
        ("bench", "python -m benchmarks"),
        ("messages", "checks.messages programme"),
    ],
)
def test_every_word_that_was_asked_for_is_there(word: str, does: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", word, "APP=programme"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert does in done.stdout


def test_ci_runs_the_checks_and_then_the_tests() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert [line for line in script.read_text().splitlines() if line.startswith("make ")] == [
        "make install",
        "make check",
        "make test",
    ]


# --- a planted fault is found ----------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app with one text and its Danish, alone in a package of its own."""
    folder = tmp_path / "fund"
    (folder / "locale/da/LC_MESSAGES").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "views.py").write_text(
        'from django.utils.translation import gettext as _\n\nA = _("%(count)s places left")\n'
    )
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    messages.write(folder)
    return folder


def fill_in(app: Path, danish: str, *, fuzzy: bool = False) -> None:
    catalogue = polib.pofile(str(app / messages.CATALOGUE))
    catalogue[0].msgstr = danish
    catalogue[0].flags += ["fuzzy"] if fuzzy else []
    catalogue.save()


def test_a_text_without_danish_is_found(app: Path) -> None:
    assert messages.problems() == ["fund: no Danish text for '%(count)s places left'"]


def test_a_complete_catalogue_is_fine_and_stays_as_it_is_when_refreshed(app: Path) -> None:
    fill_in(app, "%(count)s pladser tilbage")
    assert messages.problems() == []
    before = (app / messages.CATALOGUE).read_text()
    messages.write(app)
    assert (app / messages.CATALOGUE).read_text() == before


def test_a_danish_text_without_the_placeholder_is_found(app: Path) -> None:
    fill_in(app, "Få pladser tilbage")
    assert messages.problems() == ["fund: other placeholders in the Danish of '%(count)s places left'"]


def test_a_guess_is_found(app: Path) -> None:
    fill_in(app, "%(count)s pladser tilbage", fuzzy=True)
    assert "fund: fuzzy: '%(count)s places left'" in messages.problems()


def test_two_danish_texts_for_one_english_are_found(app: Path) -> None:
    fill_in(app, "%(count)s pladser tilbage")
    (other := app.parent / "live").mkdir()
    for name in ("__init__.py", "views.py"):
        (other / name).write_text((app / name).read_text())
    messages.write(other)
    fill_in(other, "%(count)s ledige pladser")
    assert [problem.partition(":")[0] for problem in messages.problems()] == [
        "two Danish texts for '%(count)s places left'"
    ]


def test_a_changed_vendored_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("one")
    (tmp_path / "b.js").write_text("two")
    rows = [{"file": "a.js", "sha256": hashlib.sha256(b"other").hexdigest()}, {"file": "c.js", "sha256": "0"}]
    (tmp_path / "VERSIONS.json").write_text(json.dumps(rows))
    assert vendored.problems_in(tmp_path) == [
        "b.js: not in VERSIONS.json",
        "c.js: in VERSIONS.json, but not there",
        "a.js: differs from what VERSIONS.json records",
    ]


def test_a_redis_of_the_runs_own_answers_and_is_gone_afterwards() -> None:
    with temporary_redis() as url, redis.Redis.from_url(url) as client:
        assert client.ping()
        port = client.connection_pool.connection_kwargs["port"]
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)
