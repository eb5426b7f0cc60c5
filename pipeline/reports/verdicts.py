"""The verdict on a document in one word, and what a set of documents comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.errors import ProblemsFound, SchemasMissing
from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.validation.report import DocumentReport


class Verdict(StrEnum):
    """What is said of a document; each has exactly one."""

    GOOD = "good"
    FAULTY = "faulty"
    INVALID = "invalid"
    UNCHECKED = "unchecked"

    @classmethod
    def on(cls, report: DocumentReport) -> "Verdict":
        """Give the verdict on a document."""
        if not report.schema:
            return cls.UNCHECKED
        if not report.valid:
            return cls.INVALID
        return cls.GOOD if report.ok else cls.FAULTY

    @property
    def label(self) -> Message:
        """Give the words that people read after a document's name."""
        return _LABELS[self]

    @property
    def heading(self) -> Message:
        """Give the words above a column of numbers."""
        return _HEADINGS[self]


_LABELS = {
    Verdict.GOOD: msg("valid"),
    Verdict.FAULTY: msg("valid against its schema, but with errors"),
    Verdict.INVALID: msg("not valid"),
    Verdict.UNCHECKED: msg("not checked against a schema"),
}
_HEADINGS = {
    Verdict.GOOD: msg("Valid"),
    Verdict.FAULTY: msg("Valid but with errors"),
    Verdict.INVALID: msg("Not valid"),
    Verdict.UNCHECKED: msg("Without a schema"),
}

_MISSING_SCHEMAS = {"schema-not-installed", "dtd-not-installed"}
"""What is found in the installation, and not in a document."""


def is_clean(report: DocumentReport) -> bool:
    """Tell whether there is nothing at all to say about a document but that it is valid."""
    return report.ok and not report.findings and not report.hidden


@dataclass(frozen=True)
class Tally:
    """Counts documents as they pass. It grows with the number of schemas and of codes, not with that of documents."""

    groups: Counter[tuple[str, str, Verdict]] = field(default_factory=Counter)
    """How many documents there are of a kind, a schema and a verdict."""
    problems: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    """How often a code was found, with a severity."""
    profiles: Counter[str] = field(default_factory=Counter)
    """How many documents were checked by a rule set."""

    def counting(self, reports: Iterable[DocumentReport]) -> Iterator[DocumentReport]:
        """Hand the reports on, and count them."""
        for report in reports:
            self.add(report)
            yield report

    def add(self, report: DocumentReport) -> None:
        """Count a document and its findings, hidden ones too."""
        self.groups[report.kind, report.schema, Verdict.on(report)] += 1
        self.profiles.update(report.profiles)
        self.problems.update((finding.code, finding.severity) for finding in report.findings)
        for more in report.hidden:
            self.problems[more.code, more.severity] += more.count

    @property
    def documents(self) -> int:
        """Count all documents."""
        return self.groups.total()

    @property
    def fault(self) -> type[ProblemsFound] | None:
        """Give the error that a run ends with, nothing where no document has one.

        Documents are to blame as soon as one has an error of its own. Where all that was found is that schemas could
        not be had, they may be good: whoever runs the check has to bring the schemas and run it again.
        """
        if self.all_good:
            return None
        errors = {code for (code, severity), count in self.problems.items() if count and severity is Severity.ERROR}
        return SchemasMissing if errors and errors <= _MISSING_SCHEMAS else ProblemsFound

    @property
    def all_good(self) -> bool:
        """Tell whether no document has an error."""
        return all(verdict is Verdict.GOOD for (_, _, verdict), count in self.groups.items() if count)

    def with_verdict(self, verdict: str, kind: str | None = None, schema: str | None = None) -> int:
        """Count the documents with a verdict; those of a kind and a schema, where they are given."""
        return sum(
            count
            for (found_kind, found_schema, found), count in self.groups.items()
            if found == verdict and kind in (None, found_kind) and schema in (None, found_schema)
        )

    def with_severity(self, severity: str) -> int:
        """Count the findings of a severity."""
        return sum(count for (_, found), count in self.problems.items() if found == severity)

    @property
    def sorts(self) -> tuple[tuple[str, str], ...]:
        """List the kinds of documents, each with the schemas it was checked against, in the order of their names."""
        return tuple(sorted({(kind, schema) for kind, schema, _ in self.groups}))

    @property
    def frequent(self) -> tuple[tuple[str, Severity, int], ...]:
        """List the codes that were found, errors first, and of each severity the most frequent first."""
        order = list(Severity)
        found = ((code, severity, count) for (code, severity), count in self.problems.items())
        return tuple(sorted(found, key=lambda one: (order.index(one[1]), -one[2], one[0])))
