"""Ledgers for tests: in a file, and on a PostgreSQL that is started for them."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from pipeline.ledger import Ledger, open_ledger
from tests.ledger.support import ticking
from tests.support import missing

_names = count()


def _programs() -> Path:
    """Give the folder of initdb and pg_ctl."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += [Path(name) for name in sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)]  # noqa: PTH207
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None) or missing("PostgreSQL")


def _as_user() -> list[str]:
    """Give what must stand before a command of PostgreSQL, which does not run as root."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("runuser") or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode:
        missing("PostgreSQL (a user to run it as)")
    return ["runuser", "-u", "postgres", "--"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start PostgreSQL on a free port, and give the address of its databases, without a name."""
    programs, user = _programs(), _as_user()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if user:
            shutil.chown(folder, "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        (folder / "password").write_text("s3cret")
        (folder / "password").chmod(0o644)
        data = str(folder / "data")

        def run(*command: str) -> None:
            done = subprocess.run(
                [*user, *command], check=False, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            if done.returncode:
                missing(f"PostgreSQL ({Path(command[0]).name} fails)")

        run(
            *(str(programs / "initdb"), "-D", data, "-U", "ledger", "-A", "scram-sha-256", "-E", "UTF8"),
            *("--locale=C", "--no-sync", f"--pwfile={folder / 'password'}"),
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={made}"
        run(str(programs / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://ledger:s3cret@127.0.0.1:{port}"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


@pytest.fixture
def on_server(server: str) -> str:
    """Make an empty database, and give its address."""
    import psycopg

    name = f"ledger_{next(_names)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{server}/{name}"


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a ledger that does not exist yet, of each kind."""
    if request.param == "file":
        return str(tmp_path / "ledger.db")
    return str(request.getfixturevalue("on_server"))


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """Open a new ledger."""
    with open_ledger(address, clock=ticking()) as opened:
        yield opened
