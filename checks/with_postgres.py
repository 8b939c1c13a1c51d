"""A PostgreSQL of our own for the length of a test run: on a free port, in a temporary folder, gone afterwards.

python -m checks.with_postgres COMMAND …     runs COMMAND with MIKROVIRK_DATABASE_URL naming it
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checks.system_packages import postgres_programs

# Speed before safety: the cluster holds nothing that must survive.
OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "127.0.0.1"}


@contextmanager
def temporary_cluster() -> Iterator[str]:
    """Start a cluster and give its address; raise RuntimeError if PostgreSQL is not installed or does not start."""
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed. On Debian or Ubuntu: sudo apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="mikrovirk-postgres-"))
    # PostgreSQL refuses to run as root: there it runs as its own user.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    cluster, port = folder / "cluster", free_port()
    settings = " ".join(
        f"-c {name}={value}" for name, value in {**OPTIONS, "port": port, "unix_socket_directories": folder}.items()
    )
    try:
        call(
            [programs / "initdb", "-D", cluster, "-U", "mikrovirk", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            user,
            folder,
        )
        call([programs / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", settings, "start"], user, folder)
        try:
            yield f"postgres://mikrovirk@127.0.0.1:{port}/postgres"
        finally:
            call([programs / "pg_ctl", "-D", cluster, "-w", "-m", "immediate", "stop"], user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def call(command: list[object], user: str | None, folder: Path) -> None:
    """Run one of PostgreSQL's programs quietly; raise RuntimeError with what it said if it fails."""
    # Its output goes to a file: the server it leaves running would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as said:
        words = [str(word) for word in command]
        done = subprocess.run(words, user=user, cwd=folder, stdout=said, stderr=said, stdin=subprocess.DEVNULL)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(said.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    with temporary_cluster() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "MIKROVIRK_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
