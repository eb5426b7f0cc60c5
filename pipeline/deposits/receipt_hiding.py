"""Take the password out of a submission log, without harm to what is understood of it.

A password may be an ordinary word ("volume"), or a prefix of DOIs: masked wherever it stands it would turn a status
into asterisks, and a DOI that was registered into one that is not mentioned. So a log is read first. Then the password
is masked in what is free text; what repeats the deposit (DOIs, keys of references, batch id), statuses, numbers and
Crossref's own sentences stay, for they are no place in which a server repeats a form.
"""

from collections.abc import Callable
from dataclasses import replace

from pipeline.deposits.known_messages import hide_values
from pipeline.deposits.receipt import Citation, CitationStatus, NotAReceipt, Receipt, Record, is_doi, read_receipt
from pipeline.deposits.receipt_writing import write_receipt

Hide = Callable[[str], str]


def hide_in_receipt(receipt: Receipt, hide: Hide) -> Receipt:
    """Give a log with ``hide`` done to its free texts."""
    return replace(
        receipt,
        submission_id=_hidden(receipt.submission_id, hide),
        host=hide(receipt.host),
        records=tuple(_record(record, hide) for record in receipt.records),
    )


def hide_in_log(receipt: Receipt, masked: bytes) -> bytes:
    """Give the bytes to keep: ``masked`` as it is, or ``receipt`` written anew where masking has done harm to it."""
    try:
        if read_receipt(masked) == receipt:
            return masked
    except NotAReceipt:
        pass
    return write_receipt(receipt)


def _record(record: Record, hide: Hide) -> Record:
    return replace(
        record,
        message=hide_values(record.message, hide),
        conflict_id=_hidden(record.conflict_id, hide),
        dois_in_conflict=tuple(_hidden(doi, hide) for doi in record.dois_in_conflict),
        resolved_conflict_ids=tuple(_hidden(one, hide) for one in record.resolved_conflict_ids),
        citations=tuple(_citation(citation, hide) for citation in record.citations),
        citations_deferred=_hidden(record.citations_deferred, hide),
        subject=hide_values(record.subject, hide),
    )


def _citation(citation: Citation, hide: Hide) -> Citation:
    status = citation.status if isinstance(citation.status, CitationStatus) else hide(citation.status)
    text = citation.text if is_doi(citation.text) else hide_values(citation.text, hide)
    return Citation(citation.key, status, text)


def _hidden(text: str, hide: Hide) -> str:
    return text if text.isdigit() or is_doi(text) else hide(text)
