"""What goes wrong with a ledger is said, with a remedy, and nothing is harmed."""

import errno
import os
import shutil
import sqlite3
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from pipeline.errors import LedgerUnavailable
from pipeline.ledger import Ledger, State, open_ledger
from pipeline.ledger import opening as opening_module
from pipeline.ledger.faults import Place
from pipeline.ledger.opening import APPLICATION_ID
from tests.ledger.support import ENDPOINT, new, taken

_NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a ledger with one submission."""
    made = tmp_path / "ledger.db"
    with open_ledger(str(made)) as ledger:
        taken(ledger, new())
    return made


def _each_connection(engine: Engine, pragma: str) -> None:
    """Set something for connections that are made from now on."""
    engine.dispose()

    def prepare(connection: DBAPIConnection, _: object) -> None:
        connection.cursor().execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)


def _refused(address: object) -> LedgerUnavailable:
    with pytest.raises(LedgerUnavailable) as caught, open_ledger(str(address)):
        pass
    assert caught.value.remedy
    return caught.value


def test_settings_of_a_file(path: Path) -> None:
    """A ledger is written through to the disk, and known by its header."""
    with open_ledger(f"sqlite:///{path}") as ledger, ledger._database.reading() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": APPLICATION_ID,
        "busy_timeout": 30000,
    }


def test_folders_are_made(tmp_path: Path) -> None:
    """A ledger is made with the folders that it lies in."""
    with open_ledger(str(tmp_path / "a" / "b" / "ledger.db")) as ledger:
        assert ledger.open_submissions(ENDPOINT) == ()
    assert repr(ledger) == f"Ledger('{tmp_path / 'a' / 'b' / 'ledger.db'}')"


def test_disk_full(path: Path) -> None:
    """A full disk is told; what was there before is whole, and things go on once there is room."""
    with open_ledger(str(path)) as ledger:
        before = list(ledger.export())
        with ledger._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        _each_connection(ledger._database.engine, f"max_page_count = {pages}")
        with pytest.raises(LedgerUnavailable, match="the disk is full"):
            ledger.record(1, State.SENDING, attempt=1, content=os.urandom(100_000))
        assert list(ledger.export()) == before
    with open_ledger(str(path)) as ledger:
        ledger.record(1, State.SENDING, attempt=1, content=os.urandom(100_000))


def test_read_only_file(path: Path) -> None:
    """A ledger that must not be written can be read."""
    with open_ledger(str(path)) as ledger:
        _each_connection(ledger._database.engine, "query_only = ON")
        with pytest.raises(LedgerUnavailable, match="must not be written"):
            ledger.record(1, State.SENDING, attempt=1)
        assert len(ledger.open_submissions(ENDPOINT)) == 1


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Take away the right to write; from root too, who may write everywhere."""
    is_root = os.geteuid() == 0
    folder.chmod(0o555)
    if is_root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_read_only_folder(path: Path) -> None:
    """A folder that must not be written is told, whether the ledger is there or not."""
    with tempfile.TemporaryDirectory() as made:  # where others than root may look
        folder = Path(made)
        shutil.copy(path, folder / "ledger.db")
        (folder / "ledger.db").chmod(0o444)
        with _read_only(folder):
            errors = [_refused(folder / name) for name in ("other.db", "ledger.db")]
        assert [str(error.message.id) for error in errors] == ["The ledger {place} must not be written."] * 2
        with open_ledger(str(folder / "ledger.db")) as ledger:
            assert len(ledger.open_submissions(ENDPOINT)) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "must not be written"), (errno.EROFS, "must not be written"), (errno.ENOSPC, "disk is full")],
)
def test_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    """What the system refuses is told."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert words in str(_refused(tmp_path / "a" / "ledger.db"))


def test_folder_is_a_file(tmp_path: Path) -> None:
    """A file in the place of a folder is told."""
    (tmp_path / "a").write_text("x")
    assert "cannot be read or written" in str(_refused(tmp_path / "a" / "ledger.db"))


def test_path_is_a_folder(tmp_path: Path) -> None:
    """A folder is no ledger."""
    assert "is not a ledger" in str(_refused(tmp_path))


def test_no_database(tmp_path: Path) -> None:
    """A file that is something else is not touched."""
    file = tmp_path / "letter.txt"
    file.write_bytes(b"Dear editor, " * 100)
    assert "is not a ledger" in str(_refused(file))
    assert file.read_bytes() == b"Dear editor, " * 100
    assert sorted(tmp_path.iterdir()) == [file]


def test_database_of_another_program(tmp_path: Path) -> None:
    """Nor is the database of another program."""
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE event (x)")
    before = file.read_bytes()
    assert "is not a ledger" in str(_refused(file))
    assert file.read_bytes() == before


def test_empty_file(tmp_path: Path) -> None:
    """An empty file, as `mktemp` makes it, becomes a ledger."""
    file = tmp_path / "ledger.db"
    file.touch()
    with open_ledger(str(file)) as ledger:
        taken(ledger, new())


def test_damaged(path: Path) -> None:
    """A damaged file is told as such."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerUnavailable, match="is damaged"), open_ledger(str(path)) as ledger:
        list(ledger.export())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET state = 'foo'",
        "UPDATE event SET at = 'yesterday'",
        "UPDATE event SET at = '2026-01-01T00:00:00'",
        "UPDATE submission SET prepared_at = 5",
        "UPDATE blob SET content = x'00'",
        "UPDATE blob SET content = 'text'",
    ],
)
def test_changed_by_hand(path: Path, change: str) -> None:
    """What this program never writes is told, and above all never sent."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        _free(other)
        other.execute(change)
    with open_ledger(str(path)) as ledger, pytest.raises(LedgerUnavailable, match="is damaged"):
        ledger.content(ledger.submission(1).sha256)


def _free(other: sqlite3.Connection) -> None:
    for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        other.execute(f"DROP TRIGGER {name}")


def test_timestamp_of_many_digits(path: Path) -> None:
    """A timestamp that no deposit can have counts as none."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        _free(other)
        other.execute("UPDATE submission_doi SET timestamp = ?", ("9" * 5000,))
    with open_ledger(str(path)) as ledger:
        doi = ledger.submission(1).dois[0].doi
        assert not any(ledger.highest_timestamps(ENDPOINT, doi).values())


def test_cut_off(path: Path, tmp_path: Path) -> None:
    """So is a file that was cut off."""
    cut = tmp_path / "cut.db"
    shutil.copy(path, cut)
    os.truncate(cut, 5000)
    with pytest.raises(LedgerUnavailable), open_ledger(str(cut)) as ledger:
        taken(ledger, new("200", "10.5555/b"))


def test_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds is told after the wait."""
    monkeypatch.setattr(opening_module, "_WAIT_SECONDS", 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_ledger(str(path)) as ledger:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnavailable, match="held by another program"):
            ledger.record(1, State.SENDING, attempt=1)
        assert len(ledger.events(1)) == 1


def test_newer(ledger: Ledger, address: str) -> None:
    """A ledger of a newer program is left alone."""
    with ledger._database.writing() as connection:
        connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
    assert "newer version" in str(_refused(address))


@pytest.mark.parametrize(
    "address",
    [
        "mysql://user:s3cret@host/db",
        "postgresql://user:s3cret@host:port/db",
        "postgresql+pg8000://user:s3cret@host/db",
        "sqlite://",
        "postgresql://user:p@s3cret:x/y@host:1/db",
        "https://user:s3cret@example.org",
        "postgresql:/user:s3cret@host/db",
        "postgres:user:s3cret@host/db",
        "user:s3cret@host/db",
        "host=localhost password=s3cret",
        "sqlite://user:s3cret@host/db",
        "sqlite:s3cret",
        "postgresql://user:s3cret\udcff@127.0.0.1:1/db",
    ],
)
def test_no_address(address: str) -> None:
    """What is no address of a ledger is told without repeating it, since a password may be in it."""
    error = _refused(address)
    shown = "".join(traceback.format_exception(error))
    assert "not the address of a ledger" in str(error)
    assert "s3cret" not in shown


def test_name_in_other_bytes(tmp_path: Path) -> None:
    """The name of a ledger may be in bytes that are no UTF-8, the second time, too."""
    path = tmp_path / os.fsdecode(b"\xff?%#.sqlite")
    for _ in range(2):
        with open_ledger(str(path)) as ledger:
            assert ledger.endpoints() == ()
    assert path.is_file()


@pytest.mark.parametrize(
    "address",
    [
        "postgres://user:s3cret@127.0.0.1:1/db?connect_timeout=2",
        " postgresql://127.0.0.1:1/db?connect_timeout=2&password=s3cret\n",
    ],
)
def test_unreachable(address: str) -> None:
    """A server that does not answer is told, without the password."""
    error = _refused(address)
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error.remedy)
    assert "The ledger postgresql://127.0.0.1:1/db cannot be reached" in str(error)
    assert "s3cret" not in shown


def test_wrong_password(on_server: str) -> None:
    """A login that is not taken is told, without the password."""
    error = _refused(on_server.replace("s3cret", "wr0ng"))
    assert "cannot be reached" in str(error)
    assert "wr0ng" not in "".join(traceback.format_exception(error))


def test_password_of_a_ledger_is_not_shown(on_server: str) -> None:
    """Nor is it in what an open ledger shows of itself."""
    with open_ledger(on_server) as ledger:
        assert "s3cret" not in repr(ledger) + repr(ledger._database) + ledger.place


def test_server_gone(on_server: str) -> None:
    """A connection that the server cuts is made anew for the next question."""
    import psycopg

    with open_ledger(on_server) as ledger:
        taken(ledger, new())
        with psycopg.connect(on_server, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert len(ledger.open_submissions(ENDPOINT)) == 1


def test_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without psycopg the way to get it is told."""

    def refuse(*_: object, **__: object) -> None:
        raise ImportError("psycopg")

    monkeypatch.setattr(opening_module, "create_engine", refuse)
    error = _refused("postgresql://user:s3cret@host/db")
    assert 'pip install "scholarly-metadata-pipeline[postgresql]"' in str(error.remedy)


class _ServerError(Exception):
    def __init__(self, state: str) -> None:
        super().__init__("\nfirst s3cret line\nsecond line")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("53100", "disk is full"),
        ("25006", "must not be written"),
        ("55P03", "held by another"),
        ("XX000", "cannot be read or written: first *** line"),
    ],
)
def test_words_for_a_server(state: str, words: str) -> None:
    """What a server refuses is told like what a file refuses."""
    fault = Place("postgresql://host/db", is_file=False, secret="s3cret").fault(_ServerError(state))  # noqa: S106
    assert words in str(fault)
