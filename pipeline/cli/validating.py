"""What ``validate`` shows: the reports in the format that was asked for, as they come, and a summary."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli.console import Console, Span
from pipeline.cli.without_effect import without_effect
from pipeline.errors import PipelineError
from pipeline.i18n import localizer
from pipeline.inspection import inspect
from pipeline.inspection.options import InspectionOptions
from pipeline.messages import Message, msg
from pipeline.reasons import reason
from pipeline.reports import writer
from pipeline.reports.github import annotations
from pipeline.reports.lines import Line
from pipeline.reports.step_summary import step_summary
from pipeline.reports.text import lines, summary
from pipeline.reports.verdicts import Tally
from pipeline.validation.codes import title_of
from pipeline.validation.report import DocumentReport

_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True, slots=True)
class Show:
    """How the result is shown: the format's name; with documents that have no problem; without a summary."""

    output_format: str
    verbose: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Announcer:
    """Says what is begun, from any process, in the language of the console."""

    tag: str
    quiet: bool = False

    def __call__(self, message: Message) -> None:
        """Say it on standard error."""
        if not self.quiet:
            Console(localizer(self.tag)).say(message)


def validate(options: InspectionOptions, show: Show, console: Console) -> None:
    """Inspect, and show the result.

    Raises ``ProblemsFound`` where a document has an error, ``SchemasMissing`` where none has but schemas are missing,
    ``UsageError`` for options that cannot be, ``PipelineError`` where nothing can be written.
    """
    tally = Tally()
    reports = tally.counting(inspect(options, Announcer(console.localizer.tag, quiet=show.quiet)))
    if show.output_format == "text":
        show_text(reports, show, console)
    else:
        write = annotations if show.quiet and show.output_format == "github" else writer(show.output_format)
        console.raw(write(reports, console.localizer, title_of))
    if not show.quiet:
        _sum_up(tally, options, show, console)
    if fault := tally.fault:
        raise fault(msg("Problems were found."))


def _sum_up(tally: Tally, options: InspectionOptions, show: Show, console: Console) -> None:
    """Tell people what it comes to, and which options came to nothing."""
    if show.output_format == "text":
        console.line(*_painted(summary(tally, console.localizer)))
    if show.output_format == "github":
        _append_summary(tally, console)
    for message in without_effect(options, tally):
        console.say(message)


def show_text(reports: Iterable[DocumentReport], show: Show, console: Console) -> None:
    """Write reports for people on standard output."""
    terminal = sys.stdout is not None and sys.stdout.isatty()  # it is nothing where it was closed before the start
    colored = console.color and terminal
    width = shutil.get_terminal_size().columns if terminal else 0
    for line in lines(reports, console.localizer, width=width, verbose=show.verbose):
        console.result(*_painted(line), color=colored)


def _painted(line: Line) -> Iterator[Span]:
    return (Span(span.text, span.color, span.bold) for span in line)


def _append_summary(tally: Tally, console: Console) -> None:
    """Add to the page of the workflow's run, where GitHub Actions has named a file for it."""
    named = os.environ.get(_STEP_SUMMARY)
    if not named:
        return
    try:
        with Path(named).open("a", encoding="utf-8") as page:
            page.writelines(f"{line}\n" for line in step_summary(tally, console.localizer, title_of))
    except OSError as error:
        raise PipelineError(
            msg("“{path}” cannot be written: {reason}.", path=named, reason=reason(error)),
            msg("See what the environment variable {name} says.", name=_STEP_SUMMARY),
        ) from error
