"""One request and the whole of its answer, bounded in bytes and in time whatever the server does.

httpx bounds the wait for the next byte alone, so that a head that drips or an endless row of "100 Continue" would hold
it for ever; it unpacks as many times over as a server says; and it makes a request of every redirect, one that is not
followed too, and stumbles over addresses that are none. Here a connection has one end, an answer is unpacked once at
most, and redirects are only told.
"""

import socket
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

PATIENCE = 10
"""A whole exchange may take so many times the time-out."""
_SLOWEST = 16 * 1024  # bytes in a second; what is sent slower than this is given up
_PACKED = ("gzip", "x-gzip", "deflate")
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; ``content`` is nothing where it is too large. ``location`` is where a redirect leads, as it came."""

    status: int
    headers: httpx.Headers = field(repr=False)
    content: bytes | None = field(repr=False)
    location: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an answer may be, in bytes, and how long the wait for the next byte of it, in seconds."""

    largest: int
    timeout: float


def exchange(
    http: httpx.Client,
    address: tuple[str, str],
    limits: Limits,
    *,
    form: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
) -> Reply:
    """Send a request to ``address``, its method and its URL, and read the answer.

    Raises ``httpx.HTTPError`` where there is no whole answer, and for no other reason.
    """
    size = sum(len(content) for _, content, _ in (files or {}).values())
    with _Watch(PATIENCE * limits.timeout + size / _SLOWEST) as watch:
        try:
            with http.stream(*address, data=form, files=files, extensions={"trace": watch.trace}) as response:
                reply = _reply(response, limits.largest)
            if not watch.is_over:  # else what was read until then looks like the whole, where no length was told
                return reply
        except httpx.HTTPError as error:
            if not watch.is_over or is_unsent(error):
                raise
        except (httpx.InvalidURL, httpx.StreamError, httpx.CookieConflict, ValueError, zlib.error):
            pass
    # outside of the handler: what is chained holds the request
    if not watch.is_connected:  # an address that cannot be, of a proxy for one
        raise httpx.ConnectError("no connection")
    raise httpx.ReadTimeout("the answer drips") if watch.is_over else httpx.RemoteProtocolError("the answer is none")


def is_unsent(error: httpx.HTTPError) -> bool:
    """Tell whether nothing of the request has left."""
    return isinstance(error, _UNSENT)


def set_aside(response: httpx.Response) -> None:
    """Take out of an answer what httpx would act upon before anybody can look at it: a hook for its clients."""
    for name in ("Location", "Content-Encoding", "Set-Cookie"):
        response.extensions[name] = response.headers.pop(name, "")


def _reply(response: httpx.Response, largest: int) -> Reply:
    packed = str(response.extensions.get("Content-Encoding", "")).strip().lower()
    if packed not in ("", "identity", *_PACKED):
        raise httpx.DecodingError("packed in an unknown way")
    content = _body(response, largest)
    if content is not None and packed in _PACKED:
        content = _unpacked(content, largest)
    return Reply(response.status_code, response.headers, content, str(response.extensions.get("Location", "")))


def _body(response: httpx.Response, largest: int) -> bytes | None:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > largest:
            return None
    return bytes(body)


def _unpacked(content: bytes, largest: int) -> bytes | None:
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
    found = unpacking.decompress(content, largest + 1)
    if len(found) > largest:
        return None
    if not unpacking.eof:
        raise httpx.DecodingError("a part of it is missing")
    return found


class _Watch:
    """Ends the connection of a request once its time is over. httpx tells of connections by its extension ``trace``."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Hear from httpx what it does; a connection that comes about, or becomes a secure one, is remembered."""
        stream = info.get("return_value") if event.endswith((".connect_tcp.complete", ".start_tls.complete")) else None
        if stream is not None:
            with self._lock:
                self._socket = stream.get_extra_info("socket")
            if self.is_over:
                self._shut()

    @property
    def is_connected(self) -> bool:
        """Whether a connection came about, so that something may have left."""
        return self._socket is not None

    def _end(self) -> None:
        self.is_over = True
        self._shut()

    def _shut(self) -> None:
        with self._lock:
            if self._socket is not None:
                try:
                    # not that of an SSL socket, after which another thread could send in the clear
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
                except OSError:  # closed meanwhile
                    return
