"""YAML: what its values become, and what is refused."""

import pytest

from pipeline.reader.parsed import MAXIMUM_DEPTH, Parsed, Unreadable
from pipeline.reader.yaml_source import read_yaml


def data(text: str) -> object:
    """Read a file that has no problems."""
    parsed = read_yaml(text, "a.yaml")
    assert not parsed.findings
    return parsed.data


def refused(text: str) -> tuple[str, str]:
    """Give the code and the place of what keeps a file from being read."""
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, "a.yaml")
    return caught.value.finding.code, str(caught.value.finding.place)


def found(parsed: Parsed) -> list[tuple[str, str, str]]:
    """Give codes, places and paths of the problems."""
    return [(finding.code, str(finding.place), finding.place.path) for finding in parsed.findings]


@pytest.mark.parametrize(
    "written",
    [
        "NO",
        "no",
        "Yes",
        "on",
        "true",
        "False",
        "010",
        "1.10",
        "1e3",
        "0x1F",
        "2026-04-15",
        "12:30:45",
        "NaN",
        "=",
        "Null",
    ],
)
def test_scalars_stay_text(written: str) -> None:
    """Countries, volumes, versions and dates are what was typed."""
    assert data(f"a: {written}\nb: ['{written}']") == {"a": written, "b": [written]}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_entry_without_value_is_no_entry(written: str) -> None:
    """It is left out of tables; in lists its place is kept, so that it can be reported."""
    assert data(f"a: {written}\nb: x\nc: [x, {written or '~'}]") == {"b": "x", "c": ["x", None]}


def test_quoted_null_is_text() -> None:
    """There are people named Null."""
    assert data("a: 'null'\nb: \"\"\nc: !!str ~") == {"a": "null", "b": "", "c": "~"}


def test_block_scalars_and_unicode() -> None:
    """Texts of several lines and in any script survive."""
    assert data("a: |\n  الفقرة\n\n  Друга 𝒜\nb: >-\n  one\n  two\n") == {
        "a": "الفقرة\n\nДруга 𝒜\n",
        "b": "one two",
    }


def test_places() -> None:
    """Each value and key is found again, lists and aliases included."""
    parsed = read_yaml("a: &x\n  b: 1\n  c:\nd:\n  - *x\n  - e: é f\n    g: h\n", "a.yaml")
    assert str(parsed.place(("a", "b"))) == "a.yaml:2:6"
    assert str(parsed.place(("a", "c"))) == "a.yaml:3:5"
    assert str(parsed.place(("d", 1, "g"))) == "a.yaml:7:8"
    assert str(parsed.place(("d", 1, "g"), at_key=True)) == "a.yaml:7:5"
    assert str(parsed.place(("d", 0, "b"))) == "a.yaml:2:6"


def test_repeated_keys_name_both_lines() -> None:
    """The first is kept; where the first is, the message says."""
    parsed = read_yaml("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "a.yaml")
    assert found(parsed) == [("key-repeated", "a.yaml:4:3", "b.c"), ("key-repeated", "a.yaml:5:1", "a")]
    assert "line 3" in str(parsed.findings[0].message)
    assert parsed.data == {"a": "1", "b": {"c": "1"}}


def test_aliases() -> None:
    """They repeat values; what they cannot repeat is a problem."""
    assert data("a: &x [1, 2]\nb: *x\nc: &y t\nd: *y") == {"a": ["1", "2"], "b": ["1", "2"], "c": "t", "d": "t"}
    assert found(read_yaml("a: *x", "a.yaml")) == [("yaml-alias", "a.yaml:1:4", "a")]
    assert found(read_yaml("a: &x [*x]", "a.yaml")) == [("yaml-alias", "a.yaml:1:8", "a[0]")]


def test_aliases_cannot_explode() -> None:
    """Ten aliases of ten aliases of ten: counted, not expanded."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert refused("\n".join(lines))[0] == "record-too-many-values"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_bounded(opening: str) -> None:
    """Deep nesting is told, and does not overflow any stack."""
    assert refused(opening * 200_000)[0] == "record-too-deep"
    assert data("a: " + "[" * (MAXIMUM_DEPTH - 1) + "]" * (MAXIMUM_DEPTH - 1))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "file-empty", "a.yaml"),
        ("# only a remark\n", "file-empty", "a.yaml"),
        ("---\n", "file-empty", "a.yaml"),
        ("- a\n- b\n", "record-expected", "a.yaml:1:1"),
        ("\njust a text", "record-expected", "a.yaml:2:1"),
        ("a: 1\n---\nb: 2\n", "document-second", "a.yaml:2:1"),
        ("a: b\x07c", "forbidden-character", "a.yaml:1:5"),
        ("a: b\nc: d\x85e", "forbidden-character", "a.yaml:2:5"),
        ("a: b\u2028c", "forbidden-character", "a.yaml:1:5"),
        ("a: b: c", "yaml-syntax", "a.yaml:1:5"),
        ("a:\n\tb: c", "yaml-syntax", "a.yaml:2:1"),
        ("a: 'b\nc: d\n", "yaml-syntax", "a.yaml:3:1"),
        ("a:\n  b: c\n d: e", "yaml-syntax", "a.yaml:3:2"),
        ("a: [b\nc: d", "yaml-syntax", "a.yaml:2:2"),
        ('a: "\\q"', "yaml-syntax", "a.yaml:1:5"),
        ("a: @b", "yaml-syntax", "a.yaml:1:4"),
        ("a:\n- b\nc", "yaml-syntax", "a.yaml:4:1"),
    ],
)
def test_unreadable(text: str, code: str, place: str) -> None:
    """What cannot be read on from is told with its place."""
    assert refused(text) == (code, place)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c", "colon"),
        ("a:\n\tb: c", "tab"),
        ("a: 'b\nc: d\n", "line 1 are never closed"),
        ("a:\n  b: c\n d: e", "indentation"),
        ("a: [b\nc: d", "line 1 is not closed"),
        ('a: "\\q"', "backslash"),
        ("a: !<b", "not well-formed"),
    ],
)
def test_syntax_is_explained(text: str, words: str) -> None:
    """In words for people, not in the parser's."""
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, "a.yaml")
    assert words in str(caught.value.finding.message)
    assert str(caught.value.finding.remedy)


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("a: !!python/object/apply:os.system [x]", "yaml-tag", "a"),
        ("a: !secret x", "yaml-tag", "a"),
        ("a: &x {b: c}\n<<: *x", "yaml-merge", ""),
        ("? [a]\n: b", "yaml-key", ""),
        ("? {a: b}\n: b", "yaml-key", ""),
        ("~: b", "yaml-key", ""),
        ('"": b', "yaml-key", ""),
    ],
)
def test_what_has_no_meaning(text: str, code: str, path: str) -> None:
    """Tags, merge keys and keys that are no text are told; nothing is executed."""
    assert [(finding.code, finding.place.path) for finding in read_yaml(text, "a.yaml").findings] == [(code, path)]


def test_known_tags_mean_nothing_special() -> None:
    """The core types of YAML may be written out; a text stays a text."""
    assert data("a: !!int 010\nb: !!map {c: !!seq [!!str x]}\nd: ! y") == {"a": "010", "b": {"c": ["x"]}, "d": "y"}
