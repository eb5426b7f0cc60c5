"""How elements and attributes are written in sentences: with the prefix of the document, else the usual one."""

from lxml import etree

from pipeline.messages import Message, msg, msgs
from pipeline.validation.nodes import Node

_USUAL = {
    "http://www.ncbi.nlm.nih.gov/JATS1": "jats",
    "http://www.crossref.org/fundref.xsd": "fr",
    "http://www.crossref.org/AccessIndicators.xsd": "ai",
    "http://www.crossref.org/relations.xsd": "rel",
    "http://www.crossref.org/clinicaltrials.xsd": "ct",
    "http://www.w3.org/1998/Math/MathML": "mml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.niso.org/schemas/ali/1.0/": "ali",
}
_LISTED = 8
"""Names of a list that are told; the others are counted."""


def qualified(name: str, near: Node) -> str:
    """Write a name in Clark notation as a document would write it near an element of its own."""
    parts = etree.QName(name)
    if not parts.namespace:
        return parts.localname
    bound = {uri: prefix for prefix, uri in near.nsmap.items()}
    prefix = bound[parts.namespace] if parts.namespace in bound else _USUAL.get(parts.namespace)
    return f"{prefix}:{parts.localname}" if prefix else parts.localname


def tag(name: str, near: Node) -> str:
    """Write an element's name between angle brackets."""
    return f"<{qualified(name, near)}>"


def listed(items: list[str]) -> Message:
    """List what may be; of a long list only the first are told."""
    shown = ", ".join(items[:_LISTED])
    more = len(items) - _LISTED
    if more <= 0:
        return msg("{items}", items=shown)
    return msgs("{items} and {count} more", "{items} and {count} more", more, items=shown)
