"""Whatever stands in a file: findings, but no exception, and an end."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.messages import English
from pipeline.reader import Reader
from pipeline.reader.files import RawRecord
from tests.works import RECORD

_YAML_WORDS = st.sampled_from(
    [
        "title",
        "contributors",
        ": ",
        "- ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "é",
        "?",
        "~",
    ]
)


def read_bytes(content: bytes, *, is_yaml: bool) -> None:
    """Read one record, and put all that is found into words."""
    raw = RawRecord("f", 0, content, "f", is_yaml, None, 0.0)
    for reading in Reader().read(raw):
        assert reading.work or reading.findings
        for finding in reading.findings:
            said = finding.message.text(English()) + (finding.remedy.text(English()) if finding.remedy else "")
            said.encode("utf-8")
            str(finding.place).encode("utf-8")
            finding.place.path.encode("utf-8")


@given(st.binary(), st.booleans())
def test_any_bytes(content: bytes, is_yaml: bool) -> None:
    """Bytes of any kind."""
    read_bytes(content, is_yaml=is_yaml)


@given(st.text(), st.booleans())
def test_any_text(text: str, is_yaml: bool) -> None:
    """Text of any kind."""
    read_bytes(text.encode("utf-8", "surrogatepass"), is_yaml=is_yaml)


@given(st.lists(_YAML_WORDS, max_size=40))
def test_anything_like_yaml(words: list[str]) -> None:
    """Pieces of YAML in any order."""
    read_bytes("".join(words).encode(), is_yaml=True)


_ODD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["10.5555/x", "2020", "fr"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(["fr", "type"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        below = list(value.items())
    elif isinstance(value, list):
        below = list(enumerate(value))
    return [path, *(inner for key, item in below for inner in _paths(item, (*path, key)))]


@given(st.data())
def test_full_record_with_something_odd_in_it(data: st.DataObject) -> None:
    """Any value, at any place of a full record, with any key beside it."""
    record = deepcopy(RECORD)
    path = data.draw(st.sampled_from(_paths(record)[1:]))
    place: Any = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = data.draw(_ODD)
    if isinstance(place, dict) and data.draw(st.booleans()):
        place[data.draw(st.text())] = data.draw(_ODD)
    content = json.dumps(record, ensure_ascii=data.draw(st.booleans()))
    read_bytes(content.encode("utf-8", "surrogatepass"), is_yaml=False)


def test_pathological_sizes() -> None:
    """A long number, a long key, many keys, many unknown keys: no blow-up."""
    read_bytes(b"page_count: " + b"9" * 1_000_000, is_yaml=True)
    read_bytes(b"k" * 1000 + b": 1", is_yaml=True)
    read_bytes(b"{" + b",".join(b'"k%d": 1' % n for n in range(2000)) + b"}", is_yaml=False)
    read_bytes(b"title: " + b"<i>" * 5000, is_yaml=True)
    read_bytes(b"title: " + b"&" * 50_000, is_yaml=True)
    read_bytes(b"contributors: [" + b"[]," * 5000 + b"]", is_yaml=True)
