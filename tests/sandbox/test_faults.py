"""Each fault, over real connections."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipeline.errors import UsageError
from pipeline.sandbox.faults import Fault, Faults, Kind, Request, parse_fault
from pipeline.sandbox.sandbox import Sandbox
from tests.sandbox.serving import LOGIN, add_fault, advance, deposit, make_client, make_sandbox, poll


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A sandbox whose clock stands; ``client`` closes it."""
    return make_sandbox(tmp_path / "state")


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A client over the network."""
    with make_client(sandbox) as made:
        yield made


@pytest.mark.parametrize("kind", ["429", "500", "503", "403"])
def test_refusals(client: httpx.Client, sandbox: Sandbox, kind: str) -> None:
    """As often as was asked for; nothing is stored; then all is well."""
    add_fault(client, kind, count=2)
    for _ in range(2):
        assert deposit(client).status_code == int(kind)
    assert sandbox.submission_count() == 0
    assert deposit(client).status_code == 200


def test_retry_after(client: httpx.Client) -> None:
    """A refusal may tell when to come back."""
    add_fault(client, "503", seconds=7)
    assert deposit(client).headers["retry-after"] == "7"
    add_fault(client, "503")
    assert "retry-after" not in deposit(client).headers


def test_polls_only(client: httpx.Client) -> None:
    """A fault may leave deposits in peace."""
    add_fault(client, "503", on="poll")
    assert deposit(client).status_code == 200
    assert poll(client, file_name="a.xml").status_code == 503
    assert poll(client, file_name="a.xml").status_code == 200


def test_stored_but_an_error(client: httpx.Client, sandbox: Sandbox) -> None:
    """The client is told of an error, and the submission is there."""
    add_fault(client, "500-after")
    assert deposit(client).status_code == 500
    assert sandbox.submission_count() == 1


@pytest.mark.parametrize(("kind", "stored"), [("broken-before", 0), ("broken-after", 1)])
def test_broken(client: httpx.Client, sandbox: Sandbox, kind: str, stored: int) -> None:
    """The connection ends without an answer."""
    add_fault(client, kind)
    with pytest.raises(httpx.TransportError):
        deposit(client)
    assert sandbox.submission_count() == stored
    assert deposit(client).status_code == 200


@pytest.mark.parametrize(("kind", "stored"), [("timeout-before", 0), ("timeout-after", 1)])
def test_timeouts(client: httpx.Client, sandbox: Sandbox, kind: str, stored: int) -> None:
    """The client gives up waiting; or it waits long enough, and the connection ends."""
    add_fault(client, kind, seconds=60)
    with pytest.raises(httpx.ReadTimeout):
        deposit(httpx.Client(base_url=client.base_url, trust_env=False, timeout=0.5))
    assert sandbox.submission_count() == stored
    add_fault(client, kind, seconds=0.2)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        deposit(client)
    assert sandbox.submission_count() == 2 * stored


def test_login_page(client: httpx.Client) -> None:
    """Status 200, and no success."""
    add_fault(client, "login-page")
    answer = deposit(client)
    assert answer.status_code == 200
    assert "Welcome to Crossref" in answer.text
    assert "successfully received" not in answer.text


def test_truncated(client: httpx.Client) -> None:
    """A log that ends in the middle; a deposit does not use the fault up."""
    add_fault(client, "truncated")
    deposit(client)
    cut = poll(client, file_name="a.xml").content
    whole = poll(client, file_name="a.xml").content
    assert cut == whole[: len(whole) // 2]


def test_late(client: httpx.Client) -> None:
    """Received, and yet unknown for a while."""
    add_fault(client, "late", seconds=50)
    deposit(client)
    assert b"unknown_submission" in poll(client, file_name="a.xml").content
    advance(client, 51)
    assert b"completed" in poll(client, file_name="a.xml").content


def test_out_of_order(client: httpx.Client) -> None:
    """The first is completed only after the second came."""
    add_fault(client, "out-of-order")
    deposit(client, "1.xml", "1")
    advance(client)
    assert b"in_process" in poll(client, file_name="1.xml").content
    deposit(client, "2.xml", "2")
    advance(client)
    assert b"completed" in poll(client, file_name="1.xml").content


@pytest.mark.parametrize("call", [deposit, lambda client: poll(client, file_name="a.xml")])
def test_echo(client: httpx.Client, sandbox: Sandbox, call: object) -> None:
    """The answer repeats the password, which clients must not show."""
    add_fault(client, "echo")
    answer = call(client)  # type: ignore[operator]
    assert answer.status_code == 500
    assert LOGIN.password in answer.text
    assert sandbox.submission_count() == 0


def test_faults_can_be_seen_and_forgotten(client: httpx.Client) -> None:
    """The state lists them; DELETE takes them away."""
    add_fault(client, "503", count=3)
    assert client.get("/sandbox/state").json()["faults"] == [{"kind": "503", "count": 3, "on": None, "seconds": 0.0}]
    assert client.delete("/sandbox/faults").json() == {"faults": []}
    assert deposit(client).status_code == 200


def test_the_oldest_that_concerns_comes_first() -> None:
    """A poll passes by the faults of deposits."""
    faults = Faults((Fault(Kind.LATE), Fault(Kind.UNAVAILABLE, 2), Fault(Kind.TRUNCATED)))
    taken = [faults.take(Request.POLL), faults.take(Request.DEPOSIT), faults.take(Request.DEPOSIT)]
    assert [fault.kind for fault in taken if fault] == [Kind.UNAVAILABLE, Kind.LATE, Kind.UNAVAILABLE]
    assert faults.take(Request.DEPOSIT) is None
    assert [fault.kind for fault in faults] == [Kind.TRUNCATED]


def test_parse_fault() -> None:
    """A kind, and how often."""
    assert parse_fault("503:2") == Fault(Kind.UNAVAILABLE, 2)
    assert parse_fault("late") == Fault(Kind.LATE)
    for wrong in ("", "504", "503:", "503:0", "503:many", "503:1:1"):
        with pytest.raises(UsageError):
            parse_fault(wrong)
