"""What a check says about one document."""

from dataclasses import dataclass

from pipeline.findings import Finding, Severity, has_errors


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one document: ``schema`` is the catalog id of the set it was checked against."""

    schema: str
    findings: tuple[Finding, ...] = ()

    @property
    def valid(self) -> bool:
        """Tell whether the document satisfies the schema: no finding is an error."""
        return not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Findings that are alike and too many to be listed: how many more there are of this code."""

    code: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class DtdVerdict:
    """What the document type definition says: the catalog id of its set, and whether the document satisfies it."""

    schema: str
    valid: bool


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """All that is to be said about one document, whoever made it.

    ``file`` is its name as given by the user; a member of an archive is ``archive.zip/member.xml``, standard input
    ``-``. ``kind`` is ``crossref``, ``doi_resources``, ``jats``, ``record`` or ``unknown``. ``schema`` is the id of the
    set that gave the verdict ``valid``, empty where there was none (then ``valid`` is false). ``dtd`` is there
    where the document names a DTD that is installed, and its schema is another. ``findings`` are in the order of the
    document; those that are ``hidden`` are counted only. ``profiles`` are the rule sets of ours that it was checked by.
    """

    file: str
    kind: str = "unknown"
    schema: str = ""
    valid: bool = False
    dtd: DtdVerdict | None = None
    findings: tuple[Finding, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    profiles: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether nothing has to be mended: the schema is satisfied and no finding, shown or not, is an error."""
        return self.valid and not self.count(Severity.ERROR)

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity, hidden ones too."""
        shown = sum(finding.severity is severity for finding in self.findings)
        return shown + sum(more.count for more in self.hidden if more.severity is severity)
