"""A deposit as the sandbox goes through it: its head, its containers, and each DOI with the element that it names.

Sources: crossref5.5.0.xsd (``doi_batch``, ``head``, ``body``, ``doi_data``); doi_resources5.4.0.xsd.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.identifiers import doi_key, doi_prefix
from pipeline.validation.nodes import Node

_NAMESPACE = re.compile(r"http://www\.crossref\.org/(?P<family>schema|doi_resources_schema)/(?P<version>[0-9.]{1,20})")
_STRING = etree.XPath("string()", smart_strings=False)
_FAMILIES = {"schema": "crossref", "doi_resources_schema": "doi_resources"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A DOI of a deposit: the element that has it, and the version (timestamp) under which it comes, digits only."""

    element: Node
    doi: str
    timestamp: str
    url: str

    @property
    def key(self) -> str:
        """The form under which two DOIs are the same."""
        return doi_key(self.doi)

    @property
    def prefix(self) -> str:
        """The registrant's part of the DOI."""
        return doi_prefix(self.doi)

    @property
    def kind(self) -> str:
        """What the DOI is of, as its element is called: ``journal_article``."""
        return local(self.element)


class Document:
    """A deposit that has been parsed."""

    def __init__(self, root: Node) -> None:
        self.root = root
        name = etree.QName(root)
        self.namespace = name.namespace or ""
        found = _NAMESPACE.fullmatch(self.namespace) if name.localname == "doi_batch" else None
        self.family = _FAMILIES[found["family"]] if found else ""
        self.schema = f"{self.family}-{found['version']}" if found else ""

    @property
    def batch_id(self) -> str:
        """The ``doi_batch_id`` of the head, empty where there is none."""
        return self._head("doi_batch_id")

    @property
    def timestamp(self) -> str:
        """The timestamp of the head, without sign and leading zeros."""
        return digits(self._head("timestamp"))

    def named(self, name: str) -> str:
        """Give the name of an element of the deposit's own namespace, in Clark notation."""
        return f"{{{self.namespace}}}{name}"

    def blocks(self) -> Iterator[Node]:
        """Walk over what is in the body: ``journal``, ``book`` …, or the sections of a deposit of resources."""
        body = self.root.find(self.named("body"))
        if body is not None:
            yield from body.iterchildren("{*}*")

    def entries(self, block: Node) -> Iterator[Entry]:
        """Walk over the DOIs of a block, in the order of the document."""
        for data in block.iter(self.named("doi_data"), self.named("pending_publication")):
            parent = data.getparent() if local(data) == "doi_data" else data  # what is pending has its DOI itself
            if parent is not None:
                yield Entry(
                    parent,
                    text(data, "doi"),
                    digits(text(data, "timestamp")) or self.timestamp,
                    text(data, "resource"),
                )

    def _head(self, name: str) -> str:
        return (self.root.findtext(f"{self.named('head')}/{self.named(name)}") or "").strip()


def local(element: Node) -> str:
    """Give the name of an element without its namespace."""
    return etree.QName(element).localname


def text(element: Node, name: str) -> str:
    """Give the text of the first child of that name, markup taken off and blanks collapsed; empty where it is not."""
    found = element.find(f"{{*}}{name}")
    return "" if found is None else plain(found)


def plain(element: Node) -> str:
    """Give the text of an element, markup taken off and blanks collapsed."""
    return " ".join(str(_STRING(element)).split())


def own(element: Node, name: str) -> Iterator[Node]:
    """Walk over the descendants of that local name, without those that belong to another DOI inside of the element."""
    children = [iter(element.iterchildren("{*}*"))]
    while children:
        child = next(children[-1], None)
        if child is None:
            children.pop()
        elif local(child) == name:
            yield child
        elif child.find("{*}doi_data") is None:
            children.append(iter(child.iterchildren("{*}*")))


def digits(written: str) -> str:
    """Give a number as XML Schema allows it to be written, ``+007``, in its one form: ``7``."""
    kept = written.strip().lstrip("+")
    return (kept.lstrip("0") or "0") if kept.isdecimal() and kept.isascii() else ""


def is_newer(timestamp: str, before: str) -> bool:
    """Compare two timestamps as the integers they are, of whatever length."""
    return (len(timestamp), timestamp) > (len(before), before)
