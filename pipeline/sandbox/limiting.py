"""The size of what is sent to the sandbox, whatever is said of it: a body without a length may be endless.

Forms are spooled to disk as they come in; without a limit, one request could fill it.
"""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE = 413


class LimitedBodies:
    """Refuses the reading of a body that is, or says that it is, longer than ``most`` bytes, which depend on the path.

    Who reads meets an ``HTTPException`` with status 413.
    """

    def __init__(self, app: ASGIApp, most: Callable[[str], int]) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count what it reads."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, said, read = self._most(scope["path"]), _said(scope), 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if max(said, read) > most:
                raise HTTPException(TOO_LARGE)
            return message

        await self._app(scope, counted, send)


def _said(scope: Scope) -> int:
    """Give the length that a request says it has, 0 where it says none."""
    said: bytes = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() and len(said) < 20 else 0
