"""The submission log of Crossref, ``doi_batch_diagnostic``, as values.

There is no schema of it. Sources: Crossref documentation, "Interpreting submission logs", "Troubleshooting submissions"
and "Using HTTPS to retrieve logs", and logs that users have published. What the server sends in place of a log (a page,
a part of a log) is never taken for one.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, TypeAlias

from lxml import etree

from pipeline.identifiers import doi_key

ROOT = "doi_batch_diagnostic"
LARGEST = 64 * 1024 * 1024
"""Bytes beyond which no log is read."""

_DOI = re.compile(r"10\.[0-9]{4,9}/.+")  # with the characters, too, for which Crossref refuses it
_LOGIN_PAGE = b"Welcome to Crossref"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)", re.IGNORECASE)
_LOG = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<doi_batch_diagnostic|\s*<\?xml[^>]*\Z")

_ENCODINGS = ("UTF-8", "UTF-16", "US-ASCII", "ASCII", "ISO-8859-1", "WINDOWS-1252")
"""Those of which a log may be. Others (UTF-7) can spell a password so that it is not found in the bytes."""

Kind: TypeAlias = Literal["login-page", "html", "not-xml", "other-root", "truncated"]


class BatchStatus(StrEnum):
    """How far the server is with a file."""

    QUEUED = "queued"
    IN_PROCESS = "in_process"
    COMPLETED = "completed"
    UNKNOWN = "unknown_submission"


class RecordStatus(StrEnum):
    """What became of a record: registered, registered with something to look at, not registered."""

    SUCCESS = "Success"
    WARNING = "Warning"
    FAILURE = "Failure"


class CitationStatus(StrEnum):
    """What became of a reference: matched with a DOI, kept to be matched later, not understood."""

    RESOLVED = "resolved_reference"
    STORED = "stored_query"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference. ``text`` is the DOI it was matched with, or what is wrong with it."""

    key: str
    status: "CitationStatus | str"
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is said of a DOI; of the whole file, or of all DOIs of a journal, where ``doi`` is empty.

    ``subject`` is what stands in place of a DOI then ("DOI not found"), as it came. ``citations_deferred`` is the id
    under which references will be matched later.
    """

    status: RecordStatus
    doi: str
    message: str
    msg_id: int | None = None
    conflict_id: str = ""
    dois_in_conflict: tuple[str, ...] = ()
    resolved_conflict_ids: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    citations_deferred: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a log has, by status."""

    records: int
    successes: int
    warnings: int
    failures: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A submission log. ``host`` is the machine that did the work; ``counts`` are there once it is done."""

    status: BatchStatus
    submission_id: str
    batch_id: str
    records: tuple[Record, ...]
    counts: Counts | None
    host: str = ""

    @property
    def is_final(self) -> bool:
        """Whether the server is done. That is no success: each record tells its own."""
        return self.status is BatchStatus.COMPLETED

    @property
    def successes(self) -> tuple[Record, ...]:
        """The records that were registered."""
        return self._of(RecordStatus.SUCCESS)

    @property
    def warnings(self) -> tuple[Record, ...]:
        """The records that were registered, but need attention."""
        return self._of(RecordStatus.WARNING)

    @property
    def failures(self) -> tuple[Record, ...]:
        """The records that were not registered."""
        return self._of(RecordStatus.FAILURE)

    def _of(self, status: RecordStatus) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.status is status)

    @property
    def whole_file(self) -> tuple[Record, ...]:
        """The records that are about no single DOI."""
        return tuple(record for record in self.records if not record.doi)

    def for_doi(self, doi: str) -> tuple[Record, ...]:
        """Give the records about a DOI, whatever the case of its letters; there may be none, or several."""
        return tuple(record for record in self.records if record.doi and doi_key(record.doi) == doi_key(doi))


class NotAReceipt(ValueError):
    """What came is no submission log; ``kind`` tells what it is."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"no submission log: {kind}")
        self.kind = kind


def is_doi(text: str) -> bool:
    """Tell whether a text is a DOI, be it one that Crossref refuses for its characters."""
    return bool(_DOI.fullmatch(text))


def read_receipt(content: bytes) -> Receipt:
    """Read a submission log.

    Raises ``NotAReceipt`` for anything else, a part of a log among it.
    """
    root = _root(content)
    if root.tag != ROOT:
        raise NotAReceipt("html" if etree.QName(root).localname.lower() == "html" else "other-root")
    records = tuple(record for found in root.iterfind("record_diagnostic") for record in _records(found))
    counts = _counts(root.find("batch_data"))
    return Receipt(
        status=_status(root.get("status"), is_done=bool(records or counts)),
        submission_id=_text(root.find("submission_id")),
        batch_id=_text(root.find("batch_id")),
        records=records,
        counts=counts,
        host=root.get("sp", ""),
    )


def _root(content: bytes) -> "etree._Element":
    if _HTML.match(content):
        raise NotAReceipt("login-page" if _LOGIN_PAGE in content else "html")
    if len(content) > LARGEST:
        raise NotAReceipt("not-xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotAReceipt("truncated" if _LOG.match(content) else "not-xml") from None
    document = root.getroottree().docinfo
    if document.internalDTD is not None:
        raise NotAReceipt("other-root")
    if (document.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise NotAReceipt("not-xml")
    return root


def _status(value: str | None, *, is_done: bool) -> BatchStatus:
    if value is None and is_done:  # logs had no status once
        return BatchStatus.COMPLETED
    try:
        return BatchStatus(value or "")
    except ValueError:
        raise NotAReceipt("other-root") from None


def _records(element: "etree._Element") -> tuple[Record, ...]:
    """Read what is said of a DOI; the log of a conflict file says it of each conflict."""
    whole = _record(element)
    return tuple(_managed(whole, conflict) for conflict in element.iterfind("conflict")) or (whole,)


def _managed(whole: Record, conflict: "etree._Element") -> Record:
    return replace(
        whole,
        status=_record_status(conflict.get("status")),
        message=_text(conflict.find("msg")),
        dois_in_conflict=tuple(_text(doi) for doi in conflict.iterfind("doi_list/doi")),
        resolved_conflict_ids=_parts(conflict.get("ids", "")),
    )


def _record(element: "etree._Element") -> Record:
    named = _text(element.find("doi")) or element.get("doi", "")
    whole = not is_doi(named)
    citations = element.find("citations_diagnostic")
    return Record(
        status=_record_status(element.get("status")),
        doi="" if whole else named,
        message=_text(element.find("msg")),
        msg_id=_number(element.get("msg_id")),
        conflict_id=_text(element.find("conflict_id")),
        dois_in_conflict=tuple(_text(doi) for doi in element.iterfind("dois_in_conflict/doi")),
        resolved_conflict_ids=_parts(_text(element.find("resolved_conflict_ids"))),
        citations=() if citations is None else tuple(_citation(one) for one in citations.iterfind("citation")),
        citations_deferred="" if citations is None else citations.get("deferred", ""),
        subject=named if whole else "",
    )


def _record_status(value: str | None) -> RecordStatus:
    """Read the status of a record; one that nobody knows is no success."""
    known = {status.value.lower(): status for status in RecordStatus}
    return known.get((value or "").strip().lower(), RecordStatus.FAILURE)


def _citation(element: "etree._Element") -> Citation:
    value = element.get("status", "")
    known = next((status for status in CitationStatus if status == value), None)
    return Citation(element.get("key", ""), known or value, _text(element))


def _counts(element: "etree._Element | None") -> Counts | None:
    if element is None:
        return None
    names = ("record_count", "success_count", "warning_count", "failure_count")
    return Counts(*(_number(_text(element.find(name))) or 0 for name in names))


def _text(element: "etree._Element | None") -> str:
    return "" if element is None else "".join(str(part) for part in element.itertext()).strip()


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _number(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None
