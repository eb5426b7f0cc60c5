"""What a build has to say in the end, added up while it runs: counts, the first findings of each kind, completeness."""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.building.inventory import Inventory
from pipeline.findings import Finding, Severity
from pipeline.formats.completeness import Completeness
from pipeline.formats.report import BuildReport, FindingCount, Made

SHOWN = 20
"""Findings of one kind that are kept and shown; the others are counted."""

_ORDER = tuple(Severity)


@dataclass
class _Kind:
    count: int = 0
    first: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(finding)


@dataclass
class Summary:
    """Adds up. ``records`` counts the articles that were read, ``built`` those that were made into files."""

    records: int = 0
    built: int = 0
    completeness: Completeness = field(default_factory=Completeness)
    _kinds: dict[tuple[Severity, str], _Kind] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Count a finding."""
        self._kinds.setdefault((finding.severity, finding.code), _Kind()).add(finding)

    def report(self, inventory: Inventory, languages: tuple[str, ...]) -> BuildReport:
        """Give the report: errors first, and of those the most frequent."""
        rows = (file.row for file in inventory.files() if file.staged)
        made: dict[tuple[str, str], int] = {}
        for (name, language, _), files in Counter((row.format, row.language, row.group) for row in rows).items():
            # what is also copied for another group is made once
            made[name, language] = max(files, made.get((name, language), 0))
        kinds = sorted(self._kinds.items(), key=lambda item: (_ORDER.index(item[0][0]), -item[1].count, item[0][1]))
        return BuildReport(
            records=self.records,
            built=self.built,
            made=tuple(Made(name, language, files) for (name, language), files in sorted(made.items())),
            findings=tuple(
                FindingCount(code, severity, kind.count, tuple(kind.first)) for (severity, code), kind in kinds
            ),
            completeness=self.completeness,
            languages=languages,
        )
