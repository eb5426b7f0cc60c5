"""What a submission log says of each DOI that was sent.

A log may have several records for a DOI, one for all DOIs of a journal, one for the whole file, or none at all
(``doi_batch_diagnostic``; Crossref documentation, "Interpreting submission logs"). A DOI counts as registered only
where a record says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.deposits.known_messages import explain
from pipeline.deposits.operation import Operation, operation_of
from pipeline.deposits.receipt import Receipt, Record, RecordStatus
from pipeline.identifiers import doi_key
from pipeline.ledger import CitationOutcome, DoiState, Outcome, Submission
from pipeline.messages import msg

TOO_OLD = 4
"""``msg_id`` of a record that was refused since its timestamp is not above the last one."""

NO_LOG = msg(
    "What Crossref answers about the file is no log of a deposit, or a part of one. It is asked for again; if it stays "
    "so, write to support@crossref.org, with the name of the file."
)
OF_ANOTHER = msg(
    "What Crossref answers about the file is the log of another deposit. It is asked for again; if it stays so, write "
    "to support@crossref.org, with the name of the file."
)

LONGEST = 20_000
"""Characters of a message that are kept; the ledger has the whole of the log besides."""

SILENT = "The log does not mention this DOI."
"""Stored in place of a message of Crossref's where there is none."""


def is_of(submission: Submission, receipt: Receipt) -> bool:
    """Tell whether a log is of this submission, by its batch id; one without is, and a list of addresses has none."""
    if not receipt.batch_id or operation_of(submission.operation) is Operation.URLS:
        return True
    return receipt.batch_id.split() == submission.batch_id.split()


def outcomes(submission: Submission, receipt: Receipt) -> tuple[Outcome, ...]:
    """Tell what became of each DOI of a submission, by a log that is final."""
    said: dict[str, list[Record]] = {}
    for record in receipt.records:
        said.setdefault(doi_key(record.doi), []).append(record)
    general = tuple(record for record in said.pop("", ()) if record.status is RecordStatus.FAILURE)
    otherwise = _outcome("", general)
    return tuple(
        _outcome(entry.doi, said[doi_key(entry.doi)])
        if doi_key(entry.doi) in said
        else replace(otherwise, doi=entry.doi)
        for entry in submission.dois
    )


def citation_outcomes(submission: Submission, receipt: Receipt) -> tuple[CitationOutcome, ...]:
    """Tell what became of each reference; what is said of DOIs that were not sent is left out."""
    own = {"", *(doi_key(entry.doi) for entry in submission.dois)}
    return tuple(
        CitationOutcome(record.doi, citation.key, str(citation.status), citation.text[:LONGEST])
        for record in receipt.records
        if doi_key(record.doi) in own
        for citation in record.citations
    )


def refused_as_old(found: Outcome) -> bool:
    """Tell whether a DOI failed only since Crossref has it with this timestamp, or a higher one."""
    return found.state is DoiState.FAILED and _is_too_old(found)


def _outcome(doi: str, records: Sequence[Record]) -> Outcome:
    if not records:
        return Outcome(doi, DoiState.UNCONFIRMED, SILENT, None)
    message = "\n".join(dict.fromkeys(map(_words, _telling(records))))[:LONGEST]
    return Outcome(doi, _state(records), message, next((one.msg_id for one in _telling(records) if one.msg_id), None))


def _state(records: Sequence[Record]) -> DoiState:
    statuses = {record.status for record in records}
    failures = [record for record in records if record.status is RecordStatus.FAILURE]
    if failures and len(statuses) > 1 and all(map(_is_too_old, failures)):
        return DoiState.WARNING  # it came twice in the file: the first was taken, the second is too old
    if failures:
        return DoiState.FAILED
    return DoiState.WARNING if RecordStatus.WARNING in statuses else DoiState.REGISTERED


def _words(record: Record) -> str:
    """Give the message of a record; behind it, in parentheses, the DOIs that it is in conflict with."""
    message = record.message.strip()
    return f"{message} ({', '.join(record.dois_in_conflict)})" if record.dois_in_conflict else message


def _is_too_old(said: Outcome | Record) -> bool:
    """Look at the number of the message; at its words, where it has none, as in some logs."""
    if said.msg_id is not None:
        return said.msg_id == TOO_OLD
    known = explain(said.message)
    return known is not None and known.code == "submission-version-older-than-last"


def _telling(records: Sequence[Record]) -> Iterator[Record]:
    """Give the records that decide, the worst alone."""
    for status in (RecordStatus.FAILURE, RecordStatus.WARNING, RecordStatus.SUCCESS):
        found = [record for record in records if record.status is status]
        if found:
            yield from found
            return
