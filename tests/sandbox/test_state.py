"""The file of a sandbox: older ones, later ones, and those of other programs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.sandbox.clock import ManualClock, RealClock
from pipeline.sandbox.queue import Queue
from pipeline.sandbox.sandbox import Upload
from pipeline.sandbox.state import LAYOUT
from tests.sandbox.serving import LOGIN, advance, deposit, make_client, make_sandbox, poll

FIRST_LAYOUT = """
CREATE TABLE submissions (id INTEGER PRIMARY KEY, login TEXT NOT NULL, operation TEXT NOT NULL,
 file_name TEXT NOT NULL, content BLOB NOT NULL, received REAL NOT NULL, starts REAL NOT NULL, due REAL NOT NULL,
 known REAL NOT NULL, waits INTEGER NOT NULL, batch_id TEXT, completed REAL, receipt BLOB,
 records INTEGER, successes INTEGER, warnings INTEGER, failures INTEGER);
CREATE TABLE doi_record (number INTEGER PRIMARY KEY, doi_key TEXT NOT NULL UNIQUE, doi TEXT NOT NULL,
 owner TEXT NOT NULL, timestamp TEXT NOT NULL, url TEXT NOT NULL, type TEXT NOT NULL, xml BLOB NOT NULL,
 likeness TEXT NOT NULL, registered_at TEXT NOT NULL, updated_at TEXT NOT NULL, times_registered INTEGER NOT NULL);
CREATE TABLE matched_reference (doi_key TEXT NOT NULL, citation_key TEXT NOT NULL, cited TEXT NOT NULL);
INSERT INTO submissions VALUES (1400000001, 'sandbox', 'doMDUpload', 'old.xml', x'78', 1, 1, 1, 1, 0, 'old', 1,
 x'6c6f67', 1, 1, 0, 0);
INSERT INTO doi_record VALUES (1, '10.5555/OLD', '10.5555/old', '10.5555', '7', 'https://example.org/', 'dissertation',
 CAST('<dissertation xmlns="http://www.crossref.org/schema/5.5.0"><titles><title>Old</title></titles></dissertation>'
 AS BLOB), '', '2026-01-01', '2026-01-01', 1);
PRAGMA user_version=1;
"""


def _database(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def _value(path: Path, statement: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchone()[0]


def test_the_state_of_an_earlier_program(tmp_path: Path) -> None:
    """A file of the first layout is brought to today's, with all that is in it."""
    state = tmp_path / "s"
    _database(state, FIRST_LAYOUT)
    for _ in range(2):
        with make_client(make_sandbox(state)) as client:
            assert poll(client, file_name="old.xml").text == "log"
            assert client.get("/works/10.5555/old").json()["message"]["title"] == ["Old"]
            assert "10.5555/old" in client.get("/").text
    assert _value(state, "PRAGMA user_version") == LAYOUT


def test_the_state_of_a_later_program(tmp_path: Path) -> None:
    """A layout that this program does not know is not touched."""
    state = tmp_path / "s"
    Queue(state).close()
    _database(state, "PRAGMA user_version=99")
    with pytest.raises(PipelineError, match="a later version of this program"):
        Queue(state)


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE submissions (a)",
        "PRAGMA user_version=1",
        "PRAGMA user_version=99",
        "PRAGMA application_id=5",
        "CREATE TABLE mine (a); PRAGMA user_version=1",
    ],
)
def test_a_database_of_something_else(tmp_path: Path, script: str) -> None:
    """It is told, and not a byte of it changes."""
    state = tmp_path / "mine.sqlite3"
    _database(state, script)
    before = state.read_bytes()
    with pytest.raises(PipelineError, match=r"mine\.sqlite3: it is a database of something else"):
        Queue(state)
    assert state.read_bytes() == before


def test_the_manual_clock_stands_where_it_stood(tmp_path: Path) -> None:
    """Another process would go on at the same time; what was received meanwhile does not wait longer."""
    state = tmp_path / "s"
    with make_client(make_sandbox(state, clock=ManualClock())) as client:
        advance(client, 86_400 * 365)
        deposit(client)
        before = client.get("/sandbox/state").json()["now"]
    with make_client(make_sandbox(state, clock=ManualClock())) as client:
        assert client.get("/sandbox/state").json()["now"] == before
        advance(client)
        assert b"completed" in poll(client, file_name="a.xml").content


def test_a_manual_clock_that_was_never_advanced(tmp_path: Path) -> None:
    """It stands as well."""
    state = tmp_path / "s"
    first = make_sandbox(state, clock=ManualClock())
    before = first.clock.now()
    first.close()
    second = make_sandbox(state, clock=ManualClock())
    assert second.clock.now() == before
    second.close()


def test_the_real_clock_stays_ahead(tmp_path: Path) -> None:
    """By as much as it was advanced."""
    state = tmp_path / "s"
    with make_client(make_sandbox(state, clock=RealClock())) as client:
        advance(client, 1000)
    second = make_sandbox(state, clock=RealClock())
    assert second.clock.setting == 1000
    second.close()


def test_two_sandboxes_on_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each submission is processed by one of them."""
    clock = ManualClock()
    one, two = (make_sandbox(tmp_path / "s", clock=clock) for _ in range(2))
    one.receive(LOGIN, Upload("doMDUpload", "a.xml", b"<a/>"))
    clock.advance(100)
    look, processed = one._queue.next_due, []

    def slow(now: float) -> object:
        found = look(now)
        processed.append(two.process_due())
        return found

    monkeypatch.setattr(one._queue, "next_due", slow)
    assert one.process_due() == 0
    assert processed[0] == 1
    one.close()
    two.close()
