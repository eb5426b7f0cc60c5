"""What is kept: over restarts, over a kill, in order."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from pipeline.errors import PipelineError
from pipeline.sandbox.clock import ManualClock
from pipeline.sandbox.faults import Fault, Kind
from pipeline.sandbox.queue import Arrival, Queue, Tally
from pipeline.sandbox.sandbox import Upload
from tests.sandbox.serving import LOGIN, advance, deposit, make_client, make_sandbox, poll, rows


def _arrival(name: str = "a.xml", due: float = 3) -> Arrival:
    return Arrival("me", "doMDUpload", name, b"<a/>", received=1, starts=2, due=due, known=0)


def test_numbers_have_ten_digits(tmp_path: Path) -> None:
    """As Crossref's, and each is greater than the one before."""
    queue = Queue(tmp_path / "s")
    first, second = queue.add(_arrival()), queue.add(_arrival())
    assert len(str(first)) == 10
    assert second == first + 1
    queue.close()


def test_due_in_order_of_arrival(tmp_path: Path) -> None:
    """The one that came first is first, though another was due earlier."""
    queue = Queue(tmp_path / "s")
    first = queue.add(_arrival(due=4))
    second = queue.add(_arrival(due=3))
    for expected in (first, second):
        found = queue.next_due(5)
        assert found is not None
        assert found.id == expected
        queue.complete(expected, 5, "b", b"<log/>", Tally(1, 1, 0, 0))
    assert queue.next_due(5) is None
    assert queue.pending("me") == 0
    queue.close()


def test_what_waits_is_found_without_the_contents(tmp_path: Path) -> None:
    """Ten thousand may wait, and be asked about many times a second: an index answers for all that is not due."""
    queue = Queue(tmp_path / "s")
    asked: list[str] = []
    queue.connection.set_trace_callback(asked.append)
    assert queue.next_due(5) is None
    assert queue.pending("me") == 0
    queue.connection.set_trace_callback(None)
    plans = [queue.connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall() for statement in asked]
    assert len(plans) == 2
    assert all("submissions_open" in str(plan) for plan in plans)
    queue.close()


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    """What fails in the middle leaves nothing."""
    queue = Queue(tmp_path / "s")

    def fail() -> None:
        with queue.transaction():
            queue.add(_arrival())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert queue.count() == 0
    queue.close()


def test_restart(tmp_path: Path) -> None:
    """A sandbox that starts again goes on where the other one ended."""
    state, clock = tmp_path / "s", ManualClock()
    first = make_sandbox(state, clock=clock)
    with make_client(first) as client:
        deposit(client, "done.xml", "done")
        advance(client)
        deposit(client, "waiting.xml", "waiting")
    second = make_sandbox(state, clock=clock)
    with make_client(second) as client:
        assert b'status="completed"' in poll(client, doi_batch_id="done").content
        assert b'status="queued"' in poll(client, file_name="waiting.xml").content
        advance(client)
        assert b'status="completed"' in poll(client, doi_batch_id="waiting").content


def test_out_of_order(tmp_path: Path) -> None:
    """The submission with the fault is processed after the next one."""
    sandbox = make_sandbox(tmp_path / "s")
    sandbox.receive(LOGIN, Upload("doMDUpload", "1.xml", b"<a/>"), Fault(Kind.OUT_OF_ORDER))
    sandbox.clock.advance(100)
    assert sandbox.process_due() == 0
    sandbox.receive(LOGIN, Upload("doMDUpload", "2.xml", b"<a/>"))
    sandbox.clock.advance(100)
    assert sandbox.process_due() == 2
    sandbox.close()


def test_a_kill_loses_nothing(tmp_path: Path) -> None:
    """What was answered as received is there after SIGKILL."""
    state = tmp_path / "s"
    code = (
        "import sys; from tests.sandbox.serving import make_sandbox; from pipeline.sandbox.server import *\n"
        "listener = listen(0)\n"
        "run(make_sandbox(sys.argv[1]), listener, lambda: print(address(listener), flush=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(state)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    with process.stdout, httpx.Client(base_url=process.stdout.readline().strip(), trust_env=False) as client:
        for number in range(20):
            assert "successfully received" in deposit(client, f"{number}.xml").text
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert rows(state) == 20


def test_a_file_that_is_no_state(tmp_path: Path) -> None:
    """It is told, and left as it is."""
    state = tmp_path / "notes.txt"
    state.write_text("my notes, which are long enough to be no database at all")
    with pytest.raises(PipelineError, match=r"notes\.txt"):
        Queue(state)
    assert state.read_text().startswith("my notes")
    with pytest.raises(PipelineError):
        Queue(tmp_path / "no" / "folder")
