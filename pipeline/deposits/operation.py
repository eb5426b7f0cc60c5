"""What an upload to Crossref is for: the field ``operation`` of the deposit form.

Source: Crossref documentation, "Submitting XML by HTTPS POST".
"""

from enum import StrEnum


class Operation(StrEnum):
    """The operations that this program sends; the values are Crossref's."""

    METADATA = "doMDUpload"
    """Whole records; each replaces what Crossref has for its DOI."""
    RESOURCES = "doDOICitUpload"
    """Parts of records that are registered already: references, licences, funding, relations, links."""
    URLS = "doTransferDOIsUpload"
    """Addresses that DOIs lead to, in a text file."""


def kind_of(operation: Operation, resources: frozenset[str] = frozenset()) -> str:
    """Name what an upload changes of its DOIs: two of one kind replace each other, two of different kinds do not."""
    return " ".join((operation.value, *sorted(resources)))


def operation_of(kind: str) -> Operation:
    """Give the operation of a kind."""
    return Operation(kind.partition(" ")[0])
