"""One worker at a time does what is due by the clock, however many there are and on however many machines.

The right to it ends with the process that has it, whatever ends that: on PostgreSQL it is a lock of a session of its own, on SQLite,
where all processes are on one machine, that of a file.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from psycopg import Connection

LOCK = 0x6D696B726F766972  # "mikrovir": told apart from locks that others take in the same database
PATIENCE = 5  # seconds for a connection
# Where a whole machine is lost nobody closes its session: PostgreSQL asks after it, and lets the lock go after half a minute.
NOTICE_LOSS = "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"


class Clock:
    """Whether this worker has the clock. `mine` asks for it, and keeps it until `close`."""

    def __init__(self) -> None:
        self.session: Connection[Any] | None = None
        self.file: int | None = None

    def __enter__(self) -> "Clock":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def mine(self) -> bool:
        """True where no other worker has it. False too while the database does not answer."""
        return self._in_database() if connection.vendor == "postgresql" else self._in_folder()

    def _in_database(self) -> bool:
        import psycopg  # only where PostgreSQL is used

        try:
            if self.session:
                self.session.execute("SELECT 1")  # the lock is there for as long as the session is
                return True
            session = psycopg.connect(**connection_parameters(), autocommit=True)
            session.execute(NOTICE_LOSS)
            found = session.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        except psycopg.OperationalError:
            self.close()
            return False
        if found and found[0]:
            self.session = session
            return True
        session.close()
        return False

    def _in_folder(self) -> bool:
        if self.file is not None:
            return True
        file = os.open(Path(settings.DATA) / "clock.lock", os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self.file = file
        return True

    def close(self) -> None:
        """Give it back."""
        if self.session:
            self.session.close()
        if self.file is not None:
            os.close(self.file)
        self.session = self.file = None


def connection_parameters() -> dict[str, Any]:
    """What a plain connection to the same database takes."""
    own = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    plain = {name: own[key] for name, key in names.items() if own[key]}
    more = {name: value for name, value in own["OPTIONS"].items() if name != "pool"}
    return {"connect_timeout": PATIENCE, **plain, **more, "application_name": "mikrovirk clock"}
