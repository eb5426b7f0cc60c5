"""What a check says about one document."""

from dataclasses import dataclass

from pipeline.findings import Finding, has_errors


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one document: ``schema`` is the catalog id of the set it was checked against."""

    schema: str
    findings: tuple[Finding, ...] = ()

    @property
    def valid(self) -> bool:
        """Tell whether the document satisfies the schema: no finding is an error."""
        return not has_errors(self.findings)
