"""Text that waits until what stands before it is known: in memory while it is short, else on disk."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from pipeline.errors import PipelineError
from pipeline.messages import msg
from pipeline.reasons import reason

_MEMORY = 1 << 20
"""Bytes that are kept in memory."""


class Spool:
    """Takes ASCII text and gives it back, once. The disk is freed when the ``with`` block ends."""

    def __init__(self, memory: int = _MEMORY) -> None:
        self._file = tempfile.SpooledTemporaryFile(memory, "w+", encoding="ascii", newline="\n")  # noqa: SIM115 - closed with the spool

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, text: str) -> None:
        """Keep a text. Raises ``PipelineError`` where the disk does not take it."""
        with _explained():
            self._file.write(text)

    def lines(self) -> Iterator[str]:
        """Give all that was added, line by line, each with its end. Raises as ``add``."""
        with _explained():
            self._file.seek(0)  # writes what is still in buffers
        yield from self._file


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PipelineError(
            msg("The report cannot be kept on disk while it is made: {reason}.", reason=reason(error)),
            msg("Make room in the folder for temporary files, or name another one with TMPDIR."),
        ) from error
