"""Who listens to a build: for people a progress bar, for programs the findings as JSON."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.building.options import BuildResult
from pipeline.cli.console import Console
from pipeline.errors import PipelineError
from pipeline.findings import Finding
from pipeline.manifest import read
from pipeline.messages import Message

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LONG = 2.0
"""Seconds after which a build counts as long."""
_MEMORY = 1024 * 1024
"""Bytes of findings that are kept in memory."""


class TextListener:
    """Shows progress on a terminal once a build takes long. Findings are shown in the end, from the report."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._console = console
        self._quiet = quiet
        self._shows = sys.stderr.isatty() and not quiet
        self._started = time.monotonic()
        self._bar: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar[0].stop()

    def announce(self, message: Message) -> None:
        """Tell people what is begun."""
        if not self._quiet:
            self._console.say(message)

    def found(self, finding: Finding) -> None:
        """Leave it for the end."""

    def progressed(self, records: int) -> None:
        """Move the bar."""
        if self._shows and not self._bar and time.monotonic() - self._started > _LONG:
            self._bar = _bar(self._console)
        if self._bar:
            bar, task = self._bar
            bar.update(task, completed=records, shown=self._console.localizer.number(records))


def _bar(console: Console) -> "tuple[Progress, TaskID]":
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description} {task.fields[shown]}"), TimeElapsedColumn())
    bar = Progress(*columns, console=RichConsole(stderr=True, no_color=not console.color), transient=True)
    bar.start()
    return bar, bar.add_task(console.localizer.gettext("Records read"), total=None, shown="")


class JsonListener:
    """Keeps the findings as JSON, on disk once they are many, and writes the result: ``docs/commands.md``."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._findings = tempfile.SpooledTemporaryFile(_MEMORY, "w+", encoding="ascii")  # noqa: SIM115 - closed with the listener

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._findings.close()

    def announce(self, message: Message) -> None:
        """Tell people what is begun."""
        self._console.say(message)

    def found(self, finding: Finding) -> None:
        """Keep a finding."""
        say = self._console.localizer.say
        value = {
            "code": finding.code,
            "severity": finding.severity,
            "file": finding.place.file,
            "line": finding.place.line or None,
            "column": finding.place.column or None,
            "path": finding.place.path,
            "message": say(finding.message),
            "remedy": say(finding.remedy) if finding.remedy else None,
        }
        self._findings.write(json.dumps(value) + "\n")

    def progressed(self, records: int) -> None:
        """Say nothing."""

    def result(self, result: BuildResult) -> Iterator[str]:
        """Write what a build made, line by line."""
        report = result.report
        counts = {"records": report.records, "built": report.built, "files": result.files}
        counts |= {f"{severity}s": report.count(severity) for severity in ("error", "warning", "note")}
        yield "{"
        yield f'  "ok": {json.dumps(result.ok)},'
        yield f'  "counts": {json.dumps(counts)},'
        yield f'  "out": {json.dumps(str(result.out))},'
        yield '  "files": ['
        yield from _separated(row.to_json(ascii_only=True) for row in read(result.manifest))
        yield "  ],"
        yield from self._all_findings()
        yield "}"

    def failure(self, error: PipelineError) -> Iterator[str]:
        """Write why nothing was made, line by line."""
        say = self._console.localizer.say
        remedy = say(error.remedy) if error.remedy else None
        value = {"message": say(error.message), "remedy": remedy, "exit_code": error.exit_code}
        yield "{"
        yield '  "ok": false,'
        yield f'  "error": {json.dumps(value)},'
        yield from self._all_findings()
        yield "}"

    def _all_findings(self) -> Iterator[str]:
        self._findings.seek(0)
        yield '  "findings": ['
        yield from _separated(line.rstrip("\n") for line in self._findings)
        yield "  ]"


def _separated(values: Iterator[str]) -> Iterator[str]:
    """Put a comma after each value but the last."""
    before = next(values, None)
    for value in values:
        yield f"    {before},"
        before = value
    if before is not None:
        yield f"    {before}"
