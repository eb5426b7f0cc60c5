"""Clients that mean no good, or that go away in the middle."""

import json
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from pipeline.sandbox.sandbox import Limits, Sandbox
from tests.sandbox.serving import CREDENTIALS, add_fault, advance, deposit, make_client, make_sandbox

BEGINNING = b'--x\r\nContent-Disposition: form-data; name="fname"; filename="a.xml"\r\n\r\n'
MULTIPART = {"content-type": "multipart/form-data; boundary=x"}
MEGABYTE = 1024 * 1024


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """A sandbox that takes files of one megabyte; ``client`` closes it."""
    return make_sandbox(tmp_path / "state", limits=Limits(delay=10, most_bytes=MEGABYTE))


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """A client over the network."""
    with make_client(sandbox) as made:
        yield made


def _connect(client: httpx.Client, head: bytes) -> socket.socket:
    parts = urlsplit(str(client.base_url))
    made = socket.create_connection((parts.hostname, parts.port or 80), timeout=5)
    made.sendall(head)
    return made


@pytest.mark.parametrize(
    ("path", "kind", "beginning"),
    [
        ("/servlet/deposit", "multipart/form-data; boundary=x", BEGINNING),
        ("/v2/deposits", "multipart/form-data; boundary=x", BEGINNING),
        ("/servlet/login", "multipart/form-data; boundary=x", BEGINNING),
        ("/servlet/submissionDownload", "application/x-www-form-urlencoded", b"usr="),
        ("/getResolvedRefs", "multipart/form-data; boundary=x", BEGINNING),
        ("/sandbox/clock", "application/json", b'{"advance":"'),
    ],
)
def test_endless_bodies(client: httpx.Client, path: str, kind: str, beginning: bytes) -> None:
    """A body that says nothing of its length is read as far as a request may be long, and no further."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with _connect(client, head.encode()) as connection:
        try:
            for piece in (beginning, *[b"a" * MEGABYTE] * 20):
                connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            answer = connection.recv(100)
        except ConnectionError:
            answer = b"HTTP/1.1 413, which was lost with the connection"
    assert answer.startswith((b"HTTP/1.1 413", b"HTTP/1.1 400"))
    assert client.get("/sandbox/state").json()["submissions"] == []


def test_a_length_that_is_too_large(client: httpx.Client) -> None:
    """What is said of a body is enough to refuse it; nothing of it is waited for."""
    head = b"POST /servlet/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with _connect(client, head + b"Content-Length: 99999999999\r\n\r\nusr=") as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_who_goes_away(client: httpx.Client, sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    """An upload that breaks off is nothing to tell of."""
    head = b"POST /servlet/deposit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\nContent-Type: "
    _connect(client, head + MULTIPART["content-type"].encode() + b"\r\n\r\n" + BEGINNING).close()
    assert deposit(client).status_code == 200
    assert sandbox.submission_count() == 1
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"advance":' + b"9" * 5000 + b"}", b"\xff", b'{"advance": [1]}'])
def test_odd_json(client: httpx.Client, body: bytes) -> None:
    """It is refused."""
    answer = client.post("/sandbox/clock", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]


def test_numbers_beyond_all(client: httpx.Client) -> None:
    """No submission has such a number."""
    assert client.get(f"/sandbox/submissions/{10**40}/log").status_code == 404


def test_addresses_that_a_proxy_would_tell(client: httpx.Client, sandbox: Sandbox) -> None:
    """They change nothing: a fault finds its connection."""
    add_fault(client, "broken-before")
    with pytest.raises(httpx.TransportError):
        client.post("/servlet/deposit", data=CREDENTIALS, headers={"x-forwarded-for": "192.0.2.1"})
    assert sandbox.submission_count() == 0


def test_nothing_runs_in_what_was_deposited(client: httpx.Client) -> None:
    """A browser that is led to a deposit shows it, and no more."""
    script = b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'
    client.post("/servlet/deposit", data=CREDENTIALS, files={"fname": ("s.xml", script)})
    advance(client)
    for kind in ("contents", "result"):
        answer = client.get("/servlet/submissionDownload", params={**CREDENTIALS, "file_name": "s.xml", "type": kind})
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


def test_a_state_that_cannot_be_written(
    client: httpx.Client, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk is an error of the server, told in a sentence; later all is well again."""
    sandbox._queue.connection.execute("PRAGMA query_only=1")
    assert deposit(client).status_code == 500
    sandbox._queue.connection.execute("PRAGMA query_only=0")
    assert deposit(client).status_code == 200
    (told,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert told.getMessage().startswith("the state cannot be kept:")
    assert told.exc_info is None
