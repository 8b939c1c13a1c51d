"""What every test may ask for: the shared test data, a browser, and a run in which nothing is skipped silently."""

import gc
import json
import os
from collections.abc import Callable, Generator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker

from checks import system_packages
from mikrovirk.config.translations import compile_changed
from tests.browser import wait_after_presses
from tests.emptying import empty_after_tests

ROOT = Path(__file__).parent.parent
NOT_RUN = "NOT RUN:"
BROWSER_FIXTURES = {"page", "context", "browser", "browser_type", "new_context"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
LONGEST = (  # files whose tests take from a quarter of a minute to minutes, the longest first
    "journeys/test_language.py",
    "journeys/test_scanner.py",
    "journeys/test_landscape.py",
    "journeys/test_twelve_months.py",
    "networks/test_parts_off.py",
    "live/test_bad_line.py",
    "journeys/test_evening.py",
    "config/test_serve.py",
    "journeys/test_voice.py",
    "journeys/test_month.py",
    "journeys/test_handover.py",
    "networks/test_every_page.py",
    "config/recovery/test_restoring.py",
    "journeys/test_fund.py",
    "journeys/test_register.py",
    "mailing/test_kill.py",
    "faults/test_faults.py",
    "home/moving/test_five_years.py",
    "config/test_demo.py",
)

# Playwright's own event loop runs in the test's thread; the ORM would refuse to work beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that use the database, without a browser")
    parser.addoption("--keep-pictures", action="store_true", help="of the guides' steps: what `make guides` does")
    parser.addoption("--summary", metavar="FILE", help="write the counts of this run to FILE as JSON")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        compile_changed()
    wait_after_presses()
    empty_after_tests()
    # Most of what a test makes goes by itself; looking for the rest after every 700 objects took a tenth of the time.
    gc.set_threshold(50_000, 20, 20)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Rules of the domain know no database: to read in their thousands of cases would take longer than to pass them over."""
    return True if config.getoption("--database-only") and collection_path.name == "domain" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        kept = [item for item in items if uses_database(item) and not is_about_pages(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items[:] = longest_first(items)


def longest_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """The long tests at the beginning of each worker's share: each begins with some, and no core waits for the last of them."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    by_file: dict[str, list[pytest.Item]] = {name: [] for name in LONGEST}
    short = []
    for item in items:
        by_file.get(item.nodeid.partition("::")[0].removeprefix("tests/"), short).append(item)
    files = list(by_file.values())
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        share = (len(items) - len(ordered)) // (workers - worker)
        long = list(chain.from_iterable(files[worker::workers]))
        rest = max(0, share - len(long))
        ordered += [*long, *short[:rest]]
        short = short[rest:]
    return [*ordered, *short]


def is_about_pages(item: pytest.Item) -> bool:
    """Whether it opens a browser, or reads every page: what is seen there does not depend on the database."""
    names: list[str] = getattr(item, "fixturenames", [])
    return bool(BROWSER_FIXTURES & set(names)) or item.get_closest_marker("words") is not None


def uses_database(item: pytest.Item) -> bool:
    names: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(names))


# --- nothing is skipped silently -------------------------------------------------------------------------------------


def skip_reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Generator[None, Any, Any]:
    """Count, fail the run on a skip that is not a NOT RUN, and write the counts for `make test`."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return (yield)
    stats = reporter.stats
    reasons = [skip_reason(report) for report in stats.get("skipped", [])]
    silent = [reason for reason in reasons if not reason.startswith(NOT_RUN)]
    if (silent or stats.get("xfailed")) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    result = yield
    for reason in silent:
        reporter.write_line(f"Skipped, which counts as failed: {reason}", red=True)
    for reason in sorted({reason for reason in reasons if reason.startswith(NOT_RUN)}):
        reporter.write_line(f"{reason} ({reasons.count(reason)} tests)", yellow=True)
    if target := session.config.getoption("--summary"):
        failed = (
            len(stats.get("failed", [])) + len(stats.get("error", [])) + len(silent) + len(stats.get("xfailed", []))
        )
        counts = {"passed": len(stats.get("passed", [])), "failed": failed, "not_run": len(reasons) - len(silent)}
        Path(target).write_text(json.dumps(counts))
    return result


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of test data from elsewhere (MIKROVIRK_TEST_DATA, default ../shared/data); never committed.

    Where it is missing the test says NOT RUN and is counted so; in CI (CI=true) it fails.
    """
    folder = Path(os.environ.get("MIKROVIRK_TEST_DATA") or ROOT / ".." / "shared" / "data").resolve()
    if folder.is_dir():
        return folder
    message = f"{NOT_RUN} no test data at {folder.name}/ (set MIKROVIRK_TEST_DATA)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


# --- the example region with its register ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the register of the example region lies; it is read in once."""
    return tmp_path_factory.mktemp("example-register")


@pytest.fixture
def build_example(settings: Any, example_folder: Path) -> Callable[[datetime], None]:
    """Builds the region as it is on that day, with its register and what is made of it; the same day for all who ask."""
    settings.DATA = example_folder

    def build(now: datetime) -> None:
        # Only here is Django loaded.
        from django.utils import timezone

        from mikrovirk.config.demo import businesses, region, registered
        from mikrovirk.register.queries import copies

        region.build(now=now)
        if copies.current() is None:
            businesses.bring_in(timezone.localdate(now))
        registered.tell(now=now)

    return build


# --- a fresh start for every test ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The worker's first ANALYZE makes a table: within a test's transaction SQLite would read the schema anew at every rollback."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture(autouse=True)
def _fresh_start() -> Generator[None, None, None]:
    """Danish, whatever the test before chose, and nothing left in this process's cache."""
    for alias in caches:
        if isinstance(caches[alias], LocMemCache):  # the others live in the database and go with it
            caches[alias].clear()
    with translation.override("da"):
        yield


# --- the browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium; say how to install it where there is none."""
    executable = system_packages.chromium()
    if executable is None:
        pytest.fail("No Chromium found. On Debian: sudo apt-get install chromium-headless-shell")
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ]
    return {**browser_type_launch_args, "executable_path": executable, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Danish reader with a desktop-sized window."""
    viewport = {"width": 1280, "height": 900}
    return {**browser_context_args, "locale": "da-DK", "timezone_id": "Europe/Copenhagen", "viewport": viewport}
