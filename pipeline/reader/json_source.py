"""JSON: read by the standard library at full speed; where a value stands is looked up only when there is a problem."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.messages import Message, msg
from pipeline.reader import syntax
from pipeline.reader.json_positions import JsonNode, JsonText
from pipeline.reader.parsed import MAXIMUM_DEPTH, Parsed, Unreadable, fault
from pipeline.reader.positions import Path, Spot, show

_NO_JSON = re.compile(r"NaN|-?Infinity")
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
    root = JsonText(text, first_line).root
    return Parsed(file, data, lambda: root, tuple(_suspicions(root, file)) if suspicious else ())


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
    end = len(text.rstrip())  # what is missing at the end is missing there, not on the next line
    spot = syntax.spot_at(text, min(error.pos, end), Spot(first_line, 1))
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


def _suspicions(root: JsonNode, file: str) -> Iterator[Finding]:
    """Find what JSON's grammar lets pass: keys that stand twice, values that are no JSON, halves of characters."""
    waiting: list[tuple[JsonNode, Path]] = [(root, ())]
    while waiting:
        node, path = waiting.pop()
        if len(path) > MAXIMUM_DEPTH:
            yield syntax.too_deep(Place(file, *node.spot))
            return
        for key, child in node.children.items():
            if isinstance(key, str) and _SURROGATE.search(key):
                yield _half_character(Place(file, *child.key, show(path)), key)
            yield from _scalar(child.node, Place(file, *child.node.spot, show((*path, key))))
            waiting.append((child.node, (*path, key)))
        for key, spot, earlier in node.repeated:
            yield syntax.key_repeated(Place(file, *spot, show((*path, key))), key, earlier)


def _scalar(node: JsonNode, place: Place) -> Iterator[Finding]:
    if node.start == '"':
        if _SURROGATE.search(node.string):
            yield _half_character(place, node.string)
    elif match := _NO_JSON.match(node.source.text, node.offset):
        yield fault(
            "json-syntax",
            place,
            msg("“{value}” is not a value of JSON.", value=match[0]),
            msg("Write a number, or put the text in double quotes."),
        )


def _half_character(place: Place, text: str) -> Finding:
    return fault(
        "forbidden-character",
        place,
        msg("The text holds one half of a character: {code}.", code=f"U+{ord(_SURROGATE.findall(text)[0]):04X}"),
        msg("Write the character itself in UTF-8, or both halves of its escape (\\uD83D\\uDE00)."),
    )
