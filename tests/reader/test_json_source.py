"""JSON: what its values become, where they stand, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reader.json_source import read_json
from pipeline.reader.parsed import Unreadable
from pipeline.reader.positions import Node


def refused(text: str) -> tuple[str, str, str]:
    """Give the code, the place and the words of what keeps a file from being read."""
    with pytest.raises(Unreadable) as caught:
        read_json(text, "a.json")
    finding = caught.value.finding
    return finding.code, str(finding.place), str(finding.message)


def test_numbers_stay_text() -> None:
    """Versions keep their zeros, and no number is too long."""
    parsed = read_json('{"a": 1.10, "b": 0, "c": -2.50e3, "d": ' + "9" * 5000 + "}", "a.json")
    assert parsed.data == {"a": "1.10", "b": "0", "c": "-2.50e3", "d": "9" * 5000}


def test_entry_without_value_is_no_entry() -> None:
    """As in YAML; in lists the place is kept."""
    assert read_json('{"a": null, "b": [null, true], "c": {"d": null}}', "f").data == {"b": [None, True], "c": {}}


def test_places() -> None:
    """Lines and columns count from 1, escapes and nesting included."""
    text = '{\n  "a": {"b\\"": [1, "x, ]}",\n\t{"c": "é"}]},\n  "d": null }'
    parsed = read_json(text, "a.json")
    assert str(parsed.place(("a", 'b"', 1))) == "a.json:2:20"
    assert str(parsed.place(("a", 'b"', 2, "c"))) == "a.json:3:8"
    assert str(parsed.place(("a", 'b"', 2, "c"), at_key=True)) == "a.json:3:3"
    assert str(parsed.place(("d",))) == "a.json:4:8"
    assert str(read_json('{"a": 1}', "a.jsonl", first_line=7).place(("a",))) == "a.jsonl:7:7"


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def _leaves(value: object, node: Node, text: str) -> None:
    lines = text.split("\n")
    start = lines[node.spot.line - 1][node.spot.column - 1 :]
    if isinstance(value, dict):
        assert start[0] == "{"
        assert list(node.children) == list(value)
        for key, below in value.items():
            key_start = lines[node.children[key].key.line - 1][node.children[key].key.column - 1 :]
            assert key_start.startswith(json.dumps(key))
            _leaves(below, node.children[key].node, text)
    elif isinstance(value, list):
        assert start[0] == "["
        assert len(node.children) == len(value)
        for number, below in enumerate(value):
            _leaves(below, node.children[number].node, text)
    else:
        assert start.startswith(json.dumps(value))


@given(st.dictionaries(st.text(), _VALUES), st.sampled_from([None, 1]))
def test_every_value_is_found_where_it_stands(value: dict[str, object], indent: int | None) -> None:
    """Whatever is written: at its place stand its very characters."""
    text = json.dumps(value, indent=indent)
    _leaves(value, read_json(text, "a.json").positions(), text)


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        ("", "file-empty", "a.json", "empty"),
        (" \n ", "file-empty", "a.json", "empty"),
        ("[1]", "record-expected", "a.json:1", "table"),
        ('"a"', "record-expected", "a.json:1", "table"),
        ('{"a": }', "json-syntax", "a.json:1:7", "value is missing"),
        ('{"a": \n', "json-syntax", "a.json:1:6", "value is missing"),
        ('{"a": x}', "json-syntax", "a.json:1:7", "without quotes"),
        ('{"a": 1,\n}', "json-syntax", "a.json", ""),
        ('{"a": 1 "b": 2}', "json-syntax", "a.json:1:9", "comma is missing"),
        ('{"a" 1}', "json-syntax", "a.json:1:6", "colon is missing"),
        ("{a: 1}", "json-syntax", "a.json:1:2", "key in double quotes"),
        ('{"a": "b', "json-syntax", "a.json:1:7", "never closed"),
        ('{"a": "b\nc"}', "json-syntax", "a.json:1:9", "line break"),
        ('{"a": "\\q"}', "json-syntax", "a.json:1:8", "backslash"),
        ('{"a": 1} {"b": 2}', "json-syntax", "a.json:1:10", "more follows"),
        ('{"a":' * 100_000, "record-too-deep", "a.json:1", "deep"),
    ],
)
def test_unreadable(text: str, code: str, place: str, words: str) -> None:
    """What cannot be read on from is told with its place, in our words."""
    found = refused(text)
    assert found[0] == code
    assert found[1].startswith(place)
    assert words in found[2]


def test_what_the_grammar_lets_pass() -> None:
    """Keys that stand twice, numbers that are none, and halves of characters are problems."""
    parsed = read_json('{"a": NaN, "b": 1,\n "c": [{"d": -Infinity}], "b": 2}', "a.json")
    assert {(finding.code, str(finding.place), finding.place.path) for finding in parsed.findings} == {
        ("json-syntax", "a.json:1:7", "a"),
        ("json-syntax", "a.json:2:14", "c[0].d"),
        ("key-repeated", "a.json:2:27", "b"),
    }


def test_halves_of_characters() -> None:
    """They are told, and nothing further on meets one; whole escapes are fine."""
    parsed = read_json('{"a": ["x", "\\ud83d"], "\\udc00": "\\ud83d\\ude00", "b": "\\\\ud800"}', "a.json")
    assert {(str(finding.place), finding.code) for finding in parsed.findings} == {
        ("a.json:1:13", "forbidden-character"),
        ("a.json:1:24", "forbidden-character"),
    }
    assert parsed.data == {"a": ["x", "\ufffd"], "\ufffd": "😀", "b": "\\ud800"}


def test_deep_and_suspicious() -> None:
    """Looking for suspicions in deep nesting is bounded."""
    deep = '{"a": NaN, "b": ' + "[" * 500 + "]" * 500 + "}"
    assert [finding.code for finding in read_json(deep, "a.json").findings] == ["json-syntax", "record-too-deep"]
