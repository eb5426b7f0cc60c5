"""Where the work is done: in this process, or in several, with the results in the same order.

A function that is sent to the workshop gets the tools of the process it runs in, which are made once there, by a
function that can be sent to another process. The pool is anything with the interface of ``concurrent.futures``.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pipeline.errors import PipelineError
from pipeline.messages import msg

Tools = TypeVar("Tools")
Given = TypeVar("Given")
Got = TypeVar("Got")

_AHEAD = 3
"""Tasks per process that wait or run at the same time; more would only fill the memory."""


class Workshop(Generic[Tools]):
    """Runs functions on tasks, with ``jobs`` processes; one means this one."""

    def __init__(self, make: Callable[[], Tools], jobs: int) -> None:
        self._jobs = jobs
        self._tools = make()
        self._pool = _processes(make, jobs) if jobs > 1 else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    @property
    def tools(self) -> Tools:
        """Give the tools of this process."""
        return self._tools

    def map(self, function: Callable[[Tools, Given], Got], tasks: Iterable[Given]) -> Iterator[Got]:
        """Give the function's result for each task, in the order of the tasks, which are taken as there is room.

        Raises what the function raises, and ``PipelineError`` when a process is killed.
        """
        if not self._pool:
            yield from (function(self._tools, task) for task in tasks)
            return
        running: deque[Future[Got]] = deque()
        try:
            for task in tasks:
                running.append(self._pool.submit(_run, function, task))
                if len(running) >= self._jobs * _AHEAD:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except BrokenProcessPool as error:
            raise PipelineError(
                msg("The system has ended one of the processes that do the work, perhaps for want of memory."),
                msg("Work with fewer processes: --jobs 1"),
            ) from error


def _processes(make: Callable[[], Any], jobs: int) -> Executor:
    # "spawn" works alike on all systems, and no process inherits locks or half-written buffers
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(make,))


_tools: Any = None


def _start(make: Callable[[], Any]) -> None:
    """Make a process ready: it leaves Ctrl-C to the one that started it, and ends when that one ends."""
    global _tools  # noqa: PLW0603 - the one way to keep something in a process of a pool
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tools = make()


def _end_with_parent() -> None:
    """Wait for the end of the work, however it comes: a killed one tells nobody, and its pool would wait forever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run(function: Callable[[Tools, Given], Got], task: Given) -> Got:
    if _tools is None:
        raise RuntimeError("the process was not started by a workshop")
    return function(_tools, task)
