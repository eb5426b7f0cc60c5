"""Keep a report readable: of problems of one kind only the first are listed, the others are counted."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.validation.report import DocumentReport, Hidden

if TYPE_CHECKING:
    from pipeline.findings import Finding, Severity


def limited(report: DocumentReport, shown: int) -> DocumentReport:
    """Give the report with at most so many findings of each code, severity and sentence; 0 keeps all.

    Findings of one sentence are alike though they speak of other elements or values.
    """
    if not shown or len(report.findings) <= shown:
        return report
    seen: Counter[tuple[str, Severity, str]] = Counter()
    kept: list[Finding] = []
    more: Counter[tuple[str, Severity]] = Counter(
        {(known.code, known.severity): known.count for known in report.hidden}
    )
    for finding in report.findings:
        kind = (finding.code, finding.severity, getattr(finding.message, "id", ""))
        seen[kind] += 1
        if seen[kind] <= shown:
            kept.append(finding)
        else:
            more[finding.code, finding.severity] += 1
    hidden = tuple(Hidden(code, severity, count) for (code, severity), count in more.items())
    return replace(report, findings=tuple(kept), hidden=hidden)
