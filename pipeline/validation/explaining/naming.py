"""How elements and attributes are written in sentences: with the prefix of the document, else the usual one."""

import re

from lxml import etree

from pipeline.messages import Message, msg, msgs
from pipeline.validation.nodes import LONGEST_VALUE, Node

_USUAL = {
    "http://www.ncbi.nlm.nih.gov/JATS1": "jats",
    "http://www.crossref.org/fundref.xsd": "fr",
    "http://www.crossref.org/AccessIndicators.xsd": "ai",
    "http://www.crossref.org/relations.xsd": "rel",
    "http://www.crossref.org/clinicaltrials.xsd": "ct",
    "http://www.w3.org/1998/Math/MathML": "mml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2000/xmlns/": "xmlns",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.niso.org/schemas/ali/1.0/": "ali",
}
_BLANKS = re.compile(r"[ \t\r\n]+")
_LISTED = 8
"""Names of a list that are told; the others are counted."""


def attribute_name(name: str, element: Node) -> str:
    """Write an attribute's name (Clark notation) as the document would write it on that element."""
    parts = etree.QName(name)
    if not parts.namespace:
        return shortened(parts.localname)
    prefixes = [prefix for prefix, uri in element.nsmap.items() if uri == parts.namespace and prefix]
    return _prefixed(prefixes[0] if prefixes else _USUAL.get(parts.namespace), parts.localname)


def tag(name: str, near: Node) -> str:
    """Write an element's name (Clark notation) between angle brackets, as the document would beside another."""
    parts = etree.QName(name)
    if not parts.namespace:
        return f"<{shortened(parts.localname)}>"
    if parts.namespace == etree.QName(near).namespace:
        return f"<{_prefixed(near.prefix, parts.localname)}>"
    bound = [prefix for prefix, uri in near.nsmap.items() if uri == parts.namespace]
    prefix = bound[0] if bound else _USUAL.get(parts.namespace)
    return f"<{_prefixed(prefix, parts.localname)}>"


def _prefixed(prefix: str | None, name: str) -> str:
    return shortened(f"{prefix}:{name}" if prefix else name)


def shortened(value: str) -> str:
    """Give a value on one line, its invisible characters by their codes, cut where it is too long to be read."""
    line = _BLANKS.sub(" ", value[: 4 * LONGEST_VALUE]).strip(" ")
    shown = "".join(char if char == " " or char.isprintable() else f"[U+{ord(char):04X}]" for char in line)
    return shown if len(shown) <= LONGEST_VALUE and len(value) <= 4 * LONGEST_VALUE else shown[:LONGEST_VALUE] + "…"


def listed(items: list[str]) -> Message:
    """List what may be; of a long list only the first are told."""
    shown = ", ".join(items[:_LISTED])
    more = len(items) - _LISTED
    if more <= 0:
        return msg("{items}", items=shown)
    return msgs("{items} and {count} more", "{items} and {count} more", more, items=shown)
