"""Where the nodes of a document are in its file: line, column, readable path, and the lines around.

libxml2 knows no columns, and lines only up to the end of a start tag. So the text is scanned once more, by expat, which
notes where each start tag begins; that happens at the first question only, for a document that has a problem.
"""

import codecs
import re
from array import array
from bisect import bisect_right
from contextlib import suppress
from functools import cached_property
from typing import cast
from xml.parsers import expat

from lxml import etree

from pipeline.findings import Excerpt, Place
from pipeline.validation.nodes import MOST_PATHS, Node, Tree

_MOST_ELEMENTS = 300_000
"""Elements of a document beyond which places are those that libxml2 knows."""

_WIDEST = 160
_BEFORE = 60
"""Characters of a line that is shown, and those before the part that is meant."""

_LINE_ENDS = re.compile("\r\n?")
_TAG_END = re.compile(rb"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>?""")


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
            path += f"/@{self._attribute_name(element, attribute)}"
        offset, _ = self._span(element, attribute)
        if offset < 0:
            return Place(self._file, cast("int | None", element.sourceline) or 0, 0, path)
        line, column = self._text.position(offset)
        return Place(self._file, line, column, path)

    def excerpt(self, element: Node, attribute: str = "") -> Excerpt | None:
        """Give the lines around an element's start tag, with the tag (or the attribute) as the part that is meant."""
        offset, length = self._span(element, attribute)
        return None if offset < 0 else self._text.excerpt(offset, length)

    def _span(self, element: Node, attribute: str) -> tuple[int, int]:
        """Give offset and length of what is meant in the text, -1 where it was not found."""
        number = self._numbers.get(element, -1)
        if not 0 <= number < len(self._starts) or not self._agrees(element, self._starts[number]):
            return -1, 0
        return self._text.span(self._starts[number], self._attribute_name(element, attribute) if attribute else "")

    def _agrees(self, element: Node, start: int) -> bool:
        """Tell whether the scan has found the element there; entities may have brought in others before it."""
        return self._text.name_at(start).rpartition(b":")[2] == etree.QName(element).localname.encode()

    @cached_property
    def _text(self) -> "Text":
        return Text(self._content, self._tree.docinfo.encoding or "UTF-8")

    @cached_property
    def _starts(self) -> "array[int]":
        """The offsets of all start tags, in the order of the document."""
        return self._text.starts()

    @cached_property
    def _numbers(self) -> dict[Node, int]:
        """The number of each element in the order of the document; none in documents with too many."""
        if not 0 < len(self._starts) <= _MOST_ELEMENTS:
            return {}
        return {element: number for number, element in enumerate(self._tree.iter("{*}*"))}

    def _path(self, element: Node) -> str:
        self._paths += 1
        if self._paths > MOST_PATHS:
            return ""
        steps = [self._step(element), *(self._step(ancestor) for ancestor in element.iterancestors())]
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

    @staticmethod
    def _attribute_name(element: Node, attribute: str) -> str:
        name = etree.QName(attribute)
        if not name.namespace:
            return name.localname
        if name.namespace == "http://www.w3.org/XML/1998/namespace":
            return f"xml:{name.localname}"
        prefixes = [prefix for prefix, uri in element.nsmap.items() if uri == name.namespace and prefix]
        return f"{prefixes[0]}:{name.localname}" if prefixes else name.localname


class Text:
    """The text of a document in UTF-8, with its line ends made alike (XML 1.0, 2.11)."""

    def __init__(self, content: bytes, encoding: str) -> None:
        try:
            text = codecs.decode(content, encoding, "replace")
        except LookupError:
            text = content.decode("utf-8", "replace")
        self._bytes = _LINE_ENDS.sub("\n", text).removeprefix("\ufeff").encode("utf-8", "replace")

    @cached_property
    def _lines(self) -> "array[int]":
        """The offsets at which lines begin."""
        found = array("Q", [0])
        position = self._bytes.find(b"\n")
        while position >= 0:
            found.append(position + 1)
            position = self._bytes.find(b"\n", position + 1)
        return found

    def starts(self) -> "array[int]":
        """Find the start tags, as far as expat reads the text."""
        found = array("Q")
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = lambda _name, _attributes: found.append(parser.CurrentByteIndex)
        with suppress(expat.ExpatError):
            parser.Parse(self._bytes, True)
        return found

    def name_at(self, start: int) -> bytes:
        """Give the name of the tag that begins at an offset."""
        found = re.compile(rb"<([^\s/>]+)").match(self._bytes, start)
        return found[1] if found else b""

    def position(self, offset: int) -> tuple[int, int]:
        """Give line and column, both from 1; columns are characters."""
        line = bisect_right(self._lines, offset) - 1
        return line + 1, len(self._bytes[self._lines[line] : offset].decode("utf-8", "replace")) + 1

    def span(self, start: int, attribute: str) -> tuple[int, int]:
        """Give offset and length of a start tag, or of one of its attributes."""
        found = _TAG_END.match(self._bytes, start)
        tag = found[0] if found else b""
        if attribute:
            pattern = rb"\s(" + re.escape(attribute.encode()) + rb"""\s*=\s*(?:"[^"]*"|'[^']*'))"""
            if inner := re.search(pattern, tag):
                return start + inner.start(1), len(inner[1])
        return start, len(tag)

    def excerpt(self, offset: int, length: int) -> Excerpt:
        """Give the line of an offset with its neighbours."""
        line, column = self.position(offset)
        numbers = range(max(1, line - 1), min(len(self._lines), line + 1) + 1)
        meant = self._bytes[offset : offset + length].partition(b"\n")[0].decode("utf-8", "replace")
        cut = max(0, column - 1 - _BEFORE) if len(self._line(line)) > _WIDEST else 0
        lines = tuple(self._cut(number, cut if number == line else 0) for number in numbers)
        shift = cut - 1 if cut else 0
        return Excerpt(numbers[0], lines, line, column - shift, min(len(meant), _WIDEST - _BEFORE))

    def around(self, line: int, column: int) -> Excerpt | None:
        """Give a line that a parser names, with its neighbours; nothing where there is no such line."""
        if not 0 < line <= len(self._lines):
            return None
        start = self._lines[line - 1]
        before = self._line(line)[: column - 1].encode("utf-8", "replace")
        return self.excerpt(min(start + len(before), len(self._bytes)), 1)

    def _line(self, number: int) -> str:
        start = self._lines[number - 1]
        end = self._lines[number] - 1 if number < len(self._lines) else len(self._bytes)
        return self._bytes[start:end].decode("utf-8", "replace")

    def _cut(self, number: int, start: int) -> str:
        line = self._line(number)
        shown = line[start : start + _WIDEST]
        return ("…" if start else "") + shown + ("…" if len(line) > start + _WIDEST else "")
