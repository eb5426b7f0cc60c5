"""The DOI records as the sandbox shows them: addresses, titles and references out of the XML that was stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from lxml import etree


@dataclass(frozen=True, slots=True)
class DoiRecord:
    """A DOI with its owner's prefix, the timestamp of its last deposit, its address, and when it was accepted."""

    doi: str
    owner: str
    timestamp: str
    url: str
    accepted: str


@dataclass(frozen=True, slots=True)
class Details:
    """What the REST API tells of a DOI; ``references`` are pairs of key and DOI, which may be empty."""

    doi: str
    url: str
    titles: tuple[str, ...]
    references: tuple[tuple[str, str], ...]


class StoredRecord(Protocol):
    """A DOI record as the registry keeps it."""

    @property
    def doi(self) -> str:
        """The DOI as it was deposited."""
        ...

    @property
    def owner(self) -> str:
        """The prefix of the owner."""
        ...

    @property
    def timestamp(self) -> int | str:
        """The version of the record."""
        ...

    @property
    def url(self) -> str:
        """The address that the DOI leads to."""
        ...

    @property
    def xml(self) -> bytes:
        """The record as it was deposited."""
        ...

    @property
    def accepted(self) -> str:
        """When it was accepted (RFC 3339)."""
        ...


class Records(Protocol):
    """What is asked of the registry here."""

    def find(self, doi: str) -> StoredRecord | None:
        """Find a DOI, whatever its case."""
        ...

    def records(self) -> Iterable[StoredRecord]:
        """List all, in the order in which they were registered first."""
        ...


def list_records(registry: Records, most: int) -> tuple[DoiRecord, ...]:
    """List the DOI records, in the order in which they were registered first."""
    return tuple(islice(map(_shown, registry.records()), most))


def count_records(registry: Records) -> int:
    """Count the DOI records."""
    return sum(1 for _ in registry.records())


def find_details(registry: Records, doi: str) -> Details | None:
    """Give what is known of a DOI, or nothing."""
    found = registry.find(doi)
    return _details(found.doi, found.url, found.xml) if found else None


def _shown(record: StoredRecord) -> DoiRecord:
    return DoiRecord(record.doi, record.owner, str(record.timestamp), record.url, str(record.accepted))


def _details(doi: str, url: str, xml: bytes) -> Details:
    """Read a record; only what belongs to the DOI itself counts, not its journal or its parts."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    owner = _owner(root, doi)
    if owner is None:
        return Details(doi, url, (), ())
    titles = tuple(
        " ".join("".join(map(str, title.itertext())).split()) for title in owner.iterfind("{*}titles/{*}title")
    )
    references = tuple(
        (citation.get("key", ""), (citation.findtext("{*}doi") or "").strip()) for citation in owner.iter("{*}citation")
    )
    return Details(doi, url or (owner.findtext("{*}doi_data/{*}resource") or "").strip(), titles, references)


def _owner(root: etree._Element, doi: str) -> etree._Element | None:
    """Find the element whose DOI this is."""
    for data in root.iter("{*}doi_data"):
        if (data.findtext("{*}doi") or "").strip().casefold() == doi.casefold():
            return data.getparent()
    return None
