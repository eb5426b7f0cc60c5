"""The web application of the sandbox: every end point, for the loopback address only.

Only the names of this computer are answered: a name of another site that leads here (DNS rebinding) is refused.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from pipeline.sandbox import answers, control, pages, rest, servlets
from pipeline.sandbox.limiting import TOO_LARGE, LimitedBodies
from pipeline.sandbox.sandbox import Sandbox

HOSTS = ("127.0.0.1", "localhost", "testserver")
"""The last is what Starlette's test client calls its server."""
_INTERVAL = 0.25
_FORM = 1024 * 1024
"""Bytes that a request without a file may have, and one with a file around it."""
_DEPOSITS = frozenset({"/servlet/deposit", "/v2/deposits"})
_LOG = logging.getLogger(__name__)


def make_app(sandbox: Sandbox) -> Starlette:
    """Make the application of a sandbox; it processes what is due also while nobody asks."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(_go_on(sandbox))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def most(path: str) -> int:
        return _FORM + (sandbox.limits.most_bytes if path in _DEPOSITS else 0)

    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS)),
            Middleware(LimitedBodies, most=most),
        ],
        exception_handlers={TOO_LARGE: _too_large, ClientDisconnect: _nobody, sqlite3.Error: _unkept},
        lifespan=lifespan,
    )
    app.state.sandbox = sandbox
    return app


def _routes() -> list[BaseRoute]:
    return [*servlets.ROUTES, *rest.ROUTES, *control.ROUTES, *pages.ROUTES]


async def _too_large(_request: Request, _error: Exception) -> Response:
    return answers.failure(TOO_LARGE)


async def _nobody(_request: Request, _error: Exception) -> Response:
    """Answer to who has gone away in the middle of a request: nobody reads it."""
    return Response()


async def _unkept(_request: Request, error: Exception) -> Response:
    """Fail where the state cannot be read or written: a full disk, a file that somebody holds."""
    _LOG.error("the state cannot be kept: %s", error)
    return answers.failure(500)


async def _go_on(sandbox: Sandbox) -> None:
    told = ""
    while True:
        await asyncio.sleep(_INTERVAL)
        try:
            await run_in_threadpool(sandbox.process_due)
        except Exception as error:  # noqa: BLE001 - a full disk now may have room later
            if str(error) != told:
                is_ours = not isinstance(error, sqlite3.Error)
                _LOG.error("what is due cannot be processed: %s", error, exc_info=is_ours)
            told = str(error)
        else:
            told = ""
