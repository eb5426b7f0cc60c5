"""Steps of submissions, by a server that says what it is told to say."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.deposits.answers import Answer, Log, Refused, Uncertain
from pipeline.deposits.operation import Operation
from pipeline.deposits.receipt import read_receipt
from pipeline.ledger import DoiState, Ledger, Outcome, State, open_ledger
from pipeline.messages import msg
from pipeline.submission.delivering import Courier
from pipeline.submission.following import Follower
from tests.ledger.support import ENDPOINT, new, taken
from tests.submission.support import Waiting

_UNKNOWN = b'<doi_batch_diagnostic status="unknown_submission"/>'
_DONE = b"""<doi_batch_diagnostic status="completed"><record_diagnostic status="Success"><doi>10.5555/a</doi>
<msg>Successfully added</msg></record_diagnostic></doi_batch_diagnostic>"""
_FORBIDDEN = Refused(msg("No."), None, Answer(403, b"no"))


class Server:
    """Answers uploads in turn, and polls by the file's name: with bytes, or with an error."""

    def __init__(self) -> None:
        self.uploads: list[bytes | Exception] = []
        self.logs: dict[str, bytes | Exception] = {}
        self.names: list[str] = []

    def deposit(self, file_name: str, _content: bytes, _operation: Operation) -> Answer:
        """Take a file, or not."""
        self.names.append(file_name)
        return self._give(self.uploads.pop(0))

    def log(self, file_name: str) -> Log:
        """Give a log."""
        content = self._give(self.logs.get(file_name, _UNKNOWN)).content
        return Log(read_receipt(content), content)

    def _give(self, answer: bytes | Exception) -> Answer:
        if isinstance(answer, Exception):
            raise answer
        return Answer(200, answer)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Open a ledger whose clock is that of the courier."""
    with open_ledger(str(tmp_path / "ledger.db"), clock=_CLOCK.now) as opened:
        yield opened


_CLOCK = Waiting()


def _courier(ledger: Ledger, server: Any) -> Courier:
    return Courier(ledger, server, _CLOCK)


def _later() -> None:
    _CLOCK._now += timedelta(hours=1)


def test_refused_after_one_that_arrived(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload that is refused does not end a submission whose upload before it has arrived after all."""
    server, id_ = Server(), taken(ledger, new()).id
    server.uploads = [Uncertain(msg("Lost.")), _FORBIDDEN]
    courier = _courier(ledger, server)
    courier.step(id_)
    _later()
    arrive: Callable[..., Answer] = server.deposit

    def arrives(*arguments: Any) -> Answer:
        server.logs[server.names[0]] = _DONE
        return arrive(*arguments)

    monkeypatch.setattr(server, "deposit", arrives)
    courier.step(id_)
    assert len(server.names) == 2
    assert ledger.submission(id_).file_name == server.names[0]
    courier.step(id_)
    assert ledger.submission(id_).state is State.COMPLETED
    assert ledger.outcomes(id_) == (Outcome("10.5555/a", DoiState.REGISTERED, "Successfully added", None),)


def test_refused_after_one_that_did_not(ledger: Ledger) -> None:
    """Where nothing has arrived, a refusal ends the submission."""
    server, id_ = Server(), taken(ledger, new()).id
    server.uploads = [Uncertain(msg("Lost.")), _FORBIDDEN]
    courier = _courier(ledger, server)
    courier.step(id_)
    _later()
    courier.step(id_)
    assert ledger.submission(id_).state is State.REFUSED


def test_one_log_is_refused(ledger: Ledger) -> None:
    """A server that does not give one log does not keep the others from going on; it is told in the end."""
    server = Server()
    ids = [taken(ledger, new("100", f"10.5555/{letter}", text=letter)).id for letter in "ba"]
    server.uploads = [b"received", b"received"]
    states: list[State] = []
    follower = Follower(
        ledger, _courier(ledger, server), _CLOCK, ENDPOINT, lambda moved: states.append(moved.state), 1.0
    )
    follower.once()
    server.logs = {server.names[0]: _FORBIDDEN, server.names[1]: _DONE}
    with pytest.raises(Refused):
        follower.once()
    assert states == [State.RECEIVED, State.RECEIVED, State.COMPLETED]
    assert ledger.open_ids(ENDPOINT) == (ids[0],)


def test_somebody_else_has_finished(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lost the claim during an upload, with its connection, finds the work of another, and lets it be."""
    server, id_ = Server(), taken(ledger, new()).id
    server.uploads = [b"received"]
    arrive: Callable[..., Answer] = server.deposit

    def slow(*arguments: Any) -> Answer:
        ledger.complete(id_, attempt=1, file_name="other.xml", content=_DONE, outcomes=(), citations=())
        return arrive(*arguments)

    monkeypatch.setattr(server, "deposit", slow)
    after = _courier(ledger, server).step(id_)
    assert after
    assert after.state is State.COMPLETED
