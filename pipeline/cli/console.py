"""The console: the one place that prints. Diagnostics go to standard error, results to standard output."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

import click

from pipeline.errors import PipelineError
from pipeline.i18n import Localizer
from pipeline.messages import Message

# control characters (but for tab and line feed) and those that turn the direction of the rest of the line: a text from
# a record must not take over the terminal (Unicode Technical Report 36, 2.10; CVE-2021-42574)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Give a text in which no character can command a terminal; such characters are shown as escapes."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def prepare_streams() -> None:
    """Let no character stop a print: what the encoding of a stream lacks is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@dataclass(frozen=True)
class Console:
    """Speaks to people in their language, and to programs in JSON. ``color`` tells whether colours may be used."""

    localizer: Localizer
    color: bool = False

    def say(self, message: Message) -> None:
        """Tell people something, on standard error."""
        self.line(self.localizer.say(message))

    def line(self, text: str = "", **style: str | bool) -> None:
        """Write a line on standard error, with a style of ``click.style`` where colours are used."""
        click.echo(self.styled(printable(text), **style), err=True, color=self.color)

    def styled(self, text: str, **style: str | bool) -> str:
        """Give a text with its style, or as it is where colours are not used."""
        return click.style(text, **style) if self.color and style else text  # type: ignore[arg-type]  # all styles are names or flags

    def out(self, text: str) -> None:
        """Write a line of results on standard output."""
        click.echo(printable(text), color=False)

    def json(self, value: Mapping[str, object]) -> None:
        """Write an object as JSON on standard output, in ASCII, so that it is JSON in every locale."""
        click.echo(json.dumps(value, ensure_ascii=True, indent=2), color=False)

    def failure(self, error: PipelineError) -> None:
        """Tell what is wrong, and how to mend it."""
        self.line(
            self.localizer.gettext("Error: {message}").format(message=self.localizer.say(error.message)), fg="red"
        )
        if error.remedy:
            self.say(error.remedy)


def uses_color(stream: TextIO, allowed: bool, terminal: str) -> bool:
    """Tell whether colours are wanted: on a terminal that has them (``TERM``), unless people do not want them."""
    return allowed and stream.isatty() and terminal != "dumb"
