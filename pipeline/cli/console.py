"""The console: the one place that prints. Diagnostics go to standard error, results to standard output."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

import click

from pipeline.errors import PipelineError
from pipeline.i18n import Localizer
from pipeline.messages import Message, msg
from pipeline.reasons import reason

# control characters, and those that turn the direction of the rest of the line: a text from a record must not take
# over the terminal (Unicode Technical Report 36, section 2.10; CVE-2021-42574)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line with its colour."""

    text: str
    color: str = ""
    bold: bool = False


@dataclass(frozen=True)
class Console:
    """Speaks to people in their language. ``color`` tells whether colours may be used on standard error."""

    localizer: Localizer
    color: bool = False

    def say(self, message: Message) -> None:
        """Tell people something, on standard error."""
        self.line(self.localizer.say(message))

    def line(self, *parts: str | Span) -> None:
        """Write a line on standard error."""
        click.echo("".join(_painted(part, color=self.color) for part in parts), err=True, color=self.color)

    def result(self, *parts: str | Span, color: bool) -> None:
        """Write a line of results for people on standard output. Raises as ``out``."""
        _write("".join(_painted(part, color=color) for part in parts), color=color)

    def out(self, text: str) -> None:
        """Write a line of results on standard output. Raises ``PipelineError`` where nothing can be written."""
        _write(printable(text))

    def raw(self, lines: Iterable[str]) -> None:
        """Write results for programs on standard output, as they are. Raises as ``out``."""
        for line in lines:
            _write(line)

    def failure(self, error: PipelineError) -> None:
        """Tell what is wrong, and how to mend it."""
        say = self.localizer.say
        self.line(Span(say(msg("Error: {message}", message=error.message)), "red"))
        if error.remedy:
            self.say(error.remedy)


def _painted(part: str | Span, *, color: bool) -> str:
    span = Span(part) if isinstance(part, str) else part
    text = printable(span.text)
    if not color or not (span.color or span.bold):
        return text
    return click.style(text, fg=span.color or None, bold=span.bold or None)


def _write(line: str, *, color: bool = False) -> None:
    try:
        click.echo(line, color=color)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PipelineError(
            msg("The result cannot be written to standard output: {reason}.", reason=reason(error)),
            msg("Make room where it is sent to; what was built is in its folder."),
        ) from error


def printable(text: str) -> str:
    """Give a text in which no character can command a terminal; such characters are shown as escapes."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def prepare_streams() -> None:
    """Let no character stop a print: what the encoding of a stream lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test may have put another kind of stream there
        if reconfigure:
            reconfigure(errors="backslashreplace")
