"""Write a submission log as Crossref does; the sandbox answers with it."""

from lxml import etree

from pipeline.deposits.receipt import ROOT, BatchStatus, Counts, Receipt, Record

_PENDING = (BatchStatus.QUEUED, BatchStatus.IN_PROCESS)


def write_receipt(receipt: Receipt) -> bytes:
    """Give the XML of a log: what ``read_receipt`` reads as the same values."""
    root = etree.Element(ROOT, {"status": receipt.status.value})
    if receipt.host:
        root.set("sp", _safe(receipt.host))
    if receipt.submission_id:
        _add(root, "submission_id", receipt.submission_id)
    if receipt.batch_id or receipt.status in _PENDING:  # empty while nobody has looked into the file
        _add(root, "batch_id", receipt.batch_id)
    for record in receipt.records:
        _add_record(root, record)
    if receipt.counts:
        _add_counts(root, receipt.counts)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _add_record(root: "etree._Element", record: Record) -> None:
    element = etree.SubElement(root, "record_diagnostic", {"status": record.status.value})
    if record.msg_id is not None:
        element.set("msg_id", str(record.msg_id))
    _add(element, "doi", record.doi or record.subject)
    _add(element, "msg", record.message)
    if record.conflict_id:
        _add(element, "conflict_id", record.conflict_id)
    if record.dois_in_conflict:
        conflict = etree.SubElement(element, "dois_in_conflict")
        for doi in record.dois_in_conflict:
            _add(conflict, "doi", doi)
    if record.resolved_conflict_ids:
        _add(element, "resolved_conflict_ids", ",".join(record.resolved_conflict_ids))
    if record.citations or record.citations_deferred:
        _add_citations(element, record)


def _add_citations(element: "etree._Element", record: Record) -> None:
    diagnostic = etree.SubElement(element, "citations_diagnostic")
    if record.citations_deferred:
        diagnostic.set("deferred", _safe(record.citations_deferred))
    for citation in record.citations:
        _add(diagnostic, "citation", citation.text, key=_safe(citation.key), status=str(citation.status))


def _add_counts(root: "etree._Element", counts: Counts) -> None:
    element = etree.SubElement(root, "batch_data")
    _add(element, "record_count", str(counts.records))
    _add(element, "success_count", str(counts.successes))
    _add(element, "warning_count", str(counts.warnings))
    _add(element, "failure_count", str(counts.failures))


def _add(parent: "etree._Element", name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, name, attributes)
    element.text = _safe(text) or None


def _safe(text: str) -> str:
    """Replace what XML 1.0 cannot hold (2.2, Characters)."""
    return "".join(char if _is_xml(ord(char)) else "\ufffd" for char in text)


def _is_xml(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
