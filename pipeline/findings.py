"""Problems as values: a code, how bad it is, where it is, what is wrong and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.messages import Message, msg


class Severity(StrEnum):
    """How bad a finding is. Only errors stop a file from being written."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> Message:
        """Give the word that people read."""
        return _LABELS[self]


_LABELS = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning"), Severity.NOTE: msg("note")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: file as given by the user, line and column from 1 (0 = unknown), path inside the document.

    ``path`` is the record's path (``contributors[2].orcid``) or an XPath for XML.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of a file around a problem, as they are written there, and which part of them is meant.

    ``first`` is the number of the first line, from 1. The part begins at ``line`` and ``column`` (from 1) and is
    ``length`` characters long; it does not go beyond its line. Very long lines are cut around the part; ``column``
    counts in the line as it is given here, the finding's place in the file's own.
    """

    first: int
    lines: tuple[str, ...]
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. ``code`` is stable and lower-case with hyphens; it names the fault (``orcid-checksum``).

    ``excerpt`` shows the offending lines, where the document's text was at hand.
    """

    code: str
    severity: Severity
    message: Message
    place: Place = Place()
    remedy: Message | None = None
    excerpt: Excerpt | None = None


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
