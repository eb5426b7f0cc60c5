"""Findings as people read them: by file, each with its place, what is wrong and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from pipeline.cli.console import Console, Span
from pipeline.findings import Finding, Severity
from pipeline.formats.report import BuildReport, FindingCount
from pipeline.messages import msgs

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    severity: str
    path: str
    finding: Finding


def show_findings(report: BuildReport, console: Console) -> None:
    """Write the findings of a build, the first of each kind, grouped by file; and how many more there are."""
    shown = [finding for kind in report.findings for finding in kind.first]
    by_file: dict[str, list[Finding]] = {}
    for finding in sorted(shown, key=lambda found: (found.place.file, found.place.line, found.place.column)):
        by_file.setdefault(finding.place.file, []).append(finding)
    for file, findings in by_file.items():
        console.line(Span(file, bold=True))
        _show_file(findings, console)
        console.line()
    rest = [kind for kind in report.findings if kind.count > len(kind.first)]
    for kind in rest:
        _show_rest(kind, console)
    if rest:
        console.line()


def _show_file(findings: Sequence[Finding], console: Console) -> None:
    rows = [_row(finding, console) for finding in findings]
    place_width = max(cell_len(row.place) for row in rows)
    severity_width = max(cell_len(row.severity) for row in rows)
    for row in rows:
        say = console.localizer.say
        lead = f"  {_padded(row.place, place_width, right=True)}  " if place_width else "  "
        severity = Span(_padded(row.severity, severity_width), COLORS[row.finding.severity])
        path = f"{row.path}  " if row.path else ""
        console.line(lead, severity, "  ", Span(path, "blue"), say(row.finding.message))
        if row.finding.remedy:
            console.line(" " * (cell_len(lead) + severity_width + 2), say(row.finding.remedy))


def _row(finding: Finding, console: Console) -> _Row:
    place = ":".join(str(number) for number in (finding.place.line, finding.place.column) if number)
    return _Row(place, console.localizer.say(finding.severity.label), finding.place.path, finding)


def _show_rest(kind: FindingCount, console: Console) -> None:
    say = console.localizer.say
    more = kind.count - len(kind.first)
    message = msgs(
        "and {number} more problem of the kind “{code}”",
        "and {number} more problems of the kind “{code}”",
        more,
        number=console.localizer.number(more),
        code=kind.code,
    )
    console.line("  ", Span(say(kind.severity.label), COLORS[kind.severity]), "  ", say(message))


def _padded(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
