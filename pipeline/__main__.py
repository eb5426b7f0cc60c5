"""The door: ``python -m pipeline``. The only place that turns an error into a text and an exit code.

====  ==============================================================
0     done; no errors were found
1     errors were found in records, or something could not be done
2     the command line or an environment variable is wrong
3     a fault of the program itself; a log says what happened
4     an official schema is missing, or is not the official one
5     the ledger of deposits cannot be opened, read or written
6     Crossref cannot be reached, or does not take the login
130   interrupted from the keyboard
====  ==============================================================
"""

import os
import sys
from collections.abc import Sequence

import click

from pipeline.cli import asked_language, make_commands
from pipeline.cli.click_texts import speaking
from pipeline.cli.console import Console, prepare_streams
from pipeline.errors import PipelineError, ProblemsFound, UsageError
from pipeline.i18n import console_language, localizer
from pipeline.messages import msg
from pipeline.settings import wants_color

FAULT = 3
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, by default the one of this process, and give the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    prepare_streams()
    color = wants_color() and sys.stderr.isatty()
    try:
        language = console_language(asked_language(given))
    except UsageError as error:
        Console(localizer(console_language()), color).failure(error)
        return error.exit_code
    console = Console(localizer(language), color)
    with speaking(language):
        return _run(given, console)


def _run(arguments: Sequence[str], console: Console) -> int:
    try:
        code = make_commands().main(arguments, standalone_mode=False, obj=console)
        if sys.stdout:  # nothing, where it was closed before the start (>&-)
            sys.stdout.flush()
    except ProblemsFound as found:
        return found.exit_code
    except PipelineError as error:
        console.failure(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        console.say(msg("Interrupted. Nothing is left half done: run the command again to go on."))
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PipelineError.exit_code
    except Exception as error:  # noqa: BLE001 - the last resort: nobody should have to read a traceback
        return _fault(error, console)
    return code if isinstance(code, int) else 0


def _fault(error: Exception, console: Console) -> int:
    from pipeline.cli.faults import show_fault

    show_fault(error, console)
    return FAULT


if __name__ == "__main__":
    sys.exit(main())
