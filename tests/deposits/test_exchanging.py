"""Tests of single exchanges with servers that do what no server should."""

import gzip
import resource
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from pipeline.deposits.client import CrossrefClient, ExchangeFailed, NotSent, Refused, Uncertain
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint
from pipeline.deposits.exchanging import is_unsent
from pipeline.deposits.operation import Operation
from pipeline.deposits.rest_api import RestApi
from pipeline.errors import CrossrefUnavailable

RECEIVED = b"Your batch submission was successfully received."
_ENDS = (b"--\r\n", b"type=result")  # of the two bodies that are sent
_OK = b"HTTP/1.1 200 OK\r\n"
Play = Callable[[socket.socket], None]


@contextmanager
def _playing(play: Play) -> Iterator[str]:
    """Run a server that speaks as it likes, once for each connection, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def attend() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=_serve, args=(connection, play), daemon=True).start()

        threading.Thread(target=attend, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def _serve(connection: socket.socket, play: Play) -> None:
    with connection:
        try:
            asked = b""
            while b"\r\n\r\n" not in asked or (asked.startswith(b"POST") and not asked.endswith(_ENDS)):
                asked += connection.recv(1 << 20) or _ENDS[1]
            play(connection)
        except OSError:  # the client has had enough
            return


def _client(address: str, timeout: float = 5.0) -> CrossrefClient:
    credentials = Credentials("me", Secret("Gr3ifbar"))
    return CrossrefClient(Endpoint(address), credentials, timeout=timeout, attempts=1)


def _says(head: bytes, body: bytes = b"") -> Play:
    answer = head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    return lambda connection: connection.sendall(answer)


def _drips(start: bytes, drop: bytes) -> Play:
    def play(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)
            time.sleep(0.02)

    return play


@pytest.mark.parametrize(
    "play",
    [
        _drips(_OK + b"X: ", b"a"),
        _drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        _drips(_OK + b"Transfer-Encoding: chunked\r\n\r\n5;", b"a"),
        _drips(_OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03", b"a"),
        _drips(_OK + b"\r\n", b"a"),
    ],
    ids=["head", "continue", "chunk", "gzip", "body"],
)
def test_drips(play: Play) -> None:
    """A server that always says a little more is given up, whatever it is that it says."""
    with _playing(play) as address, _client(address, timeout=0.1) as client:
        started = time.monotonic()
        with pytest.raises(Uncertain, match="does not answer"):
            client.deposit("a.xml", b"<a/>", Operation.METADATA)
        with (
            RestApi(address, timeout=0.1, attempts=1) as api,
            pytest.raises(CrossrefUnavailable, match="does not answer"),
        ):
            api.work("10.5555/a")
    assert time.monotonic() - started < 10


def test_packed_once() -> None:
    """An answer that was packed unasked is unpacked."""
    packed = gzip.compress(RECEIVED)
    for coding, body in (("gzip", packed), ("X-GZIP", packed), ("deflate", zlib.compress(RECEIVED))):
        play = _says(_OK + f"Content-Encoding: {coding}\r\n".encode(), body)
        with _playing(play) as address, _client(address) as client:
            assert client.deposit("a.xml", b"<a/>", Operation.METADATA).content == RECEIVED


@pytest.mark.parametrize(
    ("coding", "body", "why"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(1 << 28))), "broken"),
        ("gzip", gzip.compress(bytes(1 << 28)), "too large"),
        ("gzip", gzip.compress(RECEIVED)[:-9], "broken"),
        ("gzip", b"not packed", "broken"),
        ("br", b"", "broken"),
    ],
    ids=["twice", "large", "part", "none", "unknown"],
)
def test_packed_badly(coding: str, body: bytes, why: str) -> None:
    """What unpacks to more than an answer may have is not unpacked."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with _playing(_says(_OK + f"Content-Encoding: {coding}\r\n".encode(), body)) as address:
        with _client(address) as client, pytest.raises(Uncertain, match=why):
            client.deposit("a.xml", b"<a/>", Operation.METADATA)
        with RestApi(address, attempts=1) as api, pytest.raises(CrossrefUnavailable, match=why):
            api.work("10.5555/a")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # in KiB


@pytest.mark.parametrize(
    "location", ["https://xn--0/", "javascript:alert(1)", "http://[::1", "http://x:y/", "\x07", ""]
)
def test_strange_redirects(location: str) -> None:
    """A redirect to nowhere is a redirect, and is told as one."""
    head = f"HTTP/1.1 307 x\r\nLocation: {location}\r\n".encode()
    with _playing(_says(head)) as address, _client(address) as client:
        if location != "\x07":  # that is no header at all
            with pytest.raises(Refused, match="not followed"):
                client.deposit("a.xml", b"<a/>", Operation.METADATA)
        with pytest.raises(ExchangeFailed):
            client.result("a.xml")
        with RestApi(address, attempts=1) as api, pytest.raises(CrossrefUnavailable):
            api.work("10.5555/a")


def test_redirect_to_the_password() -> None:
    """A host that is called like the password is not told, in small letters neither."""
    head = b"HTTP/1.1 307 x\r\nLocation: https://Gr3ifbar.example/\r\n"
    with _playing(_says(head)) as address, _client(address) as client, pytest.raises(Refused) as caught:
        client.deposit("a.xml", b"<a/>", Operation.METADATA)
    assert "gr3ifbar" not in str(caught.value).lower()


@pytest.mark.parametrize("zone", ["+99999999999999999", "+2400", "-9999"])
def test_retry_after_in_no_zone(zone: str) -> None:
    """A moment of no place on earth says nothing."""
    head = f"HTTP/1.1 503 x\r\nRetry-After: Mon, 01 Jan 2024 00:00:00 {zone}\r\n".encode()
    with _playing(_says(head)) as address, _client(address) as client, pytest.raises(Refused, match="out of service"):
        client.deposit("a.xml", b"<a/>", Operation.METADATA)


def test_proxy_that_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the name of a proxy is none, nothing has left."""
    monkeypatch.setenv("HTTPS_PROXY", "x" * 10_000)
    with _client("https://test.crossref.org") as client, pytest.raises(NotSent):
        client.deposit("a.xml", b"<a/>", Operation.METADATA)


def test_unsent() -> None:
    """Only where no connection came about, nothing has left."""
    assert is_unsent(httpx.ConnectError("x"))
    assert not is_unsent(httpx.ReadTimeout("x"))
