"""Connections that end without an answer.

A web application cannot close the connection that it answers on; the server's protocol class notes every connection, so
that a fault finds the one of its request.
"""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

_OPEN: dict[tuple[object, ...], asyncio.Transport] = {}
"""The open connections by the addresses of both ends."""


class BreakableProtocol(H11Protocol):
    """The server's HTTP/1.1, whose connections can be broken."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note a connection."""
        super().connection_made(transport)
        ends = (transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
        self._ends = tuple(part for end in ends for part in (end or ())[:2])
        _OPEN[self._ends] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        _OPEN.pop(self._ends, None)
        super().connection_lost(exc)


async def close_without_answer(request: Request) -> Response:
    """Break the connection of a request. The response that is given goes nowhere.

    Raises ``ConnectionAbortedError`` where there is no real connection.
    """
    transport = _OPEN.get((*(request.client or ()), *(request.scope.get("server") or ())))
    if transport is None:
        raise ConnectionAbortedError("closed without an answer")
    transport.abort()
    await asyncio.sleep(0.01)  # let the server notice; it then sends nothing
    return Response()


async def hold(request: Request, seconds: float) -> None:
    """Keep a connection without an answer, until it ends by itself or the time is over."""
    end = asyncio.get_running_loop().time() + seconds
    while (left := end - asyncio.get_running_loop().time()) > 0 and not await request.is_disconnected():
        await asyncio.sleep(min(left, 0.1))
