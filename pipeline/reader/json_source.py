"""JSON: read by the standard library at full speed; where a value stands is looked up only when there is a problem."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.messages import Message, msg
from pipeline.reader import syntax
from pipeline.reader.parsed import Parsed, Unreadable, fault
from pipeline.reader.positions import START, Child, Key, Node, Spot, show

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(text: str, file: str, first_line: int = 1) -> Parsed:
    """Read one JSON object; numbers stay text, as they are written. Raises ``Unreadable``."""
    suspicious: list[str] = []
    try:
        data = _decoder(suspicious.append).decode(text)
    except json.JSONDecodeError as error:
        raise Unreadable(_explain(error, text, file, first_line)) from None
    except RecursionError:
        raise Unreadable(syntax.too_deep(Place(file, first_line))) from None
    if not isinstance(data, dict):
        raise Unreadable(syntax.record_expected(Place(file, first_line)))
    if "\\u" in text and _SURROGATE.search(written := json.dumps(data, ensure_ascii=False)):
        suspicious.append("half a character")
        data = json.loads(_SURROGATE.sub("\ufffd", written))  # nothing further on could hold it
    scan = cache(lambda: _Scanner(text, file, first_line).scan())
    return Parsed(file, data, lambda: scan().root, tuple(scan().findings) if suspicious else ())


def _decoder(suspect: Callable[[str], None]) -> json.JSONDecoder:
    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            suspect("repeated key")
        # an entry without a value is no entry, as in YAML
        return {key: value for key, value in made.items() if value is not None} if None in made.values() else made

    return json.JSONDecoder(object_pairs_hook=table, parse_int=str, parse_float=str, parse_constant=suspect)


def _explain(error: json.JSONDecodeError, text: str, file: str, first_line: int) -> Finding:
    if not text.strip():
        return syntax.file_empty(file)
    message, remedy = _NOT_WELL_FORMED
    for part, words in _EXPLAINED.items():
        if part in error.msg:
            message, remedy = words
    spot = syntax.spot_at(text, min(error.pos, len(text)), Spot(first_line, 1))
    return fault("json-syntax", Place(file, *spot), message, remedy)


_EXPLAINED: dict[str, tuple[Message, Message]] = {
    "Expecting value": (
        msg("A value is missing here, or it is a text without quotes."),
        msg("Write a text in double quotes, a number, true, false, null, a list […] or a table {{…}}."),
    ),
    "Expecting ',' delimiter": (
        msg("A comma is missing before this, or a quote inside of a text has no backslash before it."),
        msg('Separate entries by commas; write \\" for a quote inside of a text.'),
    ),
    "Expecting ':' delimiter": (msg("A colon is missing after the key."), msg('Write "key": value.')),
    "Expecting property name": (
        msg("A key in double quotes should stand here."),
        msg("Put the key in double quotes, and take away a comma after the last entry."),
    ),
    "railing comma": (msg("A comma stands after the last entry."), msg("Take it away.")),
    "Unterminated string": (
        msg("The quotes that open here are never closed."),
        msg("Close them on the same line; write \\n for a line break in a text."),
    ),
    "Invalid control character": (
        msg("A line break or another control character stands inside of a text."),
        msg("Write \\n for a line break, \\t for a tab; delete others."),
    ),
    "escape": (
        msg("A backslash is followed by a character that has no meaning there."),
        msg("Write the backslash twice."),
    ),
    "Extra data": (
        msg("The record has ended, and more follows."),
        msg("Take it away; several records in one file are JSON Lines (.jsonl), one on each line."),
    ),
}
_NOT_WELL_FORMED = (
    msg("The file is not well-formed JSON from here on."),
    msg("Check quotes, commas and brackets."),
)


@dataclass(slots=True)
class _Open:
    node: Node
    is_list: bool
    key: Key | None = None
    key_spot: Spot = START


@dataclass
class _Scanner:
    """Finds where each value stands in a text that is known to be JSON, and what JSON's grammar does not forbid."""

    text: str
    file: str
    first_line: int
    root: Node = field(default_factory=lambda: Node(START))
    findings: list[Finding] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _line: int = 0
    _line_start: int = 0

    def scan(self) -> "_Scanner":
        self._line = self.first_line
        end = 0
        for match in _TOKEN.finditer(self.text):
            self._count_lines(end, match.start())
            end = match.end()
            self._take(match[0], Spot(self._line, match.start() - self._line_start + 1))
        return self

    def _count_lines(self, start: int, end: int) -> None:
        if breaks := self.text.count("\n", start, end):
            self._line += breaks
            self._line_start = self.text.rfind("\n", start, end) + 1

    def _take(self, part: str, spot: Spot) -> None:
        top = self._open[-1] if self._open else None
        if part in ("}", "]"):
            self._open.pop()
        elif part == ",":
            if top:
                top.key = len(top.node.children) if top.is_list else None
        elif part == ":":
            return
        elif top and top.key is None:
            self._key(top, json.loads(part), spot)
        else:
            self._value(top, part, spot)

    def _key(self, top: _Open, key: str, spot: Spot) -> None:
        top.key, top.key_spot = key, spot
        self._check_text(key, spot)
        if earlier := top.node.children.get(key):
            self.findings.append(syntax.key_repeated(self._place(spot), key, earlier.key))

    def _value(self, top: _Open | None, part: str, spot: Spot) -> None:
        node = Node(spot)
        if top is None:
            self.root = node
        elif top.key is not None:
            top.node.children[top.key] = Child(spot if top.is_list else top.key_spot, node)
        if part in ("{", "["):
            self._open.append(_Open(node, part == "[", 0 if part == "[" else None))
        elif part.startswith('"'):
            self._check_text(json.loads(part), spot)
        elif part in ("NaN", "Infinity", "-Infinity"):
            self.findings.append(
                fault(
                    "json-syntax",
                    self._place(spot),
                    msg("“{value}” is not a value of JSON.", value=part),
                    msg("Write a number, or put the text in double quotes."),
                )
            )

    def _check_text(self, text: str, spot: Spot) -> None:
        if match := _SURROGATE.search(text):
            self.findings.append(
                fault(
                    "forbidden-character",
                    self._place(spot),
                    msg("The text holds one half of a character: {code}.", code=f"U+{ord(match[0]):04X}"),
                    msg("Write the character itself in UTF-8, or both halves of its escape (\\uD83D\\uDE00)."),
                )
            )

    def _place(self, spot: Spot) -> Place:
        return Place(self.file, *spot, show(level.key for level in self._open if level.key is not None))
