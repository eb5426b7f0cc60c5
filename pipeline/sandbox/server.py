"""The server of the sandbox, on the loopback address: it ends at SIGINT and SIGTERM, and holds its port from the start.

``serving`` runs one in a thread, for tests.
"""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from pipeline.errors import PipelineError
from pipeline.messages import msg
from pipeline.reasons import reason
from pipeline.sandbox.app import make_app
from pipeline.sandbox.breaking import BreakableProtocol
from pipeline.sandbox.sandbox import Sandbox

HOST = "127.0.0.1"
_PATIENCE = 10.0


def listen(port: int) -> socket.socket:
    """Take a port of the loopback address; 0 stands for a free one.

    Raises ``PipelineError`` where it cannot be had.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # a port whose last connections only time out can be taken again at once; one in use cannot
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PipelineError(
            msg("Port {port} cannot be used: {reason}.", port=str(port), reason=reason(error)),
            msg("Name another one with --port, or 0 for any that is free."),
        ) from error
    return listener


def address(listener: socket.socket) -> str:
    """Give the address of a sandbox on this listener."""
    return f"http://{HOST}:{listener.getsockname()[1]}"


def run(sandbox: Sandbox, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it; ``ready`` is called once requests are answered."""
    server = _server(sandbox, ready)

    def end(*_: object) -> None:
        server.should_exit = True

    # uvicorn raises a signal again for the handler before its own, once it has ended; this one does no harm then
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[listener])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        sandbox.close()


@contextmanager
def serving(sandbox: Sandbox, port: int = 0) -> Iterator[str]:
    """Serve in a thread while the context lasts, and give the address."""
    listener = listen(port)
    ready = threading.Event()
    server = _server(sandbox, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        if not ready.wait(_PATIENCE):
            raise TimeoutError("the sandbox did not start")
        yield address(listener)
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        listener.close()
        sandbox.close()


class _Server(uvicorn.Server):
    """A server that tells when it is ready."""

    ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets=sockets)
        if self.started:
            self.ready()


def _server(sandbox: Sandbox, ready: Callable[[], None]) -> _Server:
    config = uvicorn.Config(
        make_app(sandbox),
        http=BreakableProtocol,
        ws="none",
        log_config=None,
        access_log=False,  # addresses may hold passwords
        server_header=False,
        proxy_headers=False,  # nothing stands between, and faults find a connection by its own address
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    server.ready = ready
    return server
