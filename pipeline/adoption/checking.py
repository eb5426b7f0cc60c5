"""One input, checked: what is to be said about it, and, where it is a good deposit, its line of the manifest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline.building.folder import write_staged
from pipeline.deposits.batch import Batch, is_address_list, read_batch
from pipeline.deposits.operation import Operation
from pipeline.errors import DepositError
from pipeline.findings import Finding, Place, Severity
from pipeline.inspection.inputs import Found, RecordSource, read_input
from pipeline.inspection.inspector import Inspector
from pipeline.inspection.options import InspectionOptions
from pipeline.manifest.rows import FileRow
from pipeline.messages import msg
from pipeline.submission.choosing import ADDRESSES, DEPOSITS
from pipeline.validation.library import Announce
from pipeline.validation.report import DocumentReport

GROUP = "adopted"
"""The group of these files in the manifest. No build makes it, so that no build removes them."""

_KINDS = frozenset({"crossref", "doi_resources"})
_FORMATS = {Operation.METADATA: DEPOSITS, Operation.RESOURCES: "resources", Operation.URLS: ADDRESSES}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, and the row of what waits in the stage under the name of its SHA-256; its path is not known yet."""

    report: DocumentReport
    row: FileRow | None = None


class Tools:
    """What one process needs."""

    def __init__(self, options: InspectionOptions, stage: Path, announce: Announce) -> None:
        self.limit = options.limit
        self.stage = stage
        self.inspector = Inspector(options, announce)


def check_chunk(tools: Tools, chunk: tuple[Found, ...]) -> tuple[Checked, ...]:
    """Check some inputs, and write those that are good into the stage. Raises ``PipelineError`` where it is full."""
    return tuple(map(partial(_check, tools), chunk))


def _check(tools: Tools, item: Found) -> Checked:
    if isinstance(item, Finding):
        return Checked(DocumentReport(item.place.file, findings=(item,)))
    if isinstance(item, RecordSource):
        return Checked(_refused(DocumentReport(item.name, "record"), _record(item.name)))
    content = read_input(item, tools.limit)
    if isinstance(content, Finding):
        return Checked(DocumentReport(item.name, findings=(content,)))
    return _checked(tools, content, item.name)


def _checked(tools: Tools, content: bytes, name: str) -> Checked:
    is_list = is_address_list(content)
    report = DocumentReport(name, valid=True) if is_list else tools.inspector.inspect(content, name)
    if not is_list and report.kind not in _KINDS:
        return Checked(_refused(report, *_other(report)))
    if not report.ok:
        return Checked(report)
    try:
        batch = read_batch(content)
    except DepositError as error:
        found = Finding("deposit-not-one", Severity.ERROR, error.message, Place(name), error.remedy)
        return Checked(_refused(report, found))
    row = _row(content, report.schema, batch)
    write_staged(tools.stage, row.sha256, content)
    return Checked(report, row)


def _row(content: bytes, schema: str, batch: Batch) -> FileRow:
    return FileRow(
        path="",
        sha256=sha256(content).hexdigest(),
        size=len(content),
        media_type="text/plain" if batch.operation is Operation.URLS else "application/xml",
        format=_FORMATS[batch.operation],
        group=GROUP,
        language="",
        schema=schema,
        works=(),
        dois=tuple(found.doi for found in batch.dois),
        batch_id=batch.batch_id if batch.timestamp else "",
        timestamp=batch.timestamp,
    )


def _refused(report: DocumentReport, *findings: Finding) -> DocumentReport:
    return replace(report, findings=(*report.findings, *findings))


def _other(report: DocumentReport) -> Iterator[Finding]:
    """Say that a document is something else, unless it has been said that it is nothing at all."""
    if report.kind != "unknown" or report.ok:
        yield Finding(
            "adopt-no-deposit",
            Severity.ERROR,
            msg("This is no deposit for Crossref, so it cannot be sent there."),
            Place(report.file),
            msg("Name files whose root element is “doi_batch”, or lists of addresses."),
        )


def _record(name: str) -> Finding:
    return Finding(
        "adopt-record",
        Severity.ERROR,
        msg("These are canonical records, which are built and not adopted."),
        Place(name),
        msg("Make deposits of them: python -m pipeline build."),
    )
