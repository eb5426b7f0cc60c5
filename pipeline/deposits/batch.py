"""What a deposit says of itself: its batch id, its timestamp, and each DOI with a digest of what is said of it.

Digests leave out what changes from one deposit of the same content to the next (batch id, timestamps, depositor) and
blanks between elements, so that two files with the same digest would register the same.
Sources: crossref5.5.0.xsd (``doi_batch``, ``head``, ``doi_data``), doi_resources5.4.0.xsd; Crossref documentation,
"Updating your metadata" (list of addresses).
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from pipeline.deposits.operation import Operation, kind_of
from pipeline.errors import DepositError
from pipeline.identifiers import doi_key
from pipeline.messages import msg

_METADATA = re.compile(r"\{http://www\.crossref\.org/schema/[0-9.]+\}doi_batch")
_RESOURCES = re.compile(r"\{http://www\.crossref\.org/doi_resources_schema/[0-9.]+\}doi_batch")
_URLS = re.compile(rb"H:[^\n]*email=", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,19}")
_CONTEXT = re.compile(r"(?:_metadata|_issue|_volume)$")
"""Elements beside a record that are part of what is said of it: the journal and the issue of an article."""
_ADDRESS = re.compile(
    r"(?P<doi>10\.[0-9.]+/[^\s\x00-\x1f\x7f]+)[ ]*\t\s*(?P<address>(?:https?|ftp)://[^\s\x00-\x1f\x7f]+)", re.IGNORECASE
)
_LONGEST_ID = 100  # crossref5.5.0.xsd, doi_batch_id
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class BatchDoi:
    """A DOI in a deposit. ``timestamp`` is its own, else the head's; ``digest`` tells one content from another."""

    doi: str
    timestamp: str
    digest: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A deposit as it will be sent. ``timestamp`` is empty for operations that have none.

    ``kind`` tells what it changes (``operation.kind_of``). ``schema`` is the id of the schema set that its namespace
    names (``crossref-5.5.0``), empty for a list of addresses.
    """

    operation: Operation
    kind: str
    schema: str
    batch_id: str
    timestamp: str
    dois: tuple[BatchDoi, ...]
    digest: str


def is_address_list(content: bytes) -> bool:
    """Tell whether a file begins as a list of addresses does."""
    return bool(_URLS.match(content))


def read_batch(content: bytes) -> Batch:
    """Read what a deposit says of itself.

    Raises ``DepositError`` for anything that is no deposit.
    """
    if is_address_list(content):
        return _url_batch(content)
    root = _parsed(content, plain=True)
    if _METADATA.fullmatch(str(root.tag)):
        return _batch(Operation.METADATA, root, tuple(_metadata_dois(root)))
    if _RESOURCES.fullmatch(str(root.tag)):
        return _batch(Operation.RESOURCES, root, tuple(_resource_dois(root)))
    raise DepositError(
        msg("It is no deposit for Crossref: its root element is <{name}>.", name=etree.QName(root).localname),
        msg("Give a deposit: XML with the root <doi_batch>, as “build” writes it, or a list of addresses."),
    )


def restamped(content: bytes, timestamp: str) -> bytes:
    """Give a deposit with another timestamp, in its head and wherever a record has its own, and another batch id.

    Raises as ``read_batch`` does.
    """
    root, plain = _parsed(content), _parsed(content, plain=True)
    before = _head(plain, "timestamp")
    for found in root.iter(_named(root, "timestamp")):
        parent = found.getparent()
        if parent is not None and parent.tag in (_named(root, "head"), _named(root, "doi_data")):
            _fill(found, timestamp)
    identifier = root.find(f"{_named(root, 'head')}/{_named(root, 'doi_batch_id')}")
    if identifier is not None:
        _fill(identifier, _renewed(_head(plain, "doi_batch_id"), before, timestamp))
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    return written


def _fill(element: "etree._Element", text: str) -> None:
    """Give an element another text, in the place of all that it holds."""
    tail = element.tail
    attributes = tuple(element.attrib.items())
    element.clear()
    element.attrib.update(attributes)
    element.text, element.tail = text, tail


def _renewed(identifier: str, before: str, timestamp: str) -> str:
    if before and before in identifier:
        return identifier.replace(before, timestamp)[:_LONGEST_ID]
    return f"{identifier[: _LONGEST_ID - len(timestamp) - 1]}-{timestamp}"


def _parsed(content: bytes, *, plain: bool = False) -> "etree._Element":
    """Parse a deposit; ``plain`` leaves out comments and instructions, which would cut texts into pieces."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_blank_text=False,
        remove_comments=plain,
        remove_pis=plain,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DepositError(
            msg("It is not well-formed XML."), msg("See what is wrong with: python -m pipeline validate FILE")
        ) from error
    if next(root.iter(etree.Entity), None) is not None:  # which would cut texts into pieces, too
        raise _without_form()
    return root


def _without_form() -> DepositError:
    """Say that an entity, or a namespace that is no whole address, is in the way."""
    return DepositError(
        msg("It holds XML that has no canonical form."),
        msg("Write what entities stand for in their place, and namespaces as whole addresses."),
    )


def _named(root: "etree._Element", name: str) -> str:
    return f"{{{etree.QName(root).namespace}}}{name}"


def _head(root: "etree._Element", name: str) -> str:
    return (root.findtext(f"{_named(root, 'head')}/{_named(root, name)}") or "").strip()


def _batch(operation: Operation, root: "etree._Element", dois: tuple[BatchDoi, ...]) -> Batch:
    if not dois:
        raise DepositError(msg("It has no DOI."), msg("A deposit registers or changes at least one DOI."))
    timestamp = _head(root, "timestamp")
    if operation is Operation.METADATA and not _DIGITS.fullmatch(timestamp):
        raise DepositError(
            msg("Its timestamp “{value}” is no number.", value=timestamp),
            msg("Crossref compares timestamps as numbers; give 17 digits of UTC: YYYYMMDDhhmmssSSS."),
        )
    kind = kind_of(operation, _resources(root) if operation is Operation.RESOURCES else frozenset())
    identifier = _head(root, "doi_batch_id")
    return Batch(operation, kind, _schema(operation, root), identifier, timestamp, dois, _digest_of(kind, dois))


def _schema(operation: Operation, root: "etree._Element") -> str:
    kind = "crossref" if operation is Operation.METADATA else "doi_resources"
    return f"{kind}-{(etree.QName(root).namespace or '').rpartition('/')[2]}"


def _digest_of(kind: str, dois: tuple[BatchDoi, ...]) -> str:
    lines = sorted(f"{doi_key(found.doi)} {found.digest}" for found in dois)
    return sha256("\n".join((kind, *lines)).encode()).hexdigest()


def _metadata_dois(root: "etree._Element") -> Iterator[BatchDoi]:
    head = _head(root, "timestamp")
    seen: set[str] = set()
    digests = _Digests(root)
    for data in root.iter(_named(root, "doi_data")):
        doi = (data.findtext(_named(root, "doi")) or "").strip()
        record = data.getparent()
        if doi and record is not None and doi_key(doi) not in seen:
            seen.add(doi_key(doi))
            own = (data.findtext(_named(root, "timestamp")) or "").strip()
            yield BatchDoi(doi, own if _DIGITS.fullmatch(own) else head, digests.of(record))


class _Digests:
    """Digests of the records of a deposit; what stands before many of them is read once."""

    def __init__(self, root: "etree._Element") -> None:
        self._root = root
        self._known: dict[etree._Element, tuple[dict[etree._Element, int], list[tuple[int, bytes]]]] = {}

    def of(self, record: "etree._Element") -> str:
        """Give the digest of a record with what stands before it and is about it, too: its journal and its issue."""
        parts = [_canonical(self._root, record)]
        for element in (record, *record.iterancestors()):
            parts += self._before(element)
        return sha256(b"\n".join(parts)).hexdigest()

    def _before(self, element: "etree._Element") -> list[bytes]:
        parent = element.getparent()
        if parent is None:
            return []
        if parent not in self._known:
            self._known[parent] = self._read(parent)
        places, contexts = self._known[parent]
        return [written for place, written in reversed(contexts) if place < places[element]]

    def _read(self, parent: "etree._Element") -> tuple[dict["etree._Element", int], list[tuple[int, bytes]]]:
        places = {child: place for place, child in enumerate(parent)}
        contexts = [
            (place, _canonical(self._root, child))
            for child, place in places.items()
            if isinstance(child.tag, str) and _CONTEXT.search(etree.QName(child).localname)
        ]
        return places, contexts


def _canonical(root: "etree._Element", element: "etree._Element") -> bytes:
    """Write an element in the one form of Canonical XML, without timestamps and without blanks between elements."""
    copied = deepcopy(element)
    copied.tail = None
    for stamp in list(copied.iter(_named(root, "timestamp"))):
        parent = stamp.getparent()
        if parent is not None:
            parent.remove(stamp)
    for inner in copied.iter(etree.Element):
        if inner.text and not inner.text.strip() and len(inner):
            inner.text = None
        if inner.tail and not inner.tail.strip() and _only_elements(inner.getparent()):
            inner.tail = None
    try:
        written: bytes = etree.tostring(copied, method="c14n", exclusive=True, with_comments=False)
    except etree.C14NError as error:
        raise _without_form() from error
    return written


def _only_elements(parent: "etree._Element | None") -> bool:
    """Tell whether an element has no text of its own, so that the blanks in it mean nothing."""
    return parent is None or not any((text or "").strip() for text in (parent.text, *(child.tail for child in parent)))


def _resources(root: "etree._Element") -> frozenset[str]:
    return frozenset(etree.QName(part).localname for part in root.iterfind(f"{_named(root, 'body')}/*"))


def _resource_dois(root: "etree._Element") -> Iterator[BatchDoi]:
    """Give each DOI once; one that several parts of the file are about has the digest of them all."""
    said: dict[str, list[bytes]] = {}
    names: dict[str, str] = {}
    for part in root.iterfind(f"{_named(root, 'body')}/*"):
        doi = (part.findtext(_named(root, "doi")) or "").strip()
        if doi:
            names.setdefault(doi_key(doi), doi)
            said.setdefault(doi_key(doi), []).append(_canonical(root, part))
    for key, parts in said.items():
        yield BatchDoi(names[key], "", sha256(b"\n".join(parts)).hexdigest())


def _url_batch(content: bytes) -> Batch:
    try:
        lines = content.decode("utf-8").split("\n")[1:]
    except UnicodeDecodeError as error:
        raise DepositError(msg("It is not in UTF-8."), msg("Save it in the encoding UTF-8.")) from error
    addresses = _addresses(line.strip("\r \t") for line in lines)
    if not addresses:
        raise _no_address("")
    dois = tuple(BatchDoi(doi, "", sha256(url.encode()).hexdigest()) for doi, url in addresses.values())
    digest = _digest_of(Operation.URLS.value, dois)
    return Batch(Operation.URLS, kind_of(Operation.URLS), "", f"urls-{digest[:16]}", "", dois, digest)


def _addresses(lines: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Read the lines of a list: DOI and address, by the key of the DOI."""
    found: dict[str, tuple[str, str]] = {}
    for line in filter(None, lines):
        pair = _ADDRESS.fullmatch(line)
        if not pair or not line.replace("\t", "").isprintable():  # what turns the direction of the text, say
            raise _no_address(line)
        doi, address = pair["doi"], pair["address"]
        if found.setdefault(doi_key(doi), (doi, address))[1] != address:
            raise DepositError(
                msg("The DOI “{doi}” has two addresses in the list.", doi=doi), msg("Leave the one that is meant.")
            )
    return found


def _no_address(line: str) -> DepositError:
    return DepositError(
        msg("“{line}” in the list of addresses is no DOI with its address.", line=line[:_LONGEST_LINE]),
        msg("Each line after the first has a DOI, a tab, and the new address."),
    )
