"""The DOI records as the sandbox shows them: what the XML that was stored says, in the terms of the REST API.

What ``pipeline verify`` compares is read as it reads a deposit; what the REST API tells beyond that is read here.
Sources: crossref5.5.0.xsd, AccessIndicators.xsd, fundref.xsd; api.crossref.org documentation, ``api_format.md``.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from lxml import etree

from pipeline.deposits.registered import Author, Funder, Registered, orcid_of
from pipeline.deposits.sent_record import read_sent
from pipeline.sandbox.checks.surroundings import surrounded
from pipeline.sandbox.documents import local, own, plain, text
from pipeline.sandbox.parts import parts_of
from pipeline.validation.nodes import Node
from pipeline.validation.parsing import safe_parser


@dataclass(frozen=True, slots=True)
class DoiRecord:
    """A DOI with its owner's prefix, the timestamp of its last deposit, its address, and when it was accepted."""

    doi: str
    owner: str
    timestamp: str
    url: str
    accepted: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody with a ``role`` (``author``, ``editor``, …); ``sequence`` is ``first`` or ``additional``."""

    role: str
    sequence: str
    name: Author
    suffix: str
    authenticated: bool
    affiliations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class License:
    """The address of a licence, what it applies to, and from when on (``2026-01-31``); each of the two may be empty."""

    url: str
    applies_to: str
    start: str


@dataclass(frozen=True, slots=True)
class Details:
    """What the REST API tells of a DOI: what is ``registered``, and what is told beside it.

    Titles have their markup. ``issns`` are pairs of number and medium, ``references`` of key and DOI (or ""); ``parts``
    are fields of the REST API.
    """

    doi: str
    owner: str
    publisher: str
    registered: Registered
    titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    original_titles: tuple[str, ...]
    abbreviations: tuple[str, ...]
    issns: tuple[tuple[str, str], ...]
    contributors: tuple[Contributor, ...]
    licenses: tuple[License, ...]
    references: tuple[tuple[str, str], ...]
    parts: Mapping[str, object]


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
    def surroundings(self) -> bytes:
        """What stood around it, or nothing."""
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

    def count(self) -> int:
        """Count all."""
        ...

    def records(self) -> Iterable[StoredRecord]:
        """List all, in the order in which they were registered first."""
        ...


def list_records(registry: Records, most: int) -> tuple[DoiRecord, ...]:
    """List the DOI records, in the order in which they were registered first."""
    return tuple(islice(map(_shown, registry.records()), most))


def count_records(registry: Records) -> int:
    """Count the DOI records."""
    return registry.count()


def find_details(registry: Records, doi: str) -> Details | None:
    """Give what is known of a DOI, or nothing."""
    found = registry.find(doi)
    return _details(found) if found else None


def _shown(record: StoredRecord) -> DoiRecord:
    return DoiRecord(record.doi, record.owner, str(record.timestamp), record.url, str(record.accepted))


def _details(stored: StoredRecord) -> Details:
    """Read a record; only what belongs to the DOI itself and to its journal counts, not its parts."""
    whole, record = surrounded(stored.xml, stored.surroundings, safe_parser(markup_only=True))
    sent = read_sent(etree.tostring(whole), stored.doi) or Registered(stored.doi)
    journal = _journal(whole, record)
    return Details(
        doi=stored.doi,
        owner=stored.owner,
        publisher=" ".join((whole.findtext("{*}head/{*}registrant") or "").split()),
        registered=replace(sent, url=stored.url or sent.url, funders=tuple(_funders(record))),
        titles=_marked(record, "{*}titles/{*}title") or sent.titles,
        subtitles=_marked(record, "{*}titles/{*}subtitle"),
        original_titles=_marked(record, "{*}titles/{*}original_language_title"),
        abbreviations=tuple(map(plain, journal.iterfind("{*}abbrev_title"))),
        issns=tuple((plain(one), one.get("media_type", "print")) for one in journal.iterfind("{*}issn")),
        contributors=tuple(map(_contributor, record.iterfind("{*}contributors/*"))),
        licenses=tuple(
            License(plain(one), one.get("applies_to", ""), one.get("start_date", ""))
            for one in own(record, "license_ref")
            if plain(one)
        ),
        references=tuple(
            (citation.get("key", ""), text(citation, "doi"))
            for citation in record.iterfind("{*}citation_list/{*}citation")
        ),
        parts=parts_of(record),
    )


def _journal(whole: Node, record: Node) -> Node:
    """Find the journal that an article is in; any other record stands for itself."""
    found = whole.find("{*}body/{*}journal/{*}journal_metadata") if local(record) == "journal_article" else None
    return record if found is None else found


def _contributor(one: Node) -> Contributor:
    is_organisation = local(one) == "organization"
    name = Author(
        family=text(one, "surname"),
        given=text(one, "given_name"),
        name=plain(one) if is_organisation else "",
        orcid=orcid_of(text(one, "ORCID")),
    )
    orcid = one.find("{*}ORCID")
    return Contributor(
        role=one.get("contributor_role", ""),
        sequence=one.get("sequence", ""),
        name=name,
        suffix=text(one, "suffix"),
        authenticated=orcid is not None and orcid.get("authenticated") == "true",
        affiliations=tuple(map(plain, one.iterfind("{*}affiliations/{*}institution/{*}institution_name"))),
    )


def _funders(record: Node) -> Iterator[Funder]:
    """Read who paid; awards are those of the group, or of all where there is no group."""
    for program in own(record, "program"):
        groups = [one for one in program.iterfind("{*}assertion") if one.get("name") == "fundgroup"]
        for group in groups or [program]:
            awards = tuple(_asserted(group, "award_number"))
            outside = next(_asserted(group, "funder_identifier"), "")
            for funder in group.iterfind("{*}assertion[@name='funder_name']"):
                name = " ".join((funder.text or "").split())
                identifier = next(_asserted(funder, "funder_identifier"), outside)
                yield Funder(name, identifier[identifier.find("10.") :] if "10." in identifier else "", awards)


def _asserted(group: Node, name: str) -> Iterator[str]:
    return map(plain, group.iterfind(f"{{*}}assertion[@name='{name}']"))


def _marked(record: Node, path: str) -> tuple[str, ...]:
    """Give texts as the REST API does: with the tags and entities that they were deposited with."""
    return tuple(written for found in record.iterfind(path) if (written := _inside(found)))


def _inside(found: Node) -> str:
    made = deepcopy(found)
    made.tail = None
    namespace = f"{{{etree.QName(made).namespace}}}"
    for element in list(made.iter(f"{namespace}*")):
        element.tag = local(element)
    etree.cleanup_namespaces(made)
    written = etree.tostring(made, encoding="unicode").partition(">")[2].rpartition("</")[0]
    return " ".join(written.split())
