"""A process that is started again when it ends, as systemd (`Restart=always`, `RestartSec=2`) and Docker do."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RESTART = 2.0  # seconds, as in hosting/*.service


@dataclass
class Kept:
    """One unit: `start`, `kill` (SIGKILL, and it comes back by itself), `stop` (for good)."""

    name: str
    words: Sequence[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    user: str | None = None
    restart: float = RESTART
    process: "subprocess.Popen[bytes] | None" = None
    is_wanted: bool = True

    def start(self) -> "Kept":
        self._begin()
        threading.Thread(target=self._keep, name=f"keeps {self.name}", daemon=True).start()
        return self

    def _begin(self) -> None:
        with self.log.open("ab") as out:
            how: dict[str, Any] = {"user": self.user} if self.user else {}
            self.process = subprocess.Popen(
                self.words,
                env={**os.environ, **self.environment},
                stdout=out,
                stderr=out,
                start_new_session=True,
                **how,
            )

    def _keep(self) -> None:
        while self.is_wanted and self.process:
            self.process.wait()
            self.end_group(self.process.pid)
            if self.is_wanted:
                time.sleep(self.restart)
            if self.is_wanted:
                self._begin()

    @property
    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self, *, child: Callable[[list[int]], int] | None = None) -> None:
        """Kill its main process, or the one of its children that is chosen."""
        if self.process is None:
            return
        pid = self.process.pid
        if child and (children := self.children()):
            pid = child([pid, *children])
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def children(self) -> list[int]:
        assert self.process
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        try:
            return [int(pid) for pid in listed.read_text().split()]
        except OSError:
            return []

    def stop(self) -> None:
        self.is_wanted = False
        if self.process:
            self.end_group(self.process.pid)
            self.process.wait(timeout=20)

    def end_group(self, pid: int) -> None:
        """What the unit started ends with it."""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
