"""A fault of the program itself: a sentence for people, and a log for those who mend it."""

import os
import platform
import sys
import tempfile
import traceback

from pipeline import __version__
from pipeline.cli.console import Console
from pipeline.errors import PipelineError, ProgramFault
from pipeline.messages import msg


def show_fault(error: Exception, console: Console) -> None:
    """Say that the program has failed, and where the log of it is."""
    try:
        path = _write_log(error)
        remedy = msg("Please report it, with the log: {path}", path=path)
    except OSError as refused:
        remedy = msg("Please report it. No log could be written: {reason}", reason=str(refused))
    kind = f"{type(_root(error)).__name__}: {_root(error)}"
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
        log.write(f"arguments: {sys.argv[1:]!r}\n\n")
        log.writelines(traceback.format_exception(error))
    return path
