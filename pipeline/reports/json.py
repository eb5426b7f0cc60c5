"""JSON for programs: an array with one object per document, as ``schemas/validation-report.schema.json`` describes it.

ASCII only, so that it survives any terminal or pipe; one document per line.
"""

import json
from collections.abc import Iterable, Iterator

from pipeline.findings import Excerpt, Finding
from pipeline.i18n import Localizer
from pipeline.reports.base import Titles, separated, untitled
from pipeline.reports.plain import well_formed
from pipeline.validation.report import DocumentReport


def write(reports: Iterable[DocumentReport], localizer: Localizer, _titles: Titles = untitled, /) -> Iterator[str]:
    """Write the array."""
    yield "["
    yield from (f"  {line}" for line in separated(_document(report, localizer) for report in reports))
    yield "]"


def _document(report: DocumentReport, localizer: Localizer) -> str:
    value = {
        "file": well_formed(report.file),
        "kind": report.kind,
        "schema": report.schema or None,
        "valid": report.valid,
        "dtd": {"schema": report.dtd.schema, "valid": report.dtd.valid} if report.dtd else None,
        "problems": [_problem(finding, localizer) for finding in report.findings],
        "more": [{"code": more.code, "severity": more.severity, "count": more.count} for more in report.hidden],
    }
    return json.dumps(value, allow_nan=False)


def _problem(finding: Finding, localizer: Localizer) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "line": finding.place.line or None,
        "column": finding.place.column or None,
        "path": well_formed(finding.place.path),
        "message": well_formed(localizer.say(finding.message)),
        "remedy": well_formed(localizer.say(finding.remedy)) if finding.remedy else None,
        "excerpt": _excerpt(finding.excerpt) if finding.excerpt else None,
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {
        "first": excerpt.first,
        "lines": [well_formed(line) for line in excerpt.lines],
        "line": excerpt.line,
        "column": excerpt.column,
        "length": excerpt.length,
    }
