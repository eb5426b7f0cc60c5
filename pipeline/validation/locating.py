"""Where the nodes of a document are in its file: line, column, readable path, and the lines around.

libxml2 knows no columns, and lines only up to the end of a start tag. So the text is scanned once more, by expat, which
notes where each start tag begins; that happens at the first question only, for a document that has a problem.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import cast

from lxml import etree

from pipeline.findings import Excerpt, Place
from pipeline.validation.nodes import MOST_PATHS, Node, Tree
from pipeline.validation.source_text import SourceText, Starts

_KEPT = 100_000
"""Elements of a document up to which the number of each is kept; in larger ones it is counted when it is asked for."""

_MOST_STEPS = 10_000_000
"""Elements passed in all such counting; afterwards places are what libxml2 knows."""

_LONGEST_PATH = 4000
_LAST_LINE = 65_535
"""The line that libxml2 gives for itself and for all that come after."""

_RESERVED = {"http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/2000/xmlns/": "xmlns"}
"""Namespaces whose prefixes are not declared."""


class Locator:
    """Finds places in one document. Nothing is computed before the first question.

    Paths are XPath with the prefixes of the document: ``/doi_batch/body/journal/journal_article[2]/doi_data``. An
    element without prefix is in the document's default namespace (XPath 2.0, default element namespace); positions are
    given where an element has siblings of its name.
    """

    def __init__(self, tree: Tree, content: bytes, file: str) -> None:
        self._tree = tree
        self._content = content
        self._file = file
        self._paths = 0
        self._positions: dict[Node, dict[Node, int]] = {}

    @property
    def file(self) -> str:
        """Give the name of the file."""
        return self._file

    def of(self, part: Tree, content: bytes) -> "Locator":
        """Make a locator for the beginning of the document, parsed by itself."""
        return Locator(part, content, self._file)

    def beginning(self) -> Place:
        """Give the place of the document as a whole."""
        return Place(self._file)

    def place(self, element: Node, attribute: str = "") -> Place:
        """Give the place of an element's start tag, or of one of its attributes (name in Clark notation)."""
        path = self._path(element)
        if path and attribute:
            path += f"/@{_attribute_name(element, attribute)}"
        offset, _ = self._span(element, attribute)
        if offset < 0:
            line = cast("int | None", element.sourceline) or 0
            return Place(self._file, line if line < _LAST_LINE else 0, 0, path)
        line, column = self._text.position(offset)
        return Place(self._file, line, column, path)

    def excerpt(self, element: Node, attribute: str = "") -> Excerpt | None:
        """Give the lines around an element's start tag, with the tag (or the attribute) as the part that is meant."""
        offset, length = self._span(element, attribute)
        return None if offset < 0 else self._text.excerpt(offset, length)

    def _span(self, element: Node, attribute: str) -> tuple[int, int]:
        """Give offset and length of what is meant in the text, -1 where it was not found."""
        start = self._start(element)
        if start < 0 or not attribute:
            return (start, 0) if start < 0 else self._text.tag_span(start)
        spans = (self._text.attribute_span(start, name.encode()) for name in _written_names(element, attribute))
        return next(filter(None, spans), None) or self._text.tag_span(start)

    def _start(self, element: Node) -> int:
        """Give the offset of an element's start tag, -1 where the scan has not found it there."""
        number = self._numbers.of(element)
        offsets = self._starts.offsets
        if not 0 <= number < len(offsets):
            return -1
        name = self._text.name_at(offsets[number])
        return offsets[number] if name.rpartition(b":")[2] == etree.QName(element).localname.encode() else -1

    @cached_property
    def _text(self) -> SourceText:
        return SourceText(self._content)

    @cached_property
    def _starts(self) -> Starts:
        """The start tags, unless their number tells that the tree has other elements, brought in by entities."""
        starts = self._text.starts()
        elements = cast("float", self._tree.xpath("count(//*)"))
        return Starts(starts.offsets[:0], whole=True) if starts.whole and len(starts.offsets) != elements else starts

    @cached_property
    def _numbers(self) -> "_Numbers":
        return _Numbers(self._tree, keep=len(self._starts.offsets) <= _KEPT)

    def _path(self, element: Node) -> str:
        self._paths += 1
        if self._paths > MOST_PATHS:
            return ""
        steps: list[str] = []
        length = 0
        for one in (element, *element.iterancestors()):
            steps.append(self._step(one))
            length += len(steps[-1]) + 1
            if length > _LONGEST_PATH:
                return ""
        return "/" + "/".join(reversed(steps))

    def _step(self, element: Node) -> str:
        name = etree.QName(element).localname
        written = f"{element.prefix}:{name}" if element.prefix else name
        position = self._position(element)
        return f"{written}[{position}]" if position else written

    def _position(self, element: Node) -> int:
        """Give the position among the siblings of the same name, 0 where there are none."""
        parent = element.getparent()
        if parent is None:
            return 0
        if parent not in self._positions:
            counts: dict[str, int] = {}
            numbers: dict[Node, int] = {}
            for child in parent.iterchildren("{*}*"):
                counts[child.tag] = numbers[child] = counts.get(child.tag, 0) + 1
            self._positions[parent] = {child: number for child, number in numbers.items() if counts[child.tag] > 1}
        return self._positions[parent].get(element, 0)


class _Numbers:
    """The number of each element in the order of the document, from 0."""

    def __init__(self, tree: Tree, *, keep: bool) -> None:
        self._tree = tree
        self._kept = {element: number for number, element in enumerate(self._elements())} if keep else None
        self._walk = enumerate(self._elements())
        self._steps = 0
        self._last: tuple[Node | None, int] = (None, -1)

    def _elements(self) -> Iterator[Node]:
        return self._tree.iter("{*}*")

    def of(self, element: Node) -> int:
        """Give the number of an element, -1 where counting would take too long."""
        if self._kept is not None:
            return self._kept.get(element, -1)
        if self._last[0] is not element:
            self._last = (element, self._counted(element))
        return self._last[1]

    def _counted(self, element: Node) -> int:
        """Walk on to an element; faults mostly come in the order of the document. Begin anew where it is behind."""
        for _ in range(2):
            for number, found in self._walk:
                self._steps += 1
                if found is element:
                    return number
                if self._steps > _MOST_STEPS:
                    return -1
            self._walk = enumerate(self._elements())
        return -1


def _attribute_name(element: Node, attribute: str) -> str:
    return next(_written_names(element, attribute))


def _written_names(element: Node, attribute: str) -> Iterator[str]:
    """Give the names that an attribute may have in the text: a namespace may be bound to several prefixes."""
    name = etree.QName(attribute)
    if name.namespace in _RESERVED:
        yield f"{_RESERVED[name.namespace]}:{name.localname}"
    elif name.namespace:
        prefixes = [prefix for prefix, uri in element.nsmap.items() if uri == name.namespace and prefix]
        yield from (f"{prefix}:{name.localname}" for prefix in prefixes)
    yield name.localname
