"""Finding places by path, and showing paths."""

import pytest

from pipeline.reader.positions import printable, show
from pipeline.reader.yaml_source import read_yaml

PARSED = read_yaml("title: X\nsubtitle:\n  fr_ca: Y\nlist:\n- a: 1\nnothing:\n", "a.yaml")


@pytest.mark.parametrize(
    ("path", "place", "shown"),
    [
        (("title",), "a.yaml:1:8", "title"),
        (("title", "fr"), "a.yaml:1:8", "title"),
        (("title", "fr", 0), "a.yaml:1:8", "title"),
        (("subtitle", "fr-CA"), "a.yaml:3:10", "subtitle.fr-CA"),
        (("subtitle", "en"), "a.yaml:3:3", "subtitle.en"),
        (("list", 0, "b"), "a.yaml:5:3", "list[0].b"),
        (("list", 7), "a.yaml:5:1", "list"),
        (("nothing",), "a.yaml:6:9", "nothing"),
        (("missing",), "a.yaml:1:1", "missing"),
        ((), "a.yaml:1:1", ""),
    ],
)
def test_locate(path: tuple[str | int, ...], place: str, shown: str) -> None:
    """The nearest value that is there, however the file spells languages; a missing last key is still shown."""
    found = PARSED.place(path)
    assert (str(found), found.path) == (place, shown)


def test_show() -> None:
    """Keys that are no plain words are quoted, shortened, and cannot write to a terminal."""
    assert show(("a", 1, "b-c", "é", 0)) == "a[1].b-c.é[0]"
    assert show(("a b",)) == "“a b”"
    assert show(("\x1b[31m",)) == "“U+001B[31m”"
    assert len(show(("x" * 500 + " ",))) < 50


def test_printable() -> None:
    """Long texts are cut, what has no form gets its code."""
    assert printable("a\u202eb\x00") == "aU+202EbU+0000"
    assert printable("x" * 10, 5) == "xxxx…"
