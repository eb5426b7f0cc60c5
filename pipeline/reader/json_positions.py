"""Where values stand in a JSON text: found on the way down to the one asked for, all others skipped at full speed."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.reader.positions import Child, Key, Spot

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


@dataclass(frozen=True)
class JsonText:
    """A text that is known to be JSON. It begins on ``first_line`` of its file."""

    text: str
    first_line: int = 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def spot(self, offset: int) -> Spot:
        """Give the line and column of an offset."""
        line = bisect_right(self._line_starts, offset) - 1
        return Spot(self.first_line + line, offset - self._line_starts[line] + 1)

    def after_blanks(self, offset: int) -> int:
        """Give the offset of the next character that is not white space."""
        match = _BLANK.match(self.text, offset)
        return match.end() if match else offset

    @property
    def root(self) -> "JsonNode":
        """Give the outermost value."""
        return JsonNode(self, self.after_blanks(0))


@dataclass(frozen=True)
class JsonNode:
    """A value of a JSON text: a ``positions.Node`` that looks for what is below it when it is asked."""

    source: JsonText
    offset: int
    repeated: list[tuple[str, Spot, Spot]] = field(default_factory=list)
    """Keys that stand here a second time, with both places; known once ``children`` was asked for."""

    @property
    def spot(self) -> Spot:
        """Give the place where the value begins."""
        return self.source.spot(self.offset)

    @property
    def start(self) -> str:
        """Give the first character, which tells what kind of value it is."""
        return self.source.text[self.offset]

    @property
    def string(self) -> str:
        """Give the value, which is a string."""
        return str(_DECODER.raw_decode(self.source.text, self.offset)[0])

    @cached_property
    def children(self) -> "dict[Key, Child[JsonNode]]":
        """Give the entries of a table or the items of a list."""
        if self.start == "{":
            return self._entries()
        return dict(enumerate(self._items())) if self.start == "[" else {}

    def _entries(self) -> "dict[Key, Child[JsonNode]]":
        found: dict[Key, Child[JsonNode]] = {}
        source = self.source
        place = source.after_blanks(self.offset + 1)
        while source.text[place] != "}":
            key, after_key = _DECODER.raw_decode(source.text, place)
            value = source.after_blanks(source.after_blanks(after_key) + 1)
            spot = source.spot(place)
            if key in found:
                self.repeated.append((key, spot, found[key].key))
            found.setdefault(key, Child(spot, JsonNode(source, value)))
            place = self._after(value)
        return found

    def _items(self) -> "list[Child[JsonNode]]":
        found = []
        place = self.source.after_blanks(self.offset + 1)
        while self.source.text[place] != "]":
            node = JsonNode(self.source, place)
            found.append(Child(node.spot, node))
            place = self._after(place)
        return found

    def _after(self, value: int) -> int:
        """Give the offset of what follows a value: the next entry, or the closing bracket."""
        _, end = _DECODER.raw_decode(self.source.text, value)
        place = self.source.after_blanks(end)
        return self.source.after_blanks(place + 1) if self.source.text[place] == "," else place
