"""A fault of the program itself: a sentence for people, and a log for those who mend it.

The log is sent to others. So nothing secret is in it: neither the password of the environment, nor one in an argument.
"""

import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator

from pipeline import __version__
from pipeline.cli.console import Console
from pipeline.errors import PipelineError, ProgramFault
from pipeline.messages import msg

_LOGIN = "--login"
_LOGIN_GIVEN = "********"
_IN_ADDRESS = re.compile(r"(?<=//)[^\s/'\"]{1,1000}(?=@)")


def show_fault(error: Exception, console: Console) -> None:
    """Say that the program has failed, and where the log of it is."""
    try:
        path = _write_log(error)
        remedy = msg("Please report it, with the log: {path}", path=path)
    except OSError as refused:
        remedy = msg("Please report it. No log could be written: {reason}", reason=str(refused))
    kind = _discreet(f"{type(_root(error)).__name__}: {_root(error)}")
    console.failure(PipelineError(msg("The program has failed ({kind}).", kind=kind)))
    if isinstance(error, ProgramFault):
        console.say(error.message)
    console.say(remedy)


def _root(error: BaseException) -> BaseException:
    """Give the exception that shows the fault itself; what another process sent back is only a text there."""
    if isinstance(error, ProgramFault) and error.__cause__:
        return error.__cause__
    return error


def _write_log(error: Exception) -> str:
    descriptor, path = tempfile.mkstemp(prefix="pipeline-", suffix=".log", text=True)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as log:
        log.write(f"pipeline {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        log.write(_discreet(f"arguments: {list(_arguments())!r}\n\n"))
        log.write(_discreet("".join(traceback.format_exception(error))))
    return path


def _arguments() -> Iterator[str]:
    """Give the arguments of this process, the logins of a sandbox masked."""
    before = ""
    for argument in sys.argv[1:]:
        if before == _LOGIN or argument.startswith(f"{_LOGIN}="):
            yield _LOGIN_GIVEN
        else:
            yield argument
        before = argument


def _discreet(text: str) -> str:
    """Mask what may be secret: the password for Crossref, users and passwords in addresses (``//user:password@``)."""
    from pipeline.deposits.credentials import MASK, PASSWORD, Secret
    from pipeline.deposits.masking import mask_text

    return _IN_ADDRESS.sub(MASK, mask_text(text, Secret(os.environ.get(PASSWORD, ""))))
