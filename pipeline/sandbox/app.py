"""The web application of the sandbox: every end point, for the loopback address only.

Only the names of this computer are answered: a name of another site that leads here (DNS rebinding) is refused.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from pipeline.sandbox import control, pages, rest, servlets
from pipeline.sandbox.sandbox import Sandbox

HOSTS = ("127.0.0.1", "localhost", "testserver")
"""The last is what Starlette's test client calls its server."""
_INTERVAL = 0.25
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

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))],
        lifespan=lifespan,
    )
    app.state.sandbox = sandbox
    return app


def _routes() -> list[BaseRoute]:
    return [*servlets.ROUTES, *rest.ROUTES, *control.ROUTES, *pages.ROUTES]


async def _go_on(sandbox: Sandbox) -> None:
    while True:
        await asyncio.sleep(_INTERVAL)
        try:
            await run_in_threadpool(sandbox.process_due)
        except Exception:  # noqa: BLE001 - a full disk now may have room later; requests tell what is wrong meanwhile
            _LOG.exception("what is due could not be processed")
