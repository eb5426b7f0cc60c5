"""The exclusive right to work on a submission. It ends with the process that has it, however that ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import text

from pipeline.ledger.opening import Database

_CLASS = 0x534D504C << 32  # first half of the number of a lock: others may use such locks in the same database


@contextmanager
def claim(database: Database, submission_id: int, *, wait: bool) -> Iterator[bool]:
    """Have the right to work on a submission; ``False`` if somebody else has it.

    A file has one lock, ``<file>.lock``, for all its submissions, of the operating system; with ``wait`` it is waited
    for. A server has one for each submission, which it takes back when the connection ends; nobody waits for it.
    """
    taking = _of_file(database, database.path, wait=wait) if database.path else _of_server(database, submission_id)
    with taking as has_it:
        yield has_it


@contextmanager
def _of_file(database: Database, path: Path, *, wait: bool) -> Iterator[bool]:
    with database.place.guarded():
        real = path.resolve()  # a file has one lock, whatever the name it goes by
        lock = FileLock(real.with_name(real.name + ".lock"))
        has_it = _acquire(lock, wait=wait)
    try:
        yield has_it
    finally:
        if has_it:
            lock.release()


def _acquire(lock: FileLock, *, wait: bool) -> bool:
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:  # an OSError, but not one that tells of a fault
        return False
    return True


@contextmanager
def _of_server(database: Database, submission_id: int) -> Iterator[bool]:
    with database.place.guarded():
        connection = database.engine.connect()
    try:
        with database.place.guarded():
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()  # closed for good afterwards: that gives the lock back
            query = text("SELECT pg_try_advisory_lock(:number)")
            has_it = connection.execute(query, {"number": _CLASS | submission_id}).scalar()
        yield bool(has_it)
    finally:
        connection.close()
