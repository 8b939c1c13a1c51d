"""How figures are put together, and when a goal counts as met."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import whole
from benchmarks.pages import PAGES, Page, figures_of, read_list
from benchmarks.serving import CPU_CLOCK, Installations, Server, family_of
from benchmarks.world import Subject


def test_goals_are_those_that_were_set() -> None:
    assert [page.goal for page in PAGES] == [1.45, 1.75, 1.3, 1.4, 1.5]
    assert (bench.COLD_START, bench.MEMORY, bench.SIZE) == (2.0, 200.0, 1_100.0)


def test_ratio_is_the_median_of_the_rounds() -> None:
    figures = figures_of(PAGES[0], ours=[4.0, 4.2, 40.0, 4.1], floor=[4.0, 3.5, 4.0, 4.1])
    assert (figures.ours, figures.floor, figures.ratio, figures.rounds) == (4.15, 4.0, 1.1, 4)
    assert figures.meets_goal


def test_steady_rounds_leave_no_doubt() -> None:
    assert figures_of(PAGES[0], ours=[6.0] * 5, floor=[4.0] * 5).error == 0


@pytest.mark.parametrize(("ours", "met", "verdict"), [(5.8, True, ""), (5.84, False, "MISSED")])
def test_missed_goal_is_said(ours: float, met: bool, verdict: str) -> None:
    figures = figures_of(Page("list", read_list, 1, 1.45), ours=[ours], floor=[4.0])
    assert figures.meets_goal is met
    assert bench.line_of(figures).endswith(verdict or "rounds")


def test_missed_goal_of_the_whole_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert not bench.report("memory", 201.0, 200.0, "MB")
    assert capsys.readouterr().out.rstrip().endswith("(goal: at most 200 MB)  MISSED")


def test_cpu_of_another_process_and_its_children_is_counted() -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ntime.sleep(60)"
    start = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {spin!r}])"
    with subprocess.Popen([sys.executable, "-c", start], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        server = Server("ours", 1, process)
        children = family_of(process.pid)[1:]
        try:
            assert len(children) == 1
            assert 0.3 <= server.cpu_seconds() < 5
            assert 5 < server.memory() < 200
        finally:
            for pid in children:
                os.kill(pid, 9)
            process.kill()


def test_this_process_has_a_cpu_clock() -> None:
    import time

    assert time.clock_gettime((~os.getpid() << 3) | CPU_CLOCK) == pytest.approx(time.process_time(), abs=0.05)


def test_size_counts_what_is_installed() -> None:
    assert whole.size_of("Django") > 20_000_000
    assert whole.size_of("no-such-package") == 0
    assert whole.size_on_disk() > 100  # MB


def test_server_that_does_not_start_is_noticed(tmp_path: Path) -> None:
    broken = {**os.environ, "MIKROVIRK_DATA": str(tmp_path / "none"), "MIKROVIRK_DATABASE_URL": "mysql://nowhere"}
    made = Installations({"ours": broken}, Subject(1, "", ""))
    with pytest.raises(RuntimeError, match="ours"), made.serving("ours"):
        pass
