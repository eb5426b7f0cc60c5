"""Opening files that may be anything: without waiting for a pipe, and reading no more than is wanted."""

import errno
import os
import stat
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from pipeline.inspection.inputs.problems import not_regular
from pipeline.inspection.inputs.unpacking import TooLarge
from pipeline.inspection.inputs.values import Refused

CHUNK = 64 * 1024

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path) -> FileIO:
    """Open a regular file, without a buffer. Raises ``Refused`` for what is none, and ``OSError``."""
    _require_regular(path.stat(), path)  # to open a device may do something already
    stream = FileIO(os.open(path, _FLAGS), "rb")
    try:
        _require_regular(os.fstat(stream.fileno()), path)  # it may have been replaced meanwhile
    except Refused:
        stream.close()
        raise
    return stream


def _require_regular(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise Refused(not_regular(str(path)))


def read_bounded(stream: BinaryIO | FileIO, limit: int, expected: int) -> bytes:
    """Read to the end; ``expected`` is the number of bytes that should be there. Raises ``TooLarge``."""
    if expected > limit:
        raise TooLarge
    content = stream.read(expected + 1) or b""
    rest = bytearray()
    while len(content) + len(rest) <= limit:
        more = stream.read(min(CHUNK, limit + 1 - len(content) - len(rest)))
        if not more:
            return content + rest if rest else content
        rest += more
    raise TooLarge


def chunks(stream: BinaryIO | FileIO, most: int) -> Iterator[bytes]:
    """Give the bytes from here on, piece by piece, and no more than ``most`` of them."""
    while most > 0 and (chunk := stream.read(min(CHUNK, most))):
        most -= len(chunk)
        yield chunk
