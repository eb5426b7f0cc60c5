"""What another process does with a ledger, in the tests: ``python -m tests.ledger.child ADDRESS DEED``."""

import sys
import time

from pipeline.ledger import State, Submission, open_ledger
from pipeline.ledger.store import Ledger
from tests.ledger.support import new


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def _prepare(ledger: Ledger) -> None:
    _say("ready")
    sys.stdin.readline()
    _say(type(ledger.prepare(new("100"))).__name__)


def _hold(ledger: Ledger) -> None:
    """Claim a submission, record, begin to write more, and wait for death."""
    found = ledger.prepare(new("100"))
    assert isinstance(found, Submission)
    with ledger.claimed(found.id), ledger._database.writing() as connection:
        from pipeline.ledger import writing

        at = found.prepared_at
        writing.record(connection, found.id, State.LOST, at, attempt=9, file_name="", message="", content=b"half")
        _say("ready")
        time.sleep(60)


def _claim(ledger: Ledger) -> None:
    with ledger.claimed(1, wait=False) as found:
        _say("claimed" if found else "nothing")
        sys.stdin.readline()


if __name__ == "__main__":
    deeds = {"prepare": _prepare, "hold": _hold, "claim": _claim}
    with open_ledger(sys.argv[1]) as opened:
        deeds[sys.argv[2]](opened)
