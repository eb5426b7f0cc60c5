"""Reading a deposit from the disk: a file that is one, and no more of it than is ever sent."""

import stat
from pathlib import Path

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import Message, msg
from pipeline.reasons import reason

LARGEST = 256 * 1024 * 1024
"""Bytes of a deposit that are read at most; Crossref names no limit of its own."""


def read_deposit(path: Path) -> bytes | Finding:
    """Read a file, or say why it cannot be read: a pipe or a device, which may never end, is not even opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return unreadable(path, msg("it is no file"))
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        return unreadable(path, why(error))
    if len(content) > LARGEST:
        return unreadable(path, msg("it has more than {count} megabytes", count=LARGEST // 1024 // 1024))
    return content


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder; a name that cannot be one of a folder or file is none of a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Tell whether there is a file; a name that cannot be one of a file is none of a file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def unreadable(path: Path, why: Message | str) -> Finding:
    """Say of a file that it cannot be read."""
    message = msg("The file cannot be read: {reason}.", reason=why)
    remedy = msg("Build again, or check the name.")
    return Finding("deposit-unreadable", Severity.ERROR, message, Place(str(path)), remedy)


def why(error: OSError | ValueError) -> Message | str:
    """Give the reason of an error; the ``ValueError`` of a name is in the words of Python."""
    return reason(error) if isinstance(error, OSError) else msg("its name has characters that no name can have")
