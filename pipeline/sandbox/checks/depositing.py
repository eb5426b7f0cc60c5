"""Deposits of whole records (``doMDUpload``): each DOI is judged by itself, and stored where all is well.

Sources: Crossref documentation, "Error and warning messages", "Updating your metadata" (timestamps); community forum
4640 and 4874.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipeline.deposits.receipt import Record, RecordStatus
from pipeline.identifiers import depositable
from pipeline.sandbox.checks import contributors
from pipeline.sandbox.checks.citations import diagnose
from pipeline.sandbox.checks.conflicts import likeness
from pipeline.sandbox.checks.context import NOT_FOUND, Context, failure
from pipeline.sandbox.checks.contributors import contributor_fault
from pipeline.sandbox.checks.relations import relation_fault
from pipeline.sandbox.checks.surroundings import surroundings_of
from pipeline.sandbox.checks.titles import TitleFault, check_title, keep_title
from pipeline.sandbox.documents import Document, Entry, is_newer, local
from pipeline.sandbox.registry import NewRecord
from pipeline.validation.nodes import Node

NO_VERSION = "Submission version NULL is invalid"
NO_VERSION_ID = 1
OLD_ID = 4


def deposit(document: Document, context: Context) -> tuple[Record, ...]:
    """Judge and store the DOIs of a deposit that satisfies its schema."""
    prefixes = [entry for block in document.blocks() for entry in document.entries(block)]
    other = next((entry for entry in prefixes if entry.prefix != prefixes[0].prefix), None)
    if other:
        return (failure(f"All prefixes in a submission must match (DOI[{other.doi}])"),)
    depositing = _Depositing(document, context)
    return tuple(record for block in document.blocks() for record in depositing.block(block))


@dataclass
class _Depositing:
    """A deposit on its way: the DOIs that it has brought, and its elements that have failed, with their records."""

    document: Document
    context: Context
    brought: set[str] = field(default_factory=set)
    failed: dict[Node, Record] = field(default_factory=dict)

    def block(self, block: Node) -> Iterator[Record]:
        """Process what is under one journal, or book."""
        entries = list(self.document.entries(block))
        owner = entries[0].prefix if entries else ""
        title = check_title(block, self.context.registry, self.context.prefixes)
        if isinstance(title, TitleFault):
            yield Record(
                status=RecordStatus.FAILURE,
                doi="",
                subject=f"all doi's under the current {local(block)} element",
                message=title.message,
                msg_id=title.msg_id,
            )
            return
        surroundings = surroundings_of(block, self.document)
        for entry in entries:
            record = self._judged(entry)
            if record is None:
                number = keep_title(title, self.context.registry, self.context.prefixes, owner)
                record = self._stored(entry, likeness(entry.element, block, number), surroundings)
            if record.status is RecordStatus.FAILURE:
                self.failed[entry.element] = record
            yield record

    def _judged(self, entry: Entry) -> Record | None:
        """Give the failure of a DOI, or nothing."""
        if wrong := contributor_fault(entry.element):
            return Record(
                status=RecordStatus.FAILURE, doi="", subject=NOT_FOUND, message=wrong, msg_id=contributors.MSG_ID
            )
        above = (self.failed[element] for element in entry.element.iterancestors() if element in self.failed)
        if parent := next(above, None):
            return failure(parent.message, entry.doi, parent.msg_id)
        if wrong := self._permission_fault(entry):
            return failure(wrong, entry.doi)
        if self._is_old(entry):
            submitted = f"submitted version: {entry.timestamp}"
            wrong = f"{submitted} is less or equal to previously submitted version (DOI match)"
            return failure(f"Record not processed because {wrong}", entry.doi, OLD_ID)
        if wrong := relation_fault(entry.element, self.context.exists):
            return failure(wrong, entry.doi)
        return None

    def _permission_fault(self, entry: Entry) -> str:
        if not depositable(entry.doi):
            return f"DOI: {entry.doi} , contains invalid characters"
        return self.context.permission_fault(entry.doi, self.context.registry.find(entry.doi))

    def _is_old(self, entry: Entry) -> bool:
        """Tell whether the DOI has a version as new; what is in the file twice is taken once, whatever it says."""
        known = self.context.registry.find(entry.doi)
        return entry.key in self.brought or bool(known and not is_newer(entry.timestamp, known.timestamp))

    def _stored(self, entry: Entry, like: str, surroundings: bytes) -> Record:
        registry, now = self.context.registry, self.context.now
        is_new = registry.find(entry.doi) is None
        xml = etree.tostring(entry.element, encoding="UTF-8", with_tail=False)
        version = (entry.doi, entry.prefix, entry.timestamp)
        registry.register(NewRecord(*version, entry.url, entry.kind, xml, like, surroundings), now)
        self.brought.add(entry.key)
        resolved = registry.resolve_conflicts(entry.doi, now)
        others = registry.alike(like, entry.doi)
        citations = diagnose(entry.element, self.context.exists)
        return Record(
            status=RecordStatus.WARNING if others else RecordStatus.SUCCESS,
            doi=entry.doi,
            message=_stored_message(is_new=is_new, conflicts=bool(others)),
            conflict_id=str(self._conflict(entry, others)) if others else "",
            dois_in_conflict=others,
            resolved_conflict_ids=tuple(map(str, resolved)),
            citations=citations,
        )

    def _conflict(self, entry: Entry, others: tuple[str, ...]) -> int:
        registry = self.context.registry
        unknown = [other for other in others if not registry.conflict_with(entry.doi, other)]
        return registry.open_conflict(entry.doi, unknown) if unknown else registry.conflict_with(entry.doi, others[0])


def _stored_message(*, is_new: bool, conflicts: bool) -> str:
    if conflicts:
        return "Added with conflict"
    return "Successfully added" if is_new else "Successfully updated"
