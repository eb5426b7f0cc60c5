"""Several processes with one ledger, some of which are killed."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.ledger import Ledger, OnItsWay, State, Submission, open_ledger
from tests.ledger.support import ENDPOINT, new, taken
from tests.support import CHECKOUT


def _start(address: str, deed: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.child", address, deed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )


def _line(child: "subprocess.Popen[str]") -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def _go_on(child: "subprocess.Popen[str]") -> None:
    assert child.stdin
    child.stdin.write("\n")
    child.stdin.flush()


def test_one_wins(address: str) -> None:
    """Of processes that open a new ledger and prepare the same content at once, one gets to send it."""
    children = [_start(address, "prepare") for _ in range(3)]
    assert [_line(child) for child in children] == ["ready"] * 3
    for child in children:
        _go_on(child)
    words = [child.communicate()[0].strip() for child in children]
    assert sorted(words) == ["OnItsWay", "OnItsWay", "Submission"]
    assert [child.returncode for child in children] == [0, 0, 0]


def test_killed(address: str) -> None:
    """A process that is killed leaves what it committed, nothing of what it did not, and no lock."""
    child = _start(address, "hold")
    assert _line(child) == "ready"
    with open_ledger(address) as ledger:
        (found,) = ledger.open_submissions(ENDPOINT)
        with ledger.claimed(found.id, wait=False) as claimed:
            assert claimed is None
        child.kill()
        child.communicate()
        assert isinstance(ledger.prepare(new("200")), OnItsWay)
        assert [event.state for event in ledger.events(found.id)] == [State.PREPARED]
        with ledger.claimed(found.id, wait=False) as claimed:
            assert claimed == found


def test_claim(ledger: Ledger, address: str) -> None:
    """One process works on a submission; the right ends with its work."""
    id_ = taken(ledger, new()).id
    with ledger.claimed(id_) as mine:
        assert mine
        assert mine.id == id_
        other = _start(address, "claim")
        assert _line(other) == "nothing"
        other.communicate("\n")
    other = _start(address, "claim")
    assert _line(other) == "claimed"
    with ledger.claimed(id_, wait=False) as found:
        assert found is None
    other.communicate("\n")


def test_claim_rereads(ledger: Ledger) -> None:
    """A submission that somebody else has ended is not given; one that goes on is given as it is now."""
    id_ = taken(ledger, new()).id
    ledger.record(id_, State.SENDING, attempt=1, file_name="a.xml")
    with ledger.claimed(id_) as found:
        assert found
        assert found.state is State.SENDING
    ledger.record(id_, State.LOST, attempt=1)
    with ledger.claimed(id_) as found:
        assert found is None


def test_claim_is_given_back_after_an_error(ledger: Ledger) -> None:
    """An error in the work passes through, and gives the right back."""
    id_ = taken(ledger, new()).id
    with pytest.raises(OSError, match="mine"), ledger.claimed(id_):
        raise OSError("mine")
    with ledger.claimed(id_, wait=False) as found:
        assert found


def test_waits_for_claim(tmp_path: Path) -> None:
    """On a file, a claim waits for the one before, and sees what that did."""
    with open_ledger(str(tmp_path / "ledger.db")) as ledger:
        id_ = taken(ledger, new()).id
        seen: list[Submission | None] = []

        def work() -> None:
            with ledger.claimed(id_) as found:
                seen.append(found)

        with ledger.claimed(id_):
            thread = threading.Thread(target=work)
            thread.start()
            thread.join(0.3)
            assert not seen
            ledger.record(id_, State.REFUSED, attempt=1)
        thread.join(20)
        assert seen == [None]


def test_claim_under_another_name(tmp_path: Path) -> None:
    """A file that goes by two names has one claim."""
    (tmp_path / "link.db").symlink_to(tmp_path / "ledger.db")
    with open_ledger(str(tmp_path / "ledger.db")) as ledger, open_ledger(str(tmp_path / "link.db")) as other:
        id_ = taken(ledger, new()).id
        with ledger.claimed(id_), other.claimed(id_, wait=False) as found:
            assert found is None
        with other.claimed(id_, wait=False) as found:
            assert found


def test_threads(ledger: Ledger) -> None:
    """Threads share a ledger; numbers and contents do not mix."""
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(5):
                taken(ledger, new(str(number + 1), f"10.5555/{name}", text=f"{name}{number}"))
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(ledger.open_submissions(ENDPOINT)) == 20
