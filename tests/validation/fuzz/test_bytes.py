"""Bytes: at random, and documents with bytes changed, cut out, doubled or written in another encoding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validation.examples import article, deposit
from tests.validation.fuzz.saying import QUICK, say_something, well_formed

pytestmark = pytest.mark.usefixtures("official")

CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))

ORIGINALS = (
    deposit(),
    article("<p>é</p>"),
    b'<!DOCTYPE article [<!ENTITY e "x"><!ATTLIST p id ID #IMPLIED>]>' + article('<p id="a">&e;</p>'),
    b"<a/>",
    b"",
)
# pieces of markup that parsers have stumbled over
PIECES = (
    *(b"<", b">", b"&", b"&#0;", b"&#x110000;", b"&#xD800;", b"&amp", b"]]>", b"<![CDATA[", b"<!--", b"--", b"-->"),
    *(
        b"<?xml version='1.0'?>",
        b"<?",
        b"?>",
        b"<!DOCTYPE a [",
        b"]>",
        b"<!ENTITY % p '<!ENTITY q \"x\">'> %p;",
        b"%p;",
    ),
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"),
    *(
        b"\r",
        b"\x0b",
        b"\x1f",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"xmlns=''",
        b" xmlns:x=''",
        b" xml:id='a b'",
        b"x:y",
        b"'",
    ),
    *(b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:"', b' encoding="utf-7"', b"<x:a/>", b'"'),
)


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """Change a document in a few places."""
    content = draw(st.sampled_from(ORIGINALS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from((0, 0, 1, 2, 10, 300))))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=4) | st.just(content[start:end] * 2))
        content = content[:start] + piece + content[end:]
    return content


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    """Whatever the bytes are, there is a verdict."""
    say_something(content)


@QUICK
@given(changed())
def test_changed_documents(content: bytes) -> None:
    """Nor does a document that is nearly one surprise anybody."""
    say_something(content)


@QUICK
@given(
    st.sampled_from(ORIGINALS[:2]),
    st.sampled_from(("utf-8", "utf-16", "utf-16-le", "utf-32", "iso-8859-1", "cp1252", "utf-7", "cp037", "ascii")),
    st.sampled_from(("", "utf-8", "UTF-16", "ISO-8859-1", "windows-1252", "ucs-4", "utf-7", "EBCDIC-CP-US", "x-none")),
)
def test_encodings(content: bytes, written: str, declared: str) -> None:
    """A document in an encoding that it declares, or in another than it declares."""
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    say_something((declaration + content.decode()).encode(written, "xmlcharrefreplace"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases(case: Path) -> None:
    """What was found stays found; the first lines of each file, or the list beside them, say what it was."""
    say_something(case.read_bytes())


def test_every_case_has_a_note() -> None:
    """The notes are in the list, each file once."""
    notes = (Path(__file__).parent / "cases" / "README.md").read_text(encoding="utf-8")
    assert CASES
    assert [case.name for case in CASES] == sorted(
        line.split("`")[1] for line in notes.splitlines() if line.startswith("| `")
    )


def test_the_other_parser_works() -> None:
    """Expat tells a document from what is none."""
    assert well_formed(b"<a/>")
    assert not well_formed(b"<a>")
