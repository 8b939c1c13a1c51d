"""The installation as a whole: how soon it answers, how much memory it takes, how large it is on disk."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.pages import PAGES
from benchmarks.serving import OURS, Installations

REQUIREMENTS = Path(__file__).parent.parent / "requirements.txt"


def cold_start(made: Installations, *, times: int = 4) -> float:
    """Seconds from the command to the first answer; the best of some starts, as other work on the machine only adds."""
    seconds = []
    for _ in range(times):
        with made.serving(OURS) as server:
            seconds.append(server.seconds_to_first_answer)
    return min(seconds)


def memory(made: Installations) -> float:
    """MB (PSS) of the command with two web processes, after each has answered every page."""
    with made.serving(OURS, processes=2) as server:
        for page in PAGES:
            for _ in range(20):
                server.connect()  # the next connection may be taken by the other process
                page.visit(server, made.subject)
        return server.memory()


def size_on_disk() -> float:
    """MB of what `make install` brings in, our own package left out."""
    # A set: what has another version for another Python stands there twice.
    names = set(re.findall(r"^([A-Za-z0-9._-]+)==", REQUIREMENTS.read_text(), re.MULTILINE))
    return sum(size_of(name) for name in names) / 1_000_000


def size_of(name: str) -> int:
    """Bytes of one installed distribution; 0 for one that this platform does not need."""
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return 0
    paths = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_size for path in paths if path.is_file())
