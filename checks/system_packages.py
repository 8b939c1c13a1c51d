"""What the tests need from the system besides Python, and how to get it on Debian and Ubuntu."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHELL = "chromium-headless-shell"


@dataclass(frozen=True)
class Need:
    """A system package, what it is for, and how to see that it is there."""

    package: str
    purpose: str
    found: Callable[[], object]


def chromium() -> str | None:
    """The path of a Chromium that starts, or None. MIKROVIRK_CHROMIUM names another one.

    The one without windows comes first: it makes the same pages with two thirds of the work.
    """
    names = [os.environ.get("MIKROVIRK_CHROMIUM"), SHELL, "chromium", "chromium-browser", "google-chrome"]
    candidates = [path for name in names if name and (path := shutil.which(name))]
    candidates += [str(path) for path in Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome")]
    return next((path for path in candidates if starts(path)), None)


def browser() -> object:
    """What there must be: on Debian the Chromium without windows, elsewhere any."""
    any_will_do = os.environ.get("MIKROVIRK_CHROMIUM") or is_ubuntu() or not shutil.which("apt-get")
    return chromium() if any_will_do else shutil.which(SHELL)


def starts(program: str) -> bool:
    """True if the program can tell its version (on Ubuntu `chromium-browser` may be an empty shell)."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def postgres_programs() -> Path | None:
    """The folder with the newest PostgreSQL's initdb and pg_ctl, or None."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr/pgsql").glob("*/bin")]
    installed = [folder for folder in folders if (folder / "initdb").exists()]
    if installed:
        return max(installed, key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def fonts() -> bool:
    """True if the system has any scalable font."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts")]
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())


NEEDS = (
    Need(SHELL, "the browser in which the journeys are run", browser),
    Need("postgresql", "the second database the tests are run on", postgres_programs),
    Need("redis-server", "tells web processes of changes in some tests", lambda: shutil.which("redis-server")),
    Need("libpango-1.0-0", "lays out the PDFs", lambda: ctypes.util.find_library("pango-1.0")),
    Need("libpangoft2-1.0-0", "lays out the PDFs", lambda: ctypes.util.find_library("pangoft2-1.0")),
    Need("fonts-dejavu-core", "letters for the PDFs", fonts),
    Need("gettext", "collects the texts to translate", lambda: shutil.which("xgettext")),
)


FOR_SOAK = (*NEEDS, Need("default-jre-headless", "runs Spark", lambda: shutil.which("java")))


def missing(wanted: tuple[Need, ...] = NEEDS) -> list[Need]:
    return [need for need in wanted if not need.found()]


def ensure(wanted: tuple[Need, ...] = NEEDS) -> None:
    """Install what is missing as root on Debian or Ubuntu; elsewhere say what to install and leave with status 1."""
    needs = missing(wanted)
    if not needs:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install(needs)
        needs = missing(wanted)
    if needs:
        tell(needs)
        sys.exit(1)


def install(needs: list[Need]) -> None:
    """Install with apt; on Ubuntu, whose chromium is only a snap, the browser comes from Playwright."""
    packages = [need.package for need in needs]
    print(f"Installing {', '.join(packages)} …", flush=True)
    from_playwright = SHELL in packages and is_ubuntu()
    if from_playwright:
        packages.remove(SHELL)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=quiet)
    if packages:
        words = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        subprocess.run(words, env=environment, stdout=quiet)
    if from_playwright:
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], env=environment)


def tell(needs: list[Need]) -> None:
    """Say each missing package with its purpose on a line of its own, then the one line that installs them."""
    print("Some tests cannot run on this system yet. Missing:")
    for need in needs:
        print(f"  {need.package}: {need.purpose}")
    packages = [need.package for need in needs]
    if SHELL in packages and is_ubuntu():
        packages.remove(SHELL)
        print("Install the browser with: .venv/bin/python -m playwright install --with-deps chromium")
    if packages:
        print(f"Install with: sudo apt-get install {' '.join(packages)}")


def is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


if __name__ == "__main__":  # before the long tests
    ensure(FOR_SOAK)
