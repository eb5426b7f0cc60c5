"""Text for people: by document its verdict, and each problem with its place, the lines it is in, and its remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from pipeline.findings import Finding, Severity
from pipeline.i18n import Localizer
from pipeline.messages import Message
from pipeline.reports.base import Titles, untitled
from pipeline.reports.excerpts import shown_lines
from pipeline.reports.lines import Line, Span, padded, wrapped
from pipeline.reports.markers import excerpt_lines
from pipeline.reports.plain import one_line
from pipeline.reports.verdicts import Tally, is_clean
from pipeline.reports.wording import documents_sentence, file_name, more_of, problems_sentence, verdicts
from pipeline.validation.report import DocumentReport

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_PATH_COLOR = "blue"
_GOOD_COLOR = "green"
_INDENT = 2
_DETAILS_INDENT = 6
_DETAILS_NEED = 60
"""Cells that path, excerpt and remedy need to stand beneath the message; with fewer they begin further left."""
_NARROWEST = 30
"""Cells that a message gets even where the terminal has fewer."""


def write(reports: Iterable[DocumentReport], localizer: Localizer, _titles: Titles = untitled, /) -> Iterator[str]:
    """Write the reports without colours, in lines of any length; documents without a problem are left out."""
    for line in lines(reports, localizer):
        yield "".join(span.text for span in line)


def lines(
    reports: Iterable[DocumentReport], localizer: Localizer, *, width: int = 0, verbose: bool = False
) -> Iterator[Line]:
    """Write the reports as lines with colours, each printable as it is.

    ``width`` is that of the terminal in cells, 0 where lines may be of any length. ``verbose`` names the documents
    without a problem too.
    """
    for report in reports:
        if is_clean(report):
            if verbose:
                yield from _head(report, localizer, width)
            continue
        yield from _head(report, localizer, width)
        yield from _Layout.of(report, localizer, width).problems(report)
        yield ()


def summary(tally: Tally, localizer: Localizer) -> Line:
    """Sum up, in one line, what was found in all documents."""
    errors = not tally.all_good or tally.with_severity(Severity.ERROR)
    color = COLORS[Severity.ERROR] if errors else _GOOD_COLOR
    if not errors and tally.with_severity(Severity.WARNING):
        color = COLORS[Severity.WARNING]
    return (Span(documents_sentence(tally, localizer), color), Span(" " + problems_sentence(tally, localizer)))


def _head(report: DocumentReport, localizer: Localizer, width: int) -> Iterator[Line]:
    """Name the document and give the verdicts on it, beside the name where there is room, else below it."""
    name = file_name(report)
    shown = one_line(name if isinstance(name, str) else localizer.say(name))
    said = one_line(verdicts(report, localizer))
    color = _GOOD_COLOR if report.ok else COLORS[Severity.ERROR]
    if not width or cell_len(shown) + 2 + cell_len(said) <= width:
        yield (Span(shown, bold=True), Span("  "), Span(said, color))
        return
    yield (Span(shown, bold=True),)
    indent = Span(" " * _INDENT)
    yield from ((indent, Span(part, color)) for part in wrapped(said, max(width - _INDENT, _NARROWEST)))


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a document: how wide places and severities are, and how wide what stands beside them may be."""

    localizer: Localizer
    place_width: int
    severity_width: int
    width: int

    @classmethod
    def of(cls, report: DocumentReport, localizer: Localizer, width: int) -> "_Layout":
        places = [cell_len(_place(finding)) for finding in report.findings]
        severities = {finding.severity for finding in report.findings} | {more.severity for more in report.hidden}
        names = [cell_len(localizer.say(severity.label)) for severity in severities]
        return cls(localizer, max(places, default=0), max(names, default=0), width)

    @property
    def margin(self) -> int:
        """Give the cells before a message."""
        return _INDENT + (self.place_width + 2 if self.place_width else 0) + self.severity_width + 2

    @property
    def room(self) -> int:
        """Give the cells for a message; 0 means any number."""
        return max(self.width - self.margin, _NARROWEST) if self.width else 0

    @property
    def details_margin(self) -> int:
        """Give the cells before path, excerpt and remedy."""
        return self.margin if not self.width or self.room >= _DETAILS_NEED else _DETAILS_INDENT

    @property
    def details_room(self) -> int:
        """Give the cells for path, excerpt and remedy; 0 means any number."""
        return max(self.width - self.details_margin, _NARROWEST) if self.width else 0

    def problems(self, report: DocumentReport) -> Iterator[Line]:
        """Write the problems of a document, and how many more there are."""
        for finding in report.findings:
            yield from self._problem(finding)
        for more in report.hidden:
            said = self.localizer.say(more_of(more, self.localizer))
            yield from self._lead("", more.severity, (Span(one) for one in wrapped(one_line(said), self.room)))

    def _problem(self, finding: Finding) -> Iterator[Line]:
        said = one_line(f"{self.localizer.say(finding.message)}  [{finding.code}]")
        yield from self._lead(_place(finding), finding.severity, (Span(one) for one in wrapped(said, self.room)))
        margin = Span(" " * self.details_margin)
        yield from ((margin, *line) for line in self._details(finding))

    def _details(self, finding: Finding) -> Iterator[Line]:
        room = self.details_room
        if finding.place.path:
            path = one_line(finding.place.path)
            yield from ((Span(part, _PATH_COLOR),) for part in wrapped(path, room, at_slashes=True))
        if finding.excerpt:
            yield from excerpt_lines(tuple(shown_lines(finding.excerpt)), room, COLORS[finding.severity])
        if finding.remedy:
            yield from ((Span(line),) for line in self._remedy(finding.remedy, room))

    def _lead(self, place: str, severity: Severity, said: Iterator[Span]) -> Iterator[Line]:
        """Put place and severity before the first line, and blanks before the others."""
        start = " " * _INDENT + (f"{padded(place, self.place_width, right=True)}  " if self.place_width else "")
        word = Span(padded(self.localizer.say(severity.label), self.severity_width), COLORS[severity], bold=True)
        yield (Span(start), word, Span("  "), next(said))
        yield from ((Span(" " * self.margin), line) for line in said)

    def _remedy(self, remedy: Message, room: int) -> Iterator[str]:
        arrow = "→ " if self.localizer.direction == "ltr" else "← "
        room = room - len(arrow) if room else 0
        for number, line in enumerate(wrapped(one_line(self.localizer.say(remedy)), room)):
            yield (" " * len(arrow) if number else arrow) + line


def _place(finding: Finding) -> str:
    return ":".join(str(number) for number in (finding.place.line, finding.place.column) if number)
