"""A sandbox for tests of its end points: its processor is a stub, which takes nearly everything."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from pipeline.deposits.receipt import BatchStatus, Counts, Receipt, Record, RecordStatus
from pipeline.sandbox.clock import ManualClock
from pipeline.sandbox.logins import Login
from pipeline.sandbox.sandbox import Limits, Sandbox
from pipeline.sandbox.server import serving

LOGIN = Login("sandbox", "se:cret", ("10.5555",))
OTHER = Login("other", "pass", ("10.1234",))
CREDENTIALS = {"usr": LOGIN.name, "pwd": LOGIN.password}
DELAY = 10.0


def stub(
    content: bytes,
    operation: str,  # noqa: ARG001 - the signature of a processor
    registry: object,  # noqa: ARG001
    *,
    prefixes: Sequence[str],  # noqa: ARG001
    submission_id: str,
    now: datetime,
    hosted: Collection[str],  # noqa: ARG001
) -> Receipt:
    """Succeed with a batch id out of the file, and tell when; break on a file that says so."""
    if b"break" in content:
        raise ZeroDivisionError
    found = re.search(rb"<doi_batch_id>(.*)</doi_batch_id>", content)
    record = Record(status=RecordStatus.SUCCESS, doi="10.5555/1", message=f"Successfully added {now:%Y}")
    batch_id = found[1].decode() if found else ""
    return Receipt(BatchStatus.COMPLETED, submission_id, batch_id, (record,), Counts(1, 1, 0, 0), "here")


def make_sandbox(state: Path, **options: Any) -> Sandbox:
    """Make a sandbox with a clock that stands."""
    settings = {"clock": ManualClock(), "process": stub, "limits": Limits(delay=DELAY), **options}
    return Sandbox(state, (LOGIN, OTHER), **settings)


@contextmanager
def make_client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """Serve a sandbox while the context lasts, which then is closed, and give a client of it."""
    with serving(sandbox) as url, httpx.Client(base_url=url, trust_env=False, timeout=10) as client:
        yield client


def deposit(client: Any, name: str = "a.xml", batch: str = "a", **fields: str) -> Any:
    """Deposit a file."""
    content = f"<doi_batch><doi_batch_id>{batch}</doi_batch_id></doi_batch>".encode()
    data = {"login_id": LOGIN.name, "login_passwd": LOGIN.password, **fields}
    return client.post("/servlet/deposit", data=data, files={"fname": (name, content)})


def poll(client: Any, **fields: str) -> Any:
    """Ask for a log."""
    return client.post("/servlet/submissionDownload", data={**CREDENTIALS, "type": "result", **fields})


def advance(client: Any, seconds: float = 2 * DELAY) -> Any:
    """Let time pass."""
    return client.post("/sandbox/clock", json={"advance": seconds})


def add_fault(client: Any, kind: str, **fields: Any) -> Any:
    """Let a fault wait."""
    return client.post("/sandbox/faults", json={"kind": kind, **fields})


def rows(state: Path) -> int:
    """Count the submissions in the file, as another program sees them."""
    with sqlite3.connect(state) as connection:
        return int(connection.execute("SELECT count(*) FROM submissions").fetchone()[0])
