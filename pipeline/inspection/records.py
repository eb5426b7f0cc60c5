"""Canonical records among the inputs: read as a build would read them, without building anything."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.findings import Finding, Place, Severity, has_errors
from pipeline.reader import read
from pipeline.validation.report import DocumentReport

RECORD_SCHEMA = "record"
"""What reports give as the schema of records: the one that ``schemas/record`` describes."""

_LINE_OF_MANY = re.compile(r":\d+$")


def record_reports(path: Path) -> Iterator[DocumentReport]:
    """Read a file or folder of records and report on each file, those of journals and issues among them."""
    found: dict[str, list[Finding]] = {}
    try:
        for reading in read((path,)):
            source = _LINE_OF_MANY.sub("", reading.source) if reading.source.rpartition(":")[0] else reading.source
            found.setdefault(source, [])
            for finding in reading.findings:
                found.setdefault(finding.place.file or source, []).append(finding)
    except UsageError as error:
        finding = Finding("source-unreadable", Severity.ERROR, error.message, Place(str(path)), error.remedy)
        yield DocumentReport(str(path), "record", findings=(finding,))
        return
    for file, findings in found.items():
        yield DocumentReport(file, "record", RECORD_SCHEMA, not has_errors(findings), findings=tuple(findings))
