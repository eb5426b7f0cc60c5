"""The text of a document as its author sees it: lines, columns in characters, start tags, the lines around a place.

Standard: XML 1.0, 2.11 (line ends), 4.3.3 and appendix F (encodings). All is bounded: a line of megabytes and a tag of
a hundred thousand attributes cost once what reading them costs, however many questions are asked.
"""

import codecs
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from xml.parsers import expat

from pipeline.findings import Excerpt

WIDEST = 160
"""Characters of a line that are shown."""

_BEFORE = 60
"""Characters shown before the part that is meant, in a line that is too wide."""

_STEP = 4096
"""Bytes after which characters are counted anew."""

_CONTINUATIONS = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that continue a character."""

_LINE_ENDS = re.compile("\r\n?")
_NAME = re.compile(rb"<([^\s/>]+)")
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_LONGEST_TAG = 1000
_ATTRIBUTE = re.compile(rb"""\s+(?P<whole>(?P<name>[^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*'))""")

# XML 1.0, appendix F.1: the first bytes tell the encoding, whatever the document declares; the longer signs come first
_SIGNS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# codecs of Python that no document is written in, some of which take minutes for a long text
_NO_ENCODINGS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)""")


@dataclass(frozen=True, slots=True)
class Starts:
    """The offsets of the start tags in the order of the document; ``whole`` tells that the scan came to its end."""

    offsets: "array[int]"
    whole: bool


class SourceText:
    """The text of a document, kept in UTF-8 with its line ends made alike. Offsets are those of its bytes."""

    def __init__(self, content: bytes) -> None:
        text = _decoded(content).removeprefix("\ufeff")
        if "\r" in text:
            text = _LINE_ENDS.sub("\n", text)
        self._bytes = text.encode("utf-8", "replace")
        self._ascii = self._bytes.isascii()
        self._tag = -1
        self._attributes: dict[bytes, tuple[int, int]] = {}

    @cached_property
    def _lines(self) -> "array[int]":
        """The offsets at which lines begin."""
        found = array("Q", [0])
        position = self._bytes.find(b"\n")
        while position >= 0:
            found.append(position + 1)
            position = self._bytes.find(b"\n", position + 1)
        return found

    @cached_property
    def _counts(self) -> "array[int]":
        """The number of characters before every ``_STEP`` bytes."""
        found = array("Q", [0])
        for start in range(0, len(self._bytes), _STEP):
            part = self._bytes[start : start + _STEP]
            found.append(found[-1] + len(part.translate(None, _CONTINUATIONS)))
        return found

    def _characters(self, offset: int) -> int:
        """Count the characters before an offset."""
        if self._ascii:
            return offset
        steps = offset // _STEP
        rest = self._bytes[steps * _STEP : offset]
        return self._counts[steps] + len(rest.translate(None, _CONTINUATIONS))

    def starts(self) -> Starts:
        """Find the start tags, as far as expat reads the text; it asks for nothing outside and bounds entities."""
        found = array("Q")
        parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.StartElementHandler = lambda _name, _attributes: found.append(parser.CurrentByteIndex)
        try:
            parser.Parse(self._bytes, True)
        except expat.ExpatError:
            return Starts(found, whole=False)
        return Starts(found, whole=True)

    def name_at(self, start: int) -> bytes:
        """Give the name of the tag that begins at an offset; nothing where there is none, as in an entity."""
        found = _NAME.match(self._bytes, start)
        return found[1] if found else b""

    def position(self, offset: int) -> tuple[int, int]:
        """Give line and column, both from 1; columns are characters."""
        line = bisect_right(self._lines, offset)
        return line, self._characters(offset) - self._characters(self._lines[line - 1]) + 1

    def tag_span(self, start: int) -> tuple[int, int]:
        """Give offset and length of the start tag at an offset; of a very long one, the beginning."""
        found = _TAG.match(self._bytes, start, start + _LONGEST_TAG)
        return start, found.end() - start if found else min(_LONGEST_TAG, len(self._bytes) - start)

    def attribute_span(self, start: int, name: bytes) -> tuple[int, int] | None:
        """Give offset and length of an attribute, with its value, of the start tag at an offset."""
        if self._tag != start:
            self._tag, self._attributes = start, self._attributes_at(start)
        return self._attributes.get(name)

    def _attributes_at(self, start: int) -> dict[bytes, tuple[int, int]]:
        found: dict[bytes, tuple[int, int]] = {}
        position = start + 1 + len(self.name_at(start))
        while attribute := _ATTRIBUTE.match(self._bytes, position):
            position = attribute.end()
            found[attribute["name"]] = (attribute.start("whole"), position - attribute.start("whole"))
        return found

    def excerpt(self, offset: int, length: int) -> Excerpt:
        """Give the line of an offset with its neighbours; the part that is meant does not go beyond its line."""
        line = bisect_right(self._lines, offset)
        start, end = self._bounds(line)
        begin = start if self._characters(end) - self._characters(start) <= WIDEST else self._before(start, offset)
        numbers = range(max(1, line - 1), min(len(self._lines), line + 1) + 1)
        lines = tuple(self._shown(number, begin if number == line else self._lines[number - 1]) for number in numbers)
        column = self._characters(offset) - self._characters(begin) + (2 if begin > start else 1)
        meant = self._characters(max(offset, min(offset + length, end))) - self._characters(offset)
        room = len(lines[line - numbers[0]]) - column + 1
        return Excerpt(numbers[0], lines, line, column, max(0, min(meant, room)))

    def around(self, line: int, column: int) -> Excerpt | None:
        """Give a line that a parser names, with its neighbours; nothing where there is no such line."""
        if not 0 < line <= len(self._lines):
            return None
        return self.excerpt(self._offset(line, column - 1), 1)

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a place that a parser names; the end of the text where there is no such line."""
        return self._offset(line, column - 1) if 0 < line <= len(self._lines) else len(self._bytes)

    def before(self, offset: int, most: int) -> str:
        """Give the text before an offset, at most so many bytes."""
        return self._bytes[max(0, offset - most) : offset].decode("utf-8", "ignore")

    def after(self, offset: int, most: int) -> str:
        """Give the text from an offset on, at most so many bytes."""
        return self._bytes[offset : offset + most].decode("utf-8", "ignore")

    def last(self, mark: str, offset: int) -> int:
        """Give the offset of the last such text that begins before another offset, -1 where there is none."""
        written = mark.encode("utf-8", "replace")
        return self._bytes.rfind(written, 0, offset + len(written) - 1)

    def _offset(self, line: int, characters: int) -> int:
        """Give the offset of a character of a line, or the line's end."""
        start, end = self._bounds(line)
        before = self._bytes[start : min(end, start + 4 * max(characters, 0))].decode("utf-8", "ignore")
        return start + len(before[:characters].encode())

    def _bounds(self, line: int) -> tuple[int, int]:
        end = self._lines[line] - 1 if line < len(self._lines) else len(self._bytes)
        return self._lines[line - 1], end

    def _before(self, start: int, offset: int) -> int:
        """Give where a line that begins at ``start`` is cut, so that ``_BEFORE`` characters before an offset remain."""
        part = self._bytes[max(start, offset - 4 * _BEFORE) : offset].decode("utf-8", "ignore")
        return offset - len(part[-_BEFORE:].encode())

    def _shown(self, line: int, begin: int) -> str:
        """Give a line from an offset on, cut where it is too wide."""
        start, end = self._bounds(line)
        shown = self._bytes[begin : min(end, begin + 4 * WIDEST)].decode("utf-8", "ignore")[:WIDEST]
        more = begin + len(shown.encode()) < end
        return ("…" if begin > start else "") + shown + ("…" if more else "")


def _decoded(content: bytes) -> str:
    sign = next((codec for sign, codec in _SIGNS if content.startswith(sign)), "")
    declared = _DECLARED.match(content[:400])
    codec = sign or (declared[1].decode() if declared else "utf-8")
    try:
        if codecs.lookup(codec).name not in _NO_ENCODINGS:
            return content.decode(codec, "replace")
    except (LookupError, ValueError):
        pass  # unknown to Python, or no encoding of text
    return content.decode("utf-8", "replace")
