"""lxml's nodes with the types they have, and where they are in their file."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, cast

from lxml import etree

from pipeline.findings import Place

# lxml has no public names for the types of its elements and trees
Node = etree._Element
Tree = etree._ElementTree

XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

# A path takes time in proportion to the number of siblings: documents with more faults than this get no more of them.
MOST_PATHS = 1000

# characters of the document that a message quotes
LONGEST_VALUE = 100


class Attribute(NamedTuple):
    """An attribute of a document: its element, its name in Clark notation, its value."""

    element: Node
    name: str
    value: str


def attribute_query(path: str, namespaces: Mapping[str, str]) -> Callable[..., list[Attribute]]:
    """Compile an XPath 1.0 expression that selects attributes; the result takes a tree or element, and variables."""
    query = etree.XPath(path, namespaces=dict(namespaces))

    def find(start: Node | Tree, /, **variables: str) -> list[Attribute]:
        found: list[Any] = cast("list[Any]", query(start, **variables))
        return [Attribute(value.getparent(), value.attrname, str(value)) for value in found]

    return find


def place_of(element: Node, tree: Tree, file: str, *, path: bool = True) -> Place:
    """Give the place of an element in its file; what is not an element has the path of its parent.

    Writing a ``path`` takes time in proportion to the number of siblings.
    """
    line = cast("int | None", element.sourceline)
    parent = element.getparent()
    named = element if isinstance(cast("object", element.tag), str) or parent is None else parent
    return Place(file, line or 0, 0, tree.getpath(named) if path else "")


def entries(log: object) -> tuple[etree._LogEntry, ...]:
    """Give the entries of an error log, which lxml's stubs do not know to be one."""
    return tuple(cast("Iterable[etree._LogEntry]", log))
