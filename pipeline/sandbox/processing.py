"""What Crossref does with a submission, once its turn has come: judge it, register what is well, write the receipt.

Order of the checks: well-formed XML in UTF-8, ``@version``, schema, one prefix, title records, then each DOI by itself.
Everything that is wrong with a submission is told in its receipt, in Crossref's own words; nothing is raised for it.
Source: Crossref documentation, "Interpret submission logs" and "Error and warning messages".
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from pipeline.deposits.operation import Operation
from pipeline.deposits.receipt import BatchStatus, Counts, Receipt, Record, RecordStatus
from pipeline.sandbox.checks.addresses import update_addresses
from pipeline.sandbox.checks.context import Context, failure
from pipeline.sandbox.checks.depositing import NO_VERSION, NO_VERSION_ID, deposit
from pipeline.sandbox.checks.schema import schema_fault
from pipeline.sandbox.checks.sections import deposit_sections
from pipeline.sandbox.checks.syntax import Malformed, read_root
from pipeline.sandbox.documents import Document
from pipeline.sandbox.registry import Registry

HOST = "sandbox"


def process(
    content: bytes,
    operation: str,
    registry: Registry,
    *,
    prefixes: Collection[str],
    submission_id: str,
    now: datetime,
    hosted: Collection[str] = (),
) -> Receipt:
    """Process one submission of a login that has these ``prefixes``, and give its receipt.

    ``hosted`` are the prefixes of all logins, as far as known: their DOIs exist only where they are registered. What is
    changed in the registry is left for the caller to commit.
    """
    allowed = frozenset(prefixes)
    context = Context(registry, allowed, allowed | frozenset(hosted) | registry.owners(), now)
    if operation == Operation.URLS:
        return _receipt(update_addresses(content, context), submission_id, "")
    if operation not in {Operation.METADATA, Operation.RESOURCES}:
        return _receipt((failure(f"Operation not supported: {operation[:100]}"),), submission_id, "")
    root = read_root(content, submission_id)
    if isinstance(root, Malformed):
        return _receipt((failure(root.message),), submission_id, "")
    document = Document(root)
    return _receipt(_records(document, content, operation, context), submission_id, document.batch_id)


def _records(document: Document, content: bytes, operation: str, context: Context) -> tuple[Record, ...]:
    if not document.root.get("version"):
        return (failure(NO_VERSION, msg_id=NO_VERSION_ID),)
    is_metadata = operation == Operation.METADATA
    if wrong := schema_fault(document, content, "crossref" if is_metadata else "doi_resources"):
        return (failure(wrong),)
    return deposit(document, context) if is_metadata else deposit_sections(document, context)


def _receipt(records: tuple[Record, ...], submission_id: str, batch_id: str) -> Receipt:
    count = Counter(record.status for record in records)
    counts = Counts(
        records=len(records),
        successes=count[RecordStatus.SUCCESS],
        warnings=count[RecordStatus.WARNING],
        failures=count[RecordStatus.FAILURE],
    )
    return Receipt(BatchStatus.COMPLETED, submission_id, batch_id, records, counts, HOST)
