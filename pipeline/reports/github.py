"""Annotations of GitHub Actions: workflow commands, which a step writes to its log and GitHub shows beside the lines.

GitHub shows the first ten annotations of each level per step; all are in the log, and the last one sums up. Source:
“Workflow commands for GitHub Actions”; what is escaped, and how: ``packages/core/src/command.ts`` of actions/toolkit.
"""

from collections.abc import Iterable, Iterator

from pipeline.findings import Finding, Severity
from pipeline.i18n import Localizer
from pipeline.messages import msg
from pipeline.reports.base import Titles, untitled
from pipeline.reports.plain import one_line
from pipeline.reports.verdicts import Tally
from pipeline.reports.wording import documents_sentence, more_of, problems_sentence
from pipeline.validation.report import DocumentReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(reports: Iterable[DocumentReport], localizer: Localizer, titles: Titles = untitled, /) -> Iterator[str]:
    """Write an annotation for each problem, and one that sums up."""
    tally = Tally()
    yield from annotations(tally.counting(reports), localizer, titles)
    title = localizer.say(msg("Validation"))
    said = [documents_sentence(tally, localizer), problems_sentence(tally, localizer)]
    yield _command(Severity.NOTE, {"title": title}, said)


def annotations(reports: Iterable[DocumentReport], localizer: Localizer, titles: Titles, /) -> Iterator[str]:
    """Write an annotation for each problem, and no more."""
    for report in reports:
        for finding in report.findings:
            yield _annotation(finding, report, localizer, titles)
        for more in report.hidden:
            place = {"file": _file(report.file), "title": more.code}
            yield _command(more.severity, place, [localizer.say(more_of(more, localizer))])


def _annotation(finding: Finding, report: DocumentReport, localizer: Localizer, titles: Titles) -> str:
    said = [localizer.say(message) for message in (finding.message, finding.remedy) if message]
    title = titles(finding.code)
    properties = _place(finding, report)
    properties["title"] = f"{localizer.say(title)} [{finding.code}]" if title else finding.code
    return _command(finding.severity, properties, said)


def _place(finding: Finding, report: DocumentReport) -> dict[str, str]:
    place, excerpt = finding.place, finding.excerpt
    properties = {"file": _file(place.file or report.file)}
    if place.line:
        properties["line"] = str(place.line)
    if place.line and place.column:
        properties["col"] = str(place.column)
        if excerpt and excerpt.line == place.line and excerpt.length:
            properties["endColumn"] = str(place.column + excerpt.length)
    return properties


def _file(file: str) -> str:
    return "" if file == "-" else file.removeprefix("./")


def _command(severity: Severity, properties: dict[str, str], said: Iterable[str]) -> str:
    """Write one command: properties without a value are left out, as by the toolkit."""
    written = (f"{name}={one_line(value).translate(_PROPERTY)}" for name, value in properties.items() if value)
    data = "\n".join(map(one_line, said)).translate(_DATA)
    return f"::{_COMMANDS[severity]} {','.join(written)}::{data}"
