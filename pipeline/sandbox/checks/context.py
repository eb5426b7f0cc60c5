"""What every check may ask: the registry, the prefixes of the login, the time."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.deposits.receipt import Record, RecordStatus
from pipeline.identifiers import doi_prefix
from pipeline.sandbox.registry import DoiRecord, Registry


@dataclass(frozen=True, slots=True)
class Context:
    """One submission's surroundings. DOIs of ``hosted`` prefixes exist only where they are registered here."""

    registry: Registry
    prefixes: frozenset[str]
    hosted: frozenset[str]
    now: datetime

    def exists(self, doi: str) -> bool:
        """Tell whether a DOI exists; those of others do, since nobody can tell here."""
        return self.registry.exists(doi, self.hosted)

    def permission_fault(self, doi: str, known: DoiRecord | None) -> str:
        """Tell why the login may not register or change a DOI, or nothing."""
        if known is None:
            prefix = doi_prefix(doi)
            return "" if prefix in self.prefixes else f"User not allowed to add records for prefix: {prefix}"
        if known.owner not in self.prefixes:
            return f"The user does not have permission to add or modify records for the prefix: {known.owner}"
        return ""


def failure(message: str, doi: str = "", msg_id: int | None = None) -> Record:
    """Give the record of a failure; without ``doi``, of a whole file."""
    return Record(status=RecordStatus.FAILURE, doi=doi, message=message, msg_id=msg_id)


def change_fault(context: Context, doi: str) -> str:
    """Tell why a registered DOI cannot be changed, or nothing."""
    known = context.registry.find(doi)
    return context.permission_fault(doi, known) if known else NOT_FOUND


NOT_FOUND = "DOI not found"
