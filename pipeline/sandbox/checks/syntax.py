"""Whether a submission is XML in UTF-8, and what Xerces and JDOM say where it is not.

Sources: Crossref documentation, "Error and warning messages" (the three sentences about malformed files); Xerces2,
XMLMessages.properties (what is wrong in particular).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from pipeline.validation.nodes import Node
from pipeline.validation.parsing import plain_parser

MOST_TAGS = 4_000_000
"""Tags and references of a document; a tree takes about 130 bytes of memory for each."""
_MALFORMED = "The content of elements must consist of well-formed character data or markup."
_SIMPLE: Mapping[str, str] = {
    "ERR_DOCUMENT_END": "The markup in the document following the root element must be well-formed.",
    "ERR_TAG_NOT_FINISHED": "XML document structures must start and end within the same entity.",
    "ERR_NAME_REQUIRED": _MALFORMED,
    "ERR_RESERVED_XML_NAME": 'The processing instruction target matching "[xX][mM][lL]" is not allowed.',
}
_TAGS = re.compile(r"Opening and ending tag mismatch: (\S+)")
_ENTITY = re.compile(r"'([^']*)'")
_ATTRIBUTE = re.compile(r"Attribute (\S+) redefined")
_PREFIX = re.compile(r"Namespace prefix (\S+)(?: for \S+)? on (\S+) is not defined")


@dataclass(frozen=True, slots=True)
class Malformed:
    """Why a submission cannot be read."""

    message: str


def read_root(content: bytes, submission_id: str) -> Node | Malformed:
    """Parse a submission without its DTD, without network, and expanding nothing."""
    if wrong := _bytes_fault(content) or _prolog_fault(content):
        return Malformed(wrong)
    if content.count(b"<") + content.count(b"&") > MOST_TAGS:
        return Malformed(_jdom(1, submission_id, f"The document has more than {MOST_TAGS} tags."))
    try:
        root = etree.fromstring(content, plain_parser())
    except etree.XMLSyntaxError as error:
        return Malformed(_jdom(error.position[0] or 1, submission_id, _sentence(error)))
    entity = next(root.iter(etree.Entity), None) if root.getroottree().docinfo.internalDTD is not None else None
    if entity is not None:
        line = cast("int | None", entity.sourceline) or 1
        return Malformed(_jdom(line, submission_id, _undeclared(entity.text.strip("&;"))))
    return root


def _bytes_fault(content: bytes) -> str:
    """Tell the first byte that is no UTF-8, as Java counts it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        length = _length(content[error.start])
        place = error.end - error.start + 1 if length > 1 else 1
        found = error.start + place - 1
        if found >= len(content):
            return f"java.io.UTFDataFormatException: expected byte {place} of {length}-byte UTF-8 sequence"
        byte = content[found]
        return f"java.io.UTFDataFormatException: invalid byte {place} of {length}-byte UTF-8 sequence (0x{byte:02x})"
    return ""


def _length(lead: int) -> int:
    """Give how many bytes follow from the first; one that begins nothing stands alone."""
    return next((length for length, (low, high) in _LEADS.items() if low <= lead <= high), 1)


_LEADS = {2: (0xC2, 0xDF), 3: (0xE0, 0xEF), 4: (0xF0, 0xF4)}


def _prolog_fault(content: bytes) -> str:
    start = content.lstrip(b" \t\r\n")
    if not start:
        return "[fatal error] :1:1: Premature end of file."
    if start.startswith(b"<"):
        return ""
    before = content[: len(content) - len(start)]
    line = before.count(b"\n") + 1
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    return f"[fatal error] :{line}:{column}: Content is not allowed in prolog."


def _jdom(line: int, submission_id: str, sentence: str) -> str:
    document = f"file:///sandbox/{submission_id}"
    return f"org.jdom.input.JDOMParseException: Error on line {line} of document {document}: {sentence}"


def _sentence(error: etree.XMLSyntaxError) -> str:
    said = (error.msg or "")[:1000]
    name = _name_of(cast("Any", error).code)
    if name in _SIMPLE:
        return _SIMPLE[name]
    if found := _TAGS.search(said):
        return f'The element type "{found[1]}" must be terminated by the matching end-tag "</{found[1]}>".'
    if name.endswith("UNDECLARED_ENTITY") and (found := _ENTITY.search(said)):
        return _undeclared(found[1])
    if found := _ATTRIBUTE.search(said):
        return f'Attribute "{found[1]}" was already specified for element.'
    if found := _PREFIX.search(said):
        return f'The prefix "{found[1]}" for element "{found[1]}:{found[2]}" is not bound.'
    return _MALFORMED


def _undeclared(name: str) -> str:
    return f'The entity "{name}" was referenced, but not declared.'


def _name_of(code: int) -> str:
    return next((name for name, value in vars(etree.ErrorTypes).items() if value == code), "")
